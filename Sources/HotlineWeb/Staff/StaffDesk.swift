public import HotlineClient
public import HotlineCore
public import JSON

/// What the staff API asks of the rest of the service.
///
/// Each function may throw `AppealFault` where the rules refuse, ``StaffDeskError`` where it cannot be done, and
/// `FaultDocument` where it has its own words.
public struct StaffDesk: Sendable {
    /// The appeals a query lets through, the one whose term ends first in front.
    public var appeals: @Sendable (AppealQuery) async throws -> [Appeal]
    /// The appeals of these numbers, as far as there are any.
    public var appealsNumbered: @Sendable (Set<AppealNumber>) async throws -> [Appeal]
    /// The newest calls, newest first: those of these appeals, or of all.
    public var calls: @Sendable (Set<AppealNumber>?, _ limit: Int) async throws -> [Call]
    /// The newest messages, newest first: those of these appeals, or of all, in this state, or in any.
    public var messages: @Sendable (Set<AppealNumber>?, MessageState?, _ limit: Int) async throws -> [StaffMessage]
    /// The mails of these appeals, newest first.
    public var mails: @Sendable (Set<AppealNumber>) async throws -> [StaffMail]
    /// The notes about these appeals as events with their words, newest first.
    public var notes: @Sendable (Set<AppealNumber>) async throws -> [LoggedEvent]
    /// Does something with an appeal; a request whose key came before is not obeyed again.
    public var perform: @Sendable (AppealAct, AppealNumber, Person, _ key: String?) async throws -> Appeal
    /// The events of an appeal, oldest first.
    public var events: @Sendable (AppealNumber) async throws -> [LoggedEvent]
    /// Fills fields of an appeal's form as it stood in a version; a request whose key came before is not obeyed again.
    public var complete:
        @Sendable (AppealNumber, FormChanges, _ seen: Int64, Person, RequestKey?) async throws -> Appeal
    /// Makes an appeal of what somebody said, and tells which others its author has open; a request whose key came before is not
    /// obeyed again.
    public var add:
        @Sendable (FormChanges, _ consent: Bool?, Person, RequestKey?) async throws -> (Appeal, [AppealNumber])
    /// A page of all appeals after a number, and the last number there is; notes which whole numbers the person is shown.
    public var page:
        @Sendable (_ after: Int64, _ limit: Int, Person, _ showsNumbers: Bool) async throws -> ([Appeal], Int64)
    /// Notes that a person was shown an author's whole number.
    public var noteNumberShown: @Sendable (AppealNumber, Person) async throws -> Void
    /// Plays a call through the menu, keeps it, and tells what came of it; for a request whose key came before, what came of that.
    public var simulate: @Sendable (SimulationOrder, Person, RequestKey?) async throws -> JSON
    /// What time it is.
    public var now: @Sendable () -> Instant

    /// Creates a desk.
    public init(
        appeals: @escaping @Sendable (AppealQuery) async throws -> [Appeal],
        appealsNumbered: @escaping @Sendable (Set<AppealNumber>) async throws -> [Appeal],
        calls: @escaping @Sendable (Set<AppealNumber>?, _ limit: Int) async throws -> [Call],
        messages: @escaping @Sendable (Set<AppealNumber>?, MessageState?, _ limit: Int) async throws -> [StaffMessage],
        mails: @escaping @Sendable (Set<AppealNumber>) async throws -> [StaffMail],
        notes: @escaping @Sendable (Set<AppealNumber>) async throws -> [LoggedEvent],
        perform: @escaping @Sendable (AppealAct, AppealNumber, Person, _ key: String?) async throws -> Appeal,
        events: @escaping @Sendable (AppealNumber) async throws -> [LoggedEvent],
        complete:
            @escaping @Sendable (AppealNumber, FormChanges, _ seen: Int64, Person, RequestKey?) async throws -> Appeal,
        add:
            @escaping @Sendable (FormChanges, _ consent: Bool?, Person, RequestKey?) async throws -> (
                Appeal, [AppealNumber]
            ),
        page:
            @escaping @Sendable (_ after: Int64, _ limit: Int, Person, _ showsNumbers: Bool) async throws -> (
                [Appeal], Int64
            ),
        noteNumberShown: @escaping @Sendable (AppealNumber, Person) async throws -> Void,
        simulate: @escaping @Sendable (SimulationOrder, Person, RequestKey?) async throws -> JSON,
        now: @escaping @Sendable () -> Instant
    ) {
        self.appeals = appeals
        self.appealsNumbered = appealsNumbered
        self.calls = calls
        self.messages = messages
        self.mails = mails
        self.notes = notes
        self.perform = perform
        self.events = events
        self.complete = complete
        self.add = add
        self.page = page
        self.noteNumberShown = noteNumberShown
        self.simulate = simulate
        self.now = now
    }
}

/// Why the desk could not do something that the rules allow.
public enum StaffDeskError: Error, Hashable, Sendable {
    /// The database did not take part; what it said is in the log.
    case storeUnavailable
}
