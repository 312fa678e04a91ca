/// What one step of a call adds to its record.
///
/// Nothing here takes anything back: a field that is `nil` leaves what is kept as it is.
public struct CallProgress: Hashable, Sendable {
    /// The call.
    public var call: Identifier<Call>
    /// Asterisk's name for the call, by which the spool knows it.
    public var uniqueID: String
    /// Whether earlier progress of the call lies in the spool, so that this has to follow it there.
    public var isSpooled: Bool
    /// The step the caller has come to.
    public var step: CallStep
    /// The keys pressed since the last note, those of a telephone number left out.
    public var keys: String
    /// The appeal's type, where it was just keyed.
    public var type: AppealType?
    /// The appeal's route, where it was just found.
    public var route: AppealRoute?
    /// The role, where it was just keyed.
    public var role: AuthorRole?
    /// The class, where it was just keyed.
    public var className: String?
    /// Whether the caller just said that they call because of the announced outage.
    public var joinsOutage: Bool
    /// What the caller wants with the open appeal, where they just said so.
    public var link: CallLink?
    /// How putting the caller through ended, where it just did.
    public var transfer: CallTransfer?
    /// What was just recorded.
    public var recording: CallRecording?
    /// What the caller chose in the contact step.
    public var contact: ContactChoice?
    /// How the call ended, where it did.
    public var outcome: CallOutcome?

    /// Creates a note of progress.
    public init(
        call: Identifier<Call>,
        uniqueID: String = "",
        isSpooled: Bool = false,
        step: CallStep,
        keys: String = "",
        type: AppealType? = nil,
        route: AppealRoute? = nil,
        role: AuthorRole? = nil,
        className: String? = nil,
        joinsOutage: Bool = false,
        link: CallLink? = nil,
        transfer: CallTransfer? = nil,
        recording: CallRecording? = nil,
        contact: ContactChoice? = nil,
        outcome: CallOutcome? = nil
    ) {
        self.call = call
        self.uniqueID = uniqueID
        self.isSpooled = isSpooled
        self.step = step
        self.keys = keys
        self.type = type
        self.route = route
        self.role = role
        self.className = className
        self.joinsOutage = joinsOutage
        self.link = link
        self.transfer = transfer
        self.recording = recording
        self.contact = contact
        self.outcome = outcome
    }
}

/// What a caller chose in the contact step.
public struct ContactChoice: Hashable, Sendable {
    /// The number to reach the author at; `nil` keeps the one the call came from.
    public var phone: PhoneNumber?
    /// Whether texts may go to it; `nil` where the question was not put.
    public var consent: Consent?

    /// Creates a choice.
    public init(phone: PhoneNumber? = nil, consent: Consent? = nil) {
        self.phone = phone
        self.consent = consent
    }
}

/// An answer to the question whether texts may be sent, with what proves it.
public struct Consent: Hashable, Sendable {
    /// Whether texts may be sent.
    public var isGiven: Bool
    /// The key that was pressed; `nil` for silence, which is no.
    public var digit: String?
    /// The version of the prompts that asked.
    public var promptVersion: String

    /// Creates an answer.
    public init(isGiven: Bool, digit: String?, promptVersion: String) {
        self.isGiven = isGiven
        self.digit = digit
        self.promptVersion = promptVersion
    }
}
