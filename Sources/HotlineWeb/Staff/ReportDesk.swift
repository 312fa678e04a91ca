public import HotlineCore

/// What the staff API asks of the rest of the service about reports to the director.
///
/// Each function may throw ``StaffDeskError`` where it cannot be done, and `FaultDocument` where it has its own words.
public struct ReportDesk: Sendable {
    /// What became of a report that was to go.
    public enum Posting: Hashable, Sendable {
        /// It is sent; or was, by this very request.
        case sent(SentReport)
        /// The week's report went before, under this number.
        case already(number: Int64)
    }

    /// What the head wrote on a week.
    public var proposals: @Sendable (ReportPeriod) async throws -> WeeklyProposals
    /// Keeps what the head writes on a week, on a version if one is named; `nil` where somebody else wrote meanwhile.
    public var setProposals:
        @Sendable (_ text: String, ReportPeriod, _ version: Int64?, Person, RequestKey?) async throws ->
            WeeklyProposals?
    /// Sends a week's report, again if that is wanted.
    public var send: @Sendable (ReportPeriod, _ isAgain: Bool, Person, RequestKey?) async throws -> Posting
    /// What was sent, the newest first.
    public var sent: @Sendable (_ limit: Int) async throws -> [SentReport]
    /// What was sent under a number; `nil` where nothing was.
    public var sentReport: @Sendable (Int64) async throws -> SentReport?

    /// Creates a desk.
    public init(
        proposals: @escaping @Sendable (ReportPeriod) async throws -> WeeklyProposals,
        setProposals:
            @escaping @Sendable (_ text: String, ReportPeriod, _ version: Int64?, Person, RequestKey?) async throws ->
            WeeklyProposals?,
        send: @escaping @Sendable (ReportPeriod, _ isAgain: Bool, Person, RequestKey?) async throws -> Posting,
        sent: @escaping @Sendable (_ limit: Int) async throws -> [SentReport],
        sentReport: @escaping @Sendable (Int64) async throws -> SentReport?
    ) {
        self.proposals = proposals
        self.setProposals = setProposals
        self.send = send
        self.sent = sent
        self.sentReport = sentReport
    }
}
