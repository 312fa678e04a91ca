import HotlineCore

/// What a page finds when somebody begins to follow it.
///
/// A page without a stage makes the test red.
struct HandbookStage: Sendable {
    /// What texts go through.
    enum Gateway: Sendable { case kannel, modem, smsc, android }

    /// Who takes part beside the program that takes calls; `hotlined` always does.
    var cast: Hotline.Cast = []
    /// Whose account types what follows `$`, by login; the administrator's where `nil`.
    var login: String?
    /// Which telephone `→` writes from and `←` is read on.
    var phone: PhoneNumber?
    /// Further keys of the settings.
    var settings = ""
    /// The gateway that the page connects.
    var gateway: Gateway?
    /// Whether the exchange knows nothing of the hotline yet.
    var isExchangeBare = false

    private static let backup = #""backup": {"folder": "backups"},"#

    /// The stages, by page.
    static let all: [String: HandbookStage] = [
        "README.md": HandbookStage(),
        "install.md": HandbookStage(),
        "asterisk.md": HandbookStage(cast: .asterisk, isExchangeBare: true),
        "kannel.md": HandbookStage(gateway: .kannel),
        "modem.md": HandbookStage(gateway: .modem),
        "smsc.md": HandbookStage(gateway: .smsc),
        "android.md": HandbookStage(gateway: .android),
        "prompts.md": HandbookStage(cast: .asterisk),
        "backup.md": HandbookStage(),
        "upgrade.md": HandbookStage(cast: .asterisk, settings: backup),
        "troubles.md": HandbookStage(cast: .asterisk, settings: backup),
        "hotline.md": HandbookStage(login: "ivanova"),
        "phone.md": HandbookStage(cast: .kannel, phone: Fixed.specialist),
        "head.md": HandbookStage(cast: .kannel, login: "golova", phone: Fixed.head, settings: backup),
    ]

    /// The telephones of two of the staff, as the world's settings have them.
    private enum Fixed {
        static let specialist = PhoneNumber.fictional("+79000000002")
        static let head = PhoneNumber.fictional("+79000000004")
    }
}

extension PhoneNumber {
    /// A number of the tests.
    fileprivate static func fictional(_ number: String) -> PhoneNumber {
        guard let phone = try? PhoneNumber(e164: number) else { preconditionFailure("no number: \(number)") }
        return phone
    }
}
