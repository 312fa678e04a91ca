/// The five types of the regulation's forms, in their order.
public enum AppealType: String, Hashable, Sendable, CaseIterable {
    /// Проблемы технического характера.
    case technical
    /// Проблема с электронным журналом и дневником.
    case ejournal
    /// Вопрос по качеству дистанционного урока.
    case lessonQuality
    /// Необходима консультация психолога.
    case psychologist
    /// Иные вопросы.
    case other

    /// The type behind key 1 to 5 of the menu, which is its number on the form.
    public init?(key: Character) {
        guard key.isASCII, let index = key.wholeNumberValue,
            Self.allCases.indices.contains(index - 1)
        else { return nil }
        self = Self.allCases[index - 1]
    }

    /// Its number on the form and its key in the menu.
    public var formNumber: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// The words of the form.
    public var formText: String {
        switch self {
        case .technical: "проблемы технического характера"
        case .ejournal: "проблема с ЭЖД"
        case .lessonQuality: "вопрос по качеству дистанционного урока"
        case .psychologist: "необходима консультация психолога"
        case .other: "иные вопросы"
        }
    }

    /// The route that follows from the type alone; «иные вопросы» needs a second question.
    public var route: AppealRoute? {
        switch self {
        case .technical: .technical
        case .ejournal: .ejournal
        case .lessonQuality: .lessonQuality
        case .psychologist: .psychologist
        case .other: nil
        }
    }
}
