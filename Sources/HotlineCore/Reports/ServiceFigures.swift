/// How the service does, for programs that watch it: counts only, nothing of anybody.
public struct ServiceFigures: Hashable, Sendable {
    /// Calls by how they ended; those that go on have none.
    public var calls: [CallOutcome: Int] = [:]
    /// Calls that go on.
    public var liveCalls = 0
    /// Calls that ended before their end, by the step they were left at.
    public var leftAt: [CallStep: Int] = [:]
    /// Appeals by where they came from.
    public var sources: [AppealSource: Int] = [:]
    /// Appeals by how they stand.
    public var statuses: [AppealStatus: Int] = [:]
    /// How many terms were kept, and how many were not, by step; a term that runs is in neither until it is over.
    public var terms: [TermStep: TermCount] = [:]
    /// How the texts stand.
    public var outbox: OutboxFigures
    /// Whether each gateway sends, by its name.
    public var gateways: [String: Bool] = [:]
    /// How long the database took to count all this.
    public var storeLatency: Duration = .zero

    /// How many of a step's terms are over, and how.
    public struct TermCount: Hashable, Sendable {
        /// Kept.
        public var met: Int
        /// Not kept.
        public var missed: Int

        /// Creates a count.
        public init(met: Int, missed: Int) {
            self.met = met
            self.missed = missed
        }
    }

    /// Creates figures of nothing but texts.
    public init(outbox: OutboxFigures) {
        self.outbox = outbox
    }
}
