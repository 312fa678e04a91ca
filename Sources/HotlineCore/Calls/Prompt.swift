/// The recorded prompts, by the names their sound files have.
public enum Prompt: String, Hashable, Sendable, CaseIterable {
    case greeting
    case outageTechnical = "outage-technical"
    case outageEjournal = "outage-ejournal"
    case outageLesson = "outage-lesson"
    case outageOther = "outage-other"
    case knownNumber = "known-number"
    case knownMenu = "known-menu"
    case statusReceived = "status-received"
    case statusDistributed = "status-distributed"
    case statusInProgress = "status-in-progress"
    case statusClosed = "status-closed"
    case typeMenu = "type-menu"
    case notHeard = "not-heard"
    case wrongKey = "wrong-key"
    case meansMenu = "means-menu"
    case psychologistMenu = "psychologist-menu"
    case psychologistClosed = "psychologist-closed"
    case rescue
    case rescueTransfer = "rescue-transfer"
    case callback
    case roleMenu = "role-menu"
    case classPupil = "class-pupil"
    case classParent = "class-parent"
    case transfer
    case transferPsychologist = "transfer-psychologist"
    case transferLeave = "transfer-leave"
    case transferNobody = "transfer-nobody"
    case contactMobile = "contact-mobile"
    case contactLandline = "contact-landline"
    case contactUnknown = "contact-unknown"
    case contactOther = "contact-other"
    case contactDigits = "contact-digits"
    case contactReadback = "contact-readback"
    case contactConfirm = "contact-confirm"
    case message
    case messageAdd = "message-add"
    case messageSilence = "message-silence"
    case messageKept = "message-kept"
    case beep
    case silence
    case finishNumber = "finish-number"
    case finishAdded = "finish-added"
    case finishUnnumbered = "finish-unnumbered"
    case finishRepeat = "finish-repeat"
    case finishSMS = "finish-sms"
    case finishCallback = "finish-callback"
    case goodbye
    case tooManyCalls = "too-many-calls"
    case ladderCall = "ladder-call"
    case ladderMenu = "ladder-menu"
    case ladderTaken = "ladder-taken"
    case ladderGone = "ladder-gone"
    case ladderFailed = "ladder-failed"
    case fallbackMessage = "fallback-message"
    case fallbackThanks = "fallback-thanks"

    /// The file as Asterisk is told it, without folder of the language and without ending.
    public var file: String { "hotline/\(rawValue)" }
}
