/// What a provider's answer to a submit means.
public enum HTTPOutcome: Hashable, Sendable {
    /// It took the part.
    case taken
    /// It has had a part with this key before: this one is not sent again.
    case alreadyTaken
    /// It did not take the part.
    case refused(GatewayError)

    /// Trying again may work.
    public static func temporary(_ reason: GatewayError.Reason) -> HTTPOutcome { .refused(.temporary(reason)) }

    /// Trying again cannot work.
    public static func permanent(_ reason: GatewayError.Reason) -> HTTPOutcome { .refused(.permanent(reason)) }

    /// Nobody knows.
    public static let unanswered = HTTPOutcome.refused(.unanswered)

    /// The outcome as settings write it: `taken`, `alreadyTaken`, `unanswered`, `temporary:busy`, `permanent:recipient`.
    public init?(setting text: String) {
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (words[0], words.dropFirst().first.flatMap { GatewayError.Reason(rawValue: String($0)) }, words.count)
        {
        case ("taken", _, 1): self = .taken
        case ("alreadyTaken", _, 1): self = .alreadyTaken
        case ("unanswered", _, 1): self = .unanswered
        case ("temporary", let reason?, 2): self = .temporary(reason)
        case ("permanent", let reason?, 2): self = .permanent(reason)
        default: return nil
        }
    }

    /// Every outcome, as settings write them.
    public static let settings: [String] =
        ["taken", "alreadyTaken", "unanswered"]
        + ["temporary", "permanent"].flatMap { kind in
            GatewayError.Reason.allCases.map { "\(kind):\($0.rawValue)" }
        }
}
