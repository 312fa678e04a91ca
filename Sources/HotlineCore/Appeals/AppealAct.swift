/// What one member of the staff does with one appeal, with all that it takes.
///
/// Results, reasons and notes are personal data, so it does not print them.
public enum AppealAct: Hashable, Sendable {
    /// Takes it in work.
    case take
    /// Closes it with what the author is told.
    case close(result: String)
    /// Hands it to the specialist of this login.
    case assign(to: String)
    /// Gives it back.
    case handBack(reason: String)
    /// Opens it again.
    case reopen(reason: String?)
    /// Asks for more time.
    case extend(by: Duration, reason: String)
    /// Grants more time.
    case approve
    /// Refuses more time.
    case refuse
    /// Closes it as none at all.
    case mark(AppealMark)
    /// Writes a note.
    case note(String)
    /// Links it with another one.
    case link(with: AppealNumber)
    /// Closes it as a repeat of another one.
    case merge(into: AppealNumber)
    /// Notes a call to its author.
    case callBack(Regulation.CallBackOutcome)
    /// Takes out what is personal in it.
    case anonymise

    /// The name of an act.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case take, close, assign, handBack = "hand-back", reopen, extend, approve, refuse, mark, note, link, merge
        case callBack = "call-back"
        case anonymise
    }

    /// Which act it is.
    public var name: Name {
        switch self {
        case .take: .take
        case .close: .close
        case .assign: .assign
        case .handBack: .handBack
        case .reopen: .reopen
        case .extend: .extend
        case .approve: .approve
        case .refuse: .refuse
        case .mark: .mark
        case .note: .note
        case .link: .link
        case .merge: .merge
        case .callBack: .callBack
        case .anonymise: .anonymise
        }
    }
}

extension AppealAct.Name {
    /// The move it is, which says what right it takes.
    public var move: AppealMove {
        switch self {
        case .take: .take
        case .close: .close
        case .assign: .assign
        case .handBack: .handBack
        case .reopen: .reopen
        case .extend: .extend
        case .approve, .refuse: .decideExtension
        case .mark: .mark
        case .note: .note
        case .link: .link
        case .merge: .merge
        case .callBack: .callBack
        case .anonymise: .anonymise
        }
    }
}

extension AppealAct: CustomStringConvertible, CustomReflectable {
    /// The name.
    public var description: String { name.rawValue }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["act": description]) }
}
