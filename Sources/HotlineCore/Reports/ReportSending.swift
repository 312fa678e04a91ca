/// A report on its way to somebody: what is sent once.
public struct ReportSending: Hashable, Sendable {
    /// How many days it is about.
    public var kind: ReportPeriod.Kind
    /// Where the appeals came from; `nil` for everywhere.
    public var source: AppealSource?
    /// The name of the day or week.
    public var period: String
    /// The login of who gets it.
    public var recipient: String
    /// When it was to be sent.
    public var dueAt: Instant

    /// Creates a sending.
    public init(
        kind: ReportPeriod.Kind,
        source: AppealSource?,
        period: String,
        recipient: String,
        dueAt: Instant
    ) {
        self.kind = kind
        self.source = source
        self.period = period
        self.recipient = recipient
        self.dueAt = dueAt
    }
}
