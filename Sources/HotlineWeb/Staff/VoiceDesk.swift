public import HotlineClient
public import HotlineCore

/// What the staff API asks of the rest of the service about calls.
///
/// Each function may throw ``StaffDeskError`` where it cannot be done, and `FaultDocument` where it has its own words.
public struct VoiceDesk: Sendable {
    /// The outage that is announced.
    public var outage: @Sendable () async throws -> Outage?
    /// Announces one; a request whose key came before is not obeyed again.
    public var announce: @Sendable (AppealType, Person, RequestKey?) async throws -> Outage
    /// Ends the announcement; a request whose key came before is not obeyed again.
    public var endOutage: @Sendable (Person, RequestKey?) async throws -> Outage?
    /// A recording of an appeal, the newest or the one of this index; notes that the person listens to it.
    public var recording: @Sendable (AppealNumber, _ index: Int?, Person) async throws -> [UInt8]
    /// The exchange's calls against ours; `nil` where the exchange's account is not read.
    public var balance: @Sendable (_ from: Instant, _ to: Instant) async throws -> CallBalance?
    /// Rung when a call or an appeal may have changed.
    public var changes: ChangeSignal
    /// The calls going on at the queues.
    public var live: @Sendable () -> [LiveCallDocument]

    /// Creates a desk.
    public init(
        outage: @escaping @Sendable () async throws -> Outage?,
        announce: @escaping @Sendable (AppealType, Person, RequestKey?) async throws -> Outage,
        endOutage: @escaping @Sendable (Person, RequestKey?) async throws -> Outage?,
        recording: @escaping @Sendable (AppealNumber, _ index: Int?, Person) async throws -> [UInt8],
        balance: @escaping @Sendable (_ from: Instant, _ to: Instant) async throws -> CallBalance?,
        changes: ChangeSignal = ChangeSignal(),
        live: @escaping @Sendable () -> [LiveCallDocument]
    ) {
        self.outage = outage
        self.announce = announce
        self.endOutage = endOutage
        self.recording = recording
        self.balance = balance
        self.changes = changes
        self.live = live
    }
}
