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
        ) { Duration(setting: $0).flatMap { lives.contains($0) ? $0 : nil } }
    }
}

extension JSONShape where Value == String {
    fileprivate static var tokenLabel: JSONShape {
        string.parsed(as: "one line of at most \(StaffToken.longestLabel) characters") { text in
            let isLine = !text.isEmpty && text.count <= StaffToken.longestLabel && text == text.onOneLine
            return isLine ? text : nil
        }
    }
}
