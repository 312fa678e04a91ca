/// An appeal as it is kept: Form 2's fields and how it stands.
///
/// What the author said and was told is personal data, so it does not print itself.
public struct Appeal: Hashable, Sendable {
    /// Its number.
    public var number: AppealNumber
    /// How far it has come.
    public var status: AppealStatus
    /// Where it came from.
    public var source: AppealSource
    /// The form's type; `nil` while nobody has said it.
    public var type: AppealType?
    /// The subject it is handed out by.
    public var route: AppealRoute?
    /// Whether only its specialist may see who and what.
    public var isPrivate: Bool
    /// Form 2's fields.
    public var form: AppealForm
    /// The login of the specialist it is with.
    public var assignee: String?
    /// When it arrived.
    public var receivedAt: Instant
    /// When it was handed to a specialist.
    public var distributedAt: Instant?
    /// When the specialist took it.
    public var takenAt: Instant?
    /// When it was closed.
    public var closedAt: Instant?
    /// When its terms end.
    public var deadlines: Deadlines
    /// What the author was told.
    public var result: String?
    /// How the result reached the author.
    public var delivery: ResultDelivery?
    /// What the author said to text messages at the form's phone; `nil` where never asked.
    public var consent: Bool?
    /// Counts the changes, so that a change made on an old state is noticed.
    public var version: Int64
    /// When the author was told the result.
    public var toldAt: Instant?
    /// Why it was closed without a result.
    public var mark: AppealMark?
    /// The appeal it is a repeat of, which goes on in its place.
    public var mergedInto: AppealNumber?
    /// More time that was asked for and not yet decided on.
    public var extensionRequest: ExtensionRequest?
    /// The logins of those it was handed back from since it was received or reopened: nobody gets it twice unless the head says so.
    public var handedBackBy: [String] = []
    /// What was told of its terms, as far as it still matters, and when.
    public var alarms: [AlarmKey: Instant] = [:]
    /// When the next alarm is due.
    public var nextAlarm: Instant?
    /// When names, numbers and words were taken out of it.
    public var anonymisedAt: Instant?

    /// Creates an appeal.
    public init(
        number: AppealNumber,
        status: AppealStatus,
        source: AppealSource,
        type: AppealType?,
        route: AppealRoute?,
        isPrivate: Bool,
        form: AppealForm,
        assignee: String?,
        receivedAt: Instant,
        distributedAt: Instant?,
        takenAt: Instant?,
        closedAt: Instant?,
        deadlines: Deadlines,
        result: String?,
        delivery: ResultDelivery?,
        consent: Bool?,
        version: Int64
    ) {
        self.number = number
        self.status = status
        self.source = source
        self.type = type
        self.route = route
        self.isPrivate = isPrivate
        self.form = form
        self.assignee = assignee
        self.receivedAt = receivedAt
        self.distributedAt = distributedAt
        self.takenAt = takenAt
        self.closedAt = closedAt
        self.deadlines = deadlines
        self.result = result
        self.delivery = delivery
        self.consent = consent
        self.version = version
    }
}

extension Appeal: CustomStringConvertible, CustomReflectable {
    /// The number and the status.
    public var description: String { "appeal \(number) (\(status.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["appeal": description]) }
}

/// How a result reaches its author.
public enum ResultDelivery: String, Hashable, Sendable, CaseIterable {
    /// By e-mail.
    case email
    /// By text message.
    case sms
    /// The specialist who closed the appeal calls the author.
    case callback
}
