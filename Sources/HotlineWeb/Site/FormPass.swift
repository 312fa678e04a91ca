internal import HotlineCore

/// What a form carries from the page to its sending: when it was given out and a number of its own, sealed.
///
/// By its number the service knows a form that is sent twice, by its time one that nobody could have read, and by the seal
/// that it gave the form out itself, which a page elsewhere cannot make.
struct FormPass: Hashable, Sendable {
    /// How long a form may lie open.
    static let life = Duration.seconds(86_400)
    /// How long nobody needs at least to fill one.
    static let haste = Duration.seconds(2)

    /// What a pass is good for, and for nothing else.
    enum Purpose: String {
        /// Form 1.
        case form
        /// What the board's pages send.
        case board
    }

    /// When it was given out.
    let at: Instant
    private let number: Int64

    /// Creates a new one.
    init(at now: Instant) {
        at = now
        number = Int64.random(in: 0 ... .max)
    }

    /// Reads one that was sealed with the same key, and nothing else.
    init?(_ text: String, for purpose: Purpose, _ seal: SiteSeal) {
        guard let pair = SealedPair(text, seal, for: "pass.\(purpose.rawValue)") else { return nil }
        (at, number) = (Instant(milliseconds: pair.first), pair.second)
    }

    /// How it stands in the page.
    func text(for purpose: Purpose, _ seal: SiteSeal) -> String {
        SealedPair(at.milliseconds, number).text(seal, for: "pass.\(purpose.rawValue)")
    }

    /// What the appeal that is made by it is known by.
    var key: String { String(number, radix: 36) }

    /// Whether it is too old, or from a time to come.
    func isStale(at now: Instant) -> Bool { now - at > Self.life || at - now > .seconds(600) }
}

/// The address of an appeal's status page, which nobody can guess.
struct StatusLink: Hashable, Sendable {
    /// How long a closed appeal's page is there.
    static let life = Duration.seconds(30 * 86_400)

    /// The appeal.
    let number: AppealNumber
    private let mark: String

    /// The address of an appeal's page.
    init(_ number: AppealNumber, _ seal: SiteSeal) {
        self.number = number
        mark = seal.mark(Array("\(number)".utf8), for: "status").base64URL
    }

    /// Reads an address; `nil` where the service did not make it.
    init?(number: String, mark: String, _ seal: SiteSeal) {
        guard let value = AppealNumber(text: number), "\(value)" == number, mark.utf8.count <= 64,
            let bytes = [UInt8](base64URL: mark),
            seal.isRight(bytes, of: Array(number.utf8), for: "status")
        else { return nil }
        self.number = value
        self.mark = mark
    }

    /// The path.
    var path: String { "/status/\(number)/\(mark)" }
}
