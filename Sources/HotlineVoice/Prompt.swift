/// The recorded prompts, by the names their sound files have.
public enum Prompt: String, Hashable, Sendable, CaseIterable {
    case greeting
    case typeMenu = "type-menu"
    case notHeard = "not-heard"
    case wrongKey = "wrong-key"
    case meansMenu = "means-menu"
    case rescue
    case callback
    case contactMobile = "contact-mobile"
    case contactLandline = "contact-landline"
    case contactUnknown = "contact-unknown"
    case contactOther = "contact-other"
    case contactDigits = "contact-digits"
    case contactReadback = "contact-readback"
    case contactConfirm = "contact-confirm"
    case finishNumber = "finish-number"
    case finishRepeat = "finish-repeat"
    case finishSMS = "finish-sms"
    case finishCallback = "finish-callback"
    case goodbye
    case fallbackMessage = "fallback-message"
    case fallbackThanks = "fallback-thanks"

    /// The file as Asterisk is told it, without folder of the language and without ending.
    public var file: String { "hotline/\(rawValue)" }
}
