/// What came of taking in a spool.
public struct SpoolReport: Hashable, Sendable {
    /// How many entries were taken.
    public var taken: Int
    /// How many lines could not be read and were put aside.
    public var broken: Int

    /// Creates a report.
    public init(taken: Int = 0, broken: Int = 0) {
        self.taken = taken
        self.broken = broken
    }
}
