/// The exchange's calls against ours, over some time.
public struct CallBalance: Hashable, Sendable {
    /// How many calls the exchange counted.
    public var exchange: Int
    /// How many calls are kept.
    public var records: Int
    /// How many calls were turned away, because their number called too often.
    public var turnedAway: Int
    /// How many calls the exchange counted of which we know nothing.
    public var lost: Int

    /// Creates a balance.
    public init(exchange: Int, records: Int, turnedAway: Int, lost: Int) {
        self.exchange = exchange
        self.records = records
        self.turnedAway = turnedAway
        self.lost = lost
    }

    /// The balance in one line: «42 звонка, 42 записи, 0 потеряно».
    public var text: String {
        let calls = Self.form(of: exchange, "звонок", "звонка", "звонков")
        let kept = Self.form(of: records, "запись", "записи", "записей")
        let away = turnedAway > 0 ? ", \(turnedAway) отклонено" : ""
        return "\(exchange) \(calls), \(records) \(kept), \(lost) потеряно\(away)"
    }

    /// The form a Russian noun has behind a number.
    private static func form(of number: Int, _ one: String, _ few: String, _ many: String) -> String {
        switch (number % 100, number % 10) {
        case (11...14, _): many
        case (_, 1): one
        case (_, 2...4): few
        case (_, _): many
        }
    }
}
