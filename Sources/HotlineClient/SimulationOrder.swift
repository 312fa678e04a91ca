public import HotlineCore
public import JSON

/// A call to be played through the menu and kept.
public struct SimulationOrder: Hashable, Sendable {
    /// The number it comes from, as an exchange would give it.
    public var from: String
    /// What is pressed at each question, with commas between.
    public var keys: String
    /// When it comes; `nil` for the moment it is played.
    public var at: Instant?
    /// The step after which the caller hangs up.
    public var hangupAfter: CallStep?

    /// Creates an order.
    public init(from: String, keys: String, at: Instant? = nil, hangupAfter: CallStep? = nil) {
        self.from = from
        self.keys = keys
        self.at = at
        self.hangupAfter = hangupAfter
    }

    /// Reads an order.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(as: .simulationOrder)
    }

    /// The order as JSON.
    public var json: JSON {
        [
            "from": .string(from),
            "keys": .string(keys),
            "at": JSON(at.map { CivilTime($0, offset: 0).rfc3339 }),
            "hangupAfter": JSON(hangupAfter?.rawValue),
        ]
    }
}

extension JSONShape where Value == SimulationOrder {
    fileprivate static var simulationOrder: JSONShape {
        .object { fields in
            let from = fields.required("from", .string)
            let keys = fields.required(
                "keys",
                JSONShape<String>.string.parsed(as: "keys such as \"5,1\"") { keys in
                    keys.count <= 200 && keys.allSatisfy { "0123456789*#+,".contains($0) } ? keys : nil
                }
            )
            let at = fields.optional("at", .time)
            let hangupAfter = fields.optional("hangupAfter", .oneOf(CallStep.self))
            return try SimulationOrder(
                from: from.get(),
                keys: keys.get(),
                at: at.get()?.instant,
                hangupAfter: hangupAfter.get()
            )
        }
    }
}

extension SimulationOrder: CustomStringConvertible, CustomReflectable {
    /// A stub without the number.
    public var description: String { "a simulated call" }

    /// Keeps `dump` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["simulation": description]) }
}
