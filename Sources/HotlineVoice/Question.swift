/// A prompt that is answered with one key.
enum Question: Hashable, Sendable {
    /// Which type of appeal.
    case type
    /// Technical means of learning, or something else.
    case means
    /// Whether texts may go to the mobile the call comes from.
    case mobile
    /// Whether to ring back the landline the call comes from.
    case landline
    /// Whether a keyed number was heard right.
    case confirmation

    /// The prompt that asks it.
    var prompt: Prompt {
        switch self {
        case .type: .typeMenu
        case .means: .meansMenu
        case .mobile: .contactMobile
        case .landline: .contactLandline
        case .confirmation: .contactConfirm
        }
    }

    /// The keys that answer it, but for `0` and `*`, which every question takes.
    var keys: ClosedRange<Character> {
        switch self {
        case .type: "1"..."5"
        case .means, .landline, .confirmation: "1"..."2"
        case .mobile: "1"..."3"
        }
    }

    /// Whether keys pressed before it was heard must not answer it.
    var needsFreshKey: Bool {
        switch self {
        case .type, .means: false
        case .mobile, .landline, .confirmation: true
        }
    }

    /// How often it is put again after silence.
    var repeatsAfterSilence: Int {
        switch self {
        case .type, .confirmation: 1
        case .means, .mobile, .landline: 0
        }
    }
}
