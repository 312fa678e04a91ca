/// What a reply asks for; its raw value is the digit it is written with.
public enum ReplyAction: Int, Hashable, Sendable, CaseIterable {
    /// To be told what the appeal is about.
    case details = 0
    /// The specialist takes the appeal.
    case take = 1
    /// It is done; the words are the result.
    case done = 2
    /// It is not the specialist's; the words say why.
    case notMine = 3
    /// The specialist asks for more time; the words say how much, and why.
    case moreTime = 4
    /// The head gives it to somebody; the words say to whom.
    case assign = 5
    /// The head grants what was asked for.
    case approve = 6
    /// The head refuses it.
    case refuse = 7
    /// The author says that it is not solved.
    case notSolved = 9

    /// Whether words behind it are a text of its own, where numbers and single words have their place.
    var takesText: Bool {
        switch self {
        case .done, .moreTime: true
        case .details, .take, .notMine, .assign, .approve, .refuse, .notSolved: false
        }
    }

    /// Whether words behind it change nothing.
    var needsNoWords: Bool {
        switch self {
        case .details, .take, .approve, .refuse: true
        case .done, .notMine, .moreTime, .assign, .notSolved: false
        }
    }
}
