internal import HotlineCore

/// A prompt that is answered with one key.
enum Question: Hashable, Sendable {
    /// Whether the call is about the announced outage.
    case outage
    /// What the owner of a number with an open appeal wants.
    case known
    /// Which type of appeal.
    case type
    /// Technical means of learning, or something else.
    case means
    /// A psychologist at once, or a call back.
    case psychologist
    /// Pupil, teacher or parent.
    case role
    /// Whether texts may go to the mobile the call comes from.
    case mobile
    /// Whether to ring back the landline the call comes from.
    case landline
    /// Whether a keyed number was heard right.
    case confirmation

    /// Its name in the settings.
    var name: MenuSettings.QuestionName {
        switch self {
        case .outage: .outage
        case .known: .known
        case .type: .type
        case .means: .means
        case .psychologist: .psychologist
        case .role: .role
        case .mobile: .mobile
        case .landline: .landline
        case .confirmation: .confirmation
        }
    }

    /// Whether `key` answers it; `0` and `*` every question takes besides.
    func isAnswered(by key: Character, isOpen: Bool) -> Bool {
        switch self {
        case .outage: key == "9"
        case .type: ("1"..."5").contains(key)
        case .psychologist: key == "2" || (key == "1" && isOpen)
        case .means, .landline, .confirmation: ("1"..."2").contains(key)
        case .known, .role, .mobile: ("1"..."3").contains(key)
        }
    }

    /// Whether keys pressed before it was heard must not answer it.
    var needsFreshKey: Bool {
        switch self {
        case .outage, .known, .type, .means, .psychologist, .role: false
        case .mobile, .landline, .confirmation: true
        }
    }

    /// Whether it is put again after silence.
    var isRepeatedAfterSilence: Bool {
        switch self {
        case .type, .confirmation: true
        case .outage, .known, .means, .psychologist, .role, .mobile, .landline: false
        }
    }
}

extension CallFlow {
    /// The prompt that asks a question.
    func prompt(of question: Question) -> Prompt {
        switch question {
        case .outage: outagePrompt
        case .known: .knownMenu
        case .type: .typeMenu
        case .means: .meansMenu
        case .psychologist: isOpen ? .psychologistMenu : .psychologistClosed
        case .role: .roleMenu
        case .mobile: .contactMobile
        case .landline: .contactLandline
        case .confirmation: .contactConfirm
        }
    }

    private var outagePrompt: Prompt {
        switch call?.outage {
        case .technical: .outageTechnical
        case .ejournal: .outageEjournal
        case .lessonQuality: .outageLesson
        case .psychologist, .other, nil: .outageOther
        }
    }
}
