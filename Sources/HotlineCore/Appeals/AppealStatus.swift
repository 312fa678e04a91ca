/// How far an appeal has come.
public enum AppealStatus: String, Hashable, Sendable, CaseIterable {
    /// It arrived and nobody has it.
    case received
    /// It was handed to a specialist, who has not taken it yet.
    case distributed
    /// A specialist works on it.
    case inProgress
    /// It has its result.
    case closed

    /// The word of the staff.
    public var word: String {
        switch self {
        case .received: "поступило"
        case .distributed: "передано"
        case .inProgress: "в работе"
        case .closed: "закрыто"
        }
    }
}

/// Where an appeal came from.
public enum AppealSource: String, Hashable, Sendable, CaseIterable {
    /// The hotline's phone, on Form 2.
    case phone
    /// The web, on Form 1.
    case web
    /// A specialist who typed it in.
    case staff
}

/// What its author is.
public enum AuthorRole: String, Hashable, Sendable, CaseIterable {
    /// A pupil.
    case pupil
    /// A teacher.
    case teacher
    /// A parent.
    case parent

    /// The form's word.
    public var formText: String {
        switch self {
        case .pupil: "ученик"
        case .teacher: "учитель"
        case .parent: "родитель"
        }
    }
}
