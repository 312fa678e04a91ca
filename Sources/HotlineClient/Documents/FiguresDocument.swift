public import HotlineCore
public import JSON

/// How the texts stand, counted, as the staff API tells it.
public struct FiguresDocument: Hashable, Sendable {
    /// The texts in each state.
    public var states: [MessageState: Int]
    /// How often a text was sent again although it may have gone before.
    public var repeats: Int
    /// When the oldest text was due that is still to be sent.
    public var oldestDue: CivilTime?
    /// The texts that came in, by what they were.
    public var incoming: [String: Int]

    /// Tells figures.
    public init(_ figures: OutboxFigures, zone: ZoneRules) {
        states = figures.states
        repeats = figures.repeats
        oldestDue = figures.oldestDue.map { zone.civilTime(at: $0) }
        incoming = figures.incoming
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let states = fields.required("states", .entries(.oneOf(MessageState.self), .integer))
        let repeats = fields.required("repeats", .integer)
        let oldestDue = fields.optional("oldestDue", .time)
        let incoming = fields.required("incoming", .entries(.string, .integer))
        self.states = Dictionary(try states.get().map { ($0.key, $0.value) }) { $1 }
        self.repeats = try repeats.get()
        self.oldestDue = try oldestDue.get()
        self.incoming = Dictionary(try incoming.get().map { ($0.key, $0.value) }) { $1 }
    }

    /// The figures as JSON; every state is there, with 0 where it has none.
    public var json: JSON {
        var states = JSONObject()
        for state in MessageState.allCases { states[state.rawValue] = JSON(self.states[state] ?? 0) }
        var incoming = JSONObject()
        for (outcome, count) in self.incoming.sorted(by: { $0.key < $1.key }) { incoming[outcome] = JSON(count) }
        return [
            "states": .object(states),
            "repeats": JSON(repeats),
            "oldestDue": oldestDue.map { .string($0.rfc3339) } ?? .null,
            "incoming": .object(incoming),
        ]
    }
}

extension JSONShape where Value == FiguresDocument {
    static var figuresDocument: JSONShape { .object { fields in try FiguresDocument(&fields) } }
}
