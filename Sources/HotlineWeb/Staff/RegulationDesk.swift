public import HotlineClient
public import HotlineCore

/// What the staff API asks of the rest of the service about who works and whether all is in order.
///
/// Each function may throw ``StaffDeskError`` where it cannot be done.
public struct RegulationDesk: Sendable {
    /// The terms of today, and the calendar they are counted on.
    public var terms: Terms
    /// Everybody on the staff.
    public var staff: [StaffMember]
    /// Who is absent, and who has how much to do.
    public var workload: @Sendable () async throws -> Workload
    /// A person with the rights of those they stand in for.
    public var standingIn: @Sendable (Person) async throws -> Person
    /// Keeps an absence; a request whose key came before is not obeyed again.
    public var addAbsence: @Sendable (AbsenceDocument, Person, RequestKey?) async throws -> Absence
    /// The absence of a number, over or not; `nil` where there is none.
    public var absence: @Sendable (Identifier<Absence>) async throws -> Absence?
    /// Takes one back; `nil` where it is over or was taken back, unless by this very request.
    public var cancelAbsence: @Sendable (Identifier<Absence>, Person, RequestKey?) async throws -> Absence?
    /// Checks a slice of the log of events.
    public var auditEvents: @Sendable (_ from: Int64) async throws -> AuditSlice
    /// Compares a slice of the appeals with the log.
    public var auditAppeals: @Sendable (_ from: Int64) async throws -> AuditSlice
    /// Makes what is kept of an appeal anew from its events, and tells which fields were otherwise.
    public var rebuild: @Sendable (AppealNumber, Person, RequestKey?) async throws -> [String]
    /// The last event's place and hash.
    public var seal: @Sendable () async throws -> (event: Int64, hash: [UInt8])
    /// The hash of an event; `nil` where there is none.
    public var hash: @Sendable (_ event: Int64) async throws -> [UInt8]?
    /// The report on a time, on appeals from everywhere or from somewhere.
    public var report: @Sendable (ReportPeriod, AppealSource?) async throws -> AppealReport

    /// Creates a desk.
    public init(
        terms: Terms,
        staff: [StaffMember],
        workload: @escaping @Sendable () async throws -> Workload,
        standingIn: @escaping @Sendable (Person) async throws -> Person,
        addAbsence: @escaping @Sendable (AbsenceDocument, Person, RequestKey?) async throws -> Absence,
        absence: @escaping @Sendable (Identifier<Absence>) async throws -> Absence?,
        cancelAbsence: @escaping @Sendable (Identifier<Absence>, Person, RequestKey?) async throws -> Absence?,
        auditEvents: @escaping @Sendable (_ from: Int64) async throws -> AuditSlice,
        auditAppeals: @escaping @Sendable (_ from: Int64) async throws -> AuditSlice,
        rebuild: @escaping @Sendable (AppealNumber, Person, RequestKey?) async throws -> [String],
        seal: @escaping @Sendable () async throws -> (event: Int64, hash: [UInt8]),
        hash: @escaping @Sendable (_ event: Int64) async throws -> [UInt8]?,
        report: @escaping @Sendable (ReportPeriod, AppealSource?) async throws -> AppealReport
    ) {
        self.terms = terms
        self.staff = staff
        self.workload = workload
        self.standingIn = standingIn
        self.addAbsence = addAbsence
        self.absence = absence
        self.cancelAbsence = cancelAbsence
        self.auditEvents = auditEvents
        self.auditAppeals = auditAppeals
        self.rebuild = rebuild
        self.seal = seal
        self.hash = hash
        self.report = report
    }
}
