public import HotlineCore

/// What the school's site asks of the rest of the service.
///
/// Each function may throw whatever keeps it from being done; the visitor is told that it was not, and what they typed stays.
public struct SiteDesk: Sendable {
    /// The secret by which the service knows again what it gave out.
    public var secret: @Sendable () async throws -> [UInt8]
    /// Makes an appeal of Form 1; the same form sent twice makes one.
    public var submit: @Sendable (FormChanges, _ consent: Bool?, _ key: String) async throws -> Appeal
    /// The appeal of that number; `nil` where there is none.
    public var appeal: @Sendable (AppealNumber) async throws -> Appeal?
    /// The open appeals, the one whose term ends first in front.
    public var openAppeals: @Sendable () async throws -> [Appeal]
    /// The report on a time.
    public var report: @Sendable (ReportPeriod) async throws -> AppealReport
    /// How the service does, for those who watch it.
    public var figures: @Sendable () async throws -> ServiceFigures
    /// What keeps the service from doing its work, in a word each; nothing where nothing does.
    public var obstacles: @Sendable () async -> [String]
    /// What time it is.
    public var now: @Sendable () -> Instant

    /// Creates a desk.
    public init(
        secret: @escaping @Sendable () async throws -> [UInt8],
        submit: @escaping @Sendable (FormChanges, _ consent: Bool?, _ key: String) async throws -> Appeal,
        appeal: @escaping @Sendable (AppealNumber) async throws -> Appeal?,
        openAppeals: @escaping @Sendable () async throws -> [Appeal],
        report: @escaping @Sendable (ReportPeriod) async throws -> AppealReport,
        figures: @escaping @Sendable () async throws -> ServiceFigures,
        obstacles: @escaping @Sendable () async -> [String],
        now: @escaping @Sendable () -> Instant
    ) {
        self.secret = secret
        self.submit = submit
        self.appeal = appeal
        self.openAppeals = openAppeals
        self.report = report
        self.figures = figures
        self.obstacles = obstacles
        self.now = now
    }
}

/// What the site is, by the settings.
public struct SiteSettings: Sendable {
    /// The address and what guards it.
    public var web: WebSettings
    /// Who runs the hotline.
    public var school: SchoolSettings
    /// How long each step may take.
    public var terms: TermSettings
    /// How long names, numbers and words are kept.
    public var retention: Duration
    /// Everybody on the staff.
    public var staff: [StaffMember]
    /// The zone times are told in.
    public var zone: ZoneRules

    /// Creates settings.
    public init(
        web: WebSettings,
        school: SchoolSettings,
        terms: TermSettings,
        retention: Duration,
        staff: [StaffMember],
        zone: ZoneRules
    ) {
        self.web = web
        self.school = school
        self.terms = terms
        self.retention = retention
        self.staff = staff
        self.zone = zone
    }
}
