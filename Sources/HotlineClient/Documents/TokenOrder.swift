public import HotlineCore
public import JSON

/// A token that somebody wants for themselves.
public struct TokenOrder: Hashable, Sendable {
    /// What it is for.
    public var label: String?
    /// How long it holds.
    public var life: Duration

    /// Creates an order.
    public init(label: String? = nil, life: Duration = StaffToken.standardLife) {
        self.label = label
        self.life = life
    }

    /// Whether a text may be a label: one line that says something, and is not too long.
    public static func isLabel(_ text: String) -> Bool {
        !text.isEmpty && text.count <= StaffToken.longestLabel && text == text.onOneLine
    }

    /// How long one is to hold, as settings write it; `nil` where that is no length, or none that a token may have.
    public static func life(_ text: String) -> Duration? {
        Duration(setting: text).flatMap { StaffToken.lives.contains($0) ? $0 : nil }
    }

    /// The order as JSON.
    public var json: JSON {
        ["label": JSON(label), "expires": .string(life.setting)]
    }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(as: Self.shape)
    }

    private static var shape: JSONShape<TokenOrder> {
        .object { fields in
            let label = fields.optional("label", .tokenLabel)
            let life = fields.optional("expires", .tokenLife, default: StaffToken.standardLife)
            return try TokenOrder(label: label.get(), life: life.get())
        }
    }
}

extension JSONShape where Value == Duration {
    fileprivate static var tokenLife: JSONShape {
        let lives = StaffToken.lives
        return JSONShape<String>.string.parsed(
            as: "a duration from \(lives.lowerBound.setting) to \(lives.upperBound.setting), such as \"90d\""
        ) { TokenOrder.life($0) }
    }
}

extension JSONShape where Value == String {
    fileprivate static var tokenLabel: JSONShape {
        string.parsed(as: "one line of at most \(StaffToken.longestLabel) characters") { text in
            TokenOrder.isLabel(text) ? text : nil
        }
    }
}
