public import HotlineCore

/// An appeal as the staff API tells of it to one person: what that person may not see is not in it.
public struct AppealDocument: Hashable, Sendable {
    /// How much of the author's telephone number is told.
    public enum NumberView: String, Hashable, Sendable, CaseIterable {
        /// Its ends only, for lists.
        case masked
        /// All of it, which is to be logged.
        case whole
    }

    /// The appeal's number.
    public var number: AppealNumber
    /// How far it has come.
    public var status: AppealStatus
    /// The form's type.
    public var type: AppealType?
    /// The subject it is handed out by.
    public var route: AppealRoute?
    /// Where it came from.
    public var source: AppealSource?
    /// ФИО обратившегося.
    public var fullName: String?
    /// Pupil, teacher or parent.
    public var role: AuthorRole?
    /// The class.
    public var className: String?
    /// Описание проблемы.
    public var description: String?
    /// The telephone, whole or masked.
    public var phone: String?
    /// The e-mail address.
    public var email: String?
    /// Whether only its specialist may see who and what.
    public var isPrivate: Bool
    /// When it arrived.
    public var receivedAt: CivilTime
    /// When it was handed to a specialist.
    public var distributedAt: CivilTime?
    /// When the specialist took it.
    public var takenAt: CivilTime?
    /// When it was closed.
    public var closedAt: CivilTime?
    /// The login of the specialist it is with.
    public var assignee: String?
    /// What the author was told.
    public var result: String?
    /// How the result reaches the author.
    public var delivery: ResultDelivery?
    /// When it reached them.
    public var toldAt: CivilTime?
    /// Why it was closed without a result.
    public var mark: AppealMark?
    /// The appeal it is a repeat of.
    public var mergedInto: AppealNumber?
    /// How much more time was asked for, as settings write it, while nobody has decided.
    public var extensionAsked: String?
    /// When its author, called in vain, is to be called again.
    public var callTask: CallTaskDocument?
    /// When names, numbers and words were taken out of it.
    public var anonymisedAt: CivilTime?
    /// How its three terms stand.
    public var terms: TermsDocument
    /// The newest of its calls.
    public var call: CallSummary?
    /// Its calls, newest first; `nil` where the person may not see them.
    public var calls: [CallDocument]?
    /// Its texts, newest first; `nil` where the person may not see them.
    public var messages: [MessageDocument]?
    /// Its mails, newest first; `nil` where the person may not see them.
    public var mails: [MailDocument]?
    /// What the staff noted about it, newest first; `nil` where the person may not see it.
    public var notes: [NoteDocument]?

    /// Creates a document that tells how an appeal stands and nothing of who and what.
    public init(
        number: AppealNumber,
        status: AppealStatus,
        isPrivate: Bool,
        receivedAt: CivilTime,
        terms: TermsDocument
    ) {
        self.number = number
        self.status = status
        self.isPrivate = isPrivate
        self.receivedAt = receivedAt
        self.terms = terms
    }

    /// Tells of an appeal what a person may see of it.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - calls: Its calls, newest first.
    ///   - messages: Its texts, newest first.
    ///   - mails: Its mails, newest first.
    ///   - notes: The events of its notes, newest first.
    ///   - callTask: When its author is to be called again.
    ///   - person: Who is asking.
    ///   - numberView: How much of the author's telephone number to tell.
    ///   - zone: The zone times are told in.
    ///   - now: The time the terms are judged at.
    public init(
        _ appeal: Appeal,
        calls: [Call],
        messages: [StaffMessage],
        mails: [StaffMail],
        notes: [LoggedEvent],
        callTask: CallTask? = nil,
        for person: Person,
        numberView: NumberView,
        zone: ZoneRules,
        now: Instant
    ) {
        self.init(
            number: appeal.number,
            status: appeal.status,
            isPrivate: appeal.isPrivate,
            receivedAt: zone.civilTime(at: appeal.receivedAt),
            terms: TermsDocument(appeal, zone: zone, now: now)
        )
        distributedAt = appeal.distributedAt.map(zone.civilTime(at:))
        takenAt = appeal.takenAt.map(zone.civilTime(at:))
        closedAt = appeal.closedAt.map(zone.civilTime(at:))
        toldAt = appeal.toldAt.map(zone.civilTime(at:))
        anonymisedAt = appeal.anonymisedAt.map(zone.civilTime(at:))
        mark = appeal.mark
        mergedInto = appeal.mergedInto
        extensionAsked = appeal.extensionRequest?.by.setting
        guard person.maySeeContent(of: appeal) else { return }
        self.callTask = callTask.map { CallTaskDocument($0, zone: zone) }
        type = appeal.type
        route = appeal.route
        source = appeal.source
        fullName = appeal.form.fullName
        role = appeal.form.role
        className = appeal.form.className
        description = appeal.form.description
        phone = numberView == .whole ? appeal.form.phone?.e164 : appeal.form.phone?.masked
        email = appeal.form.email
        assignee = appeal.assignee
        result = appeal.result
        delivery = appeal.delivery
        call = calls.first.map(CallSummary.init)
        self.calls = calls.map { CallDocument($0, of: appeal, for: person, zone: zone) }
        self.messages = messages.map { MessageDocument($0, of: appeal, for: person, zone: zone) }
        self.mails = mails.map { MailDocument($0, zone: zone) }
        self.notes = notes.map { NoteDocument($0, zone: zone) }
    }
}

extension AppealDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The number and the status only.
    public var debugDescription: String { "appeal \(number) (\(status.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["appeal": debugDescription]) }
}
