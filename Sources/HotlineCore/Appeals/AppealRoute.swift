/// The six subjects of the regulation's paragraph 3.1.3, each with somebody in charge.
public enum AppealRoute: String, Hashable, Sendable, CaseIterable {
    /// Technical questions.
    case technical
    /// The electronic journal and diary.
    case ejournal
    /// The quality of a distance lesson.
    case lessonQuality
    /// Psychological support.
    case psychologist
    /// Technical means of learning: computer, tablet, internet.
    case equipment
    /// Anything else.
    case other

    /// The word for it in a text message.
    ///
    /// A psychologist's appeal is private, so its word tells no topic.
    public var label: String {
        switch self {
        case .technical: "техника"
        case .ejournal: "ЭЖД"
        case .lessonQuality: "урок"
        case .psychologist: "звонок"
        case .equipment: "средства"
        case .other: "прочее"
        }
    }

    /// The form's type it belongs to; «обеспечение техническими средствами» is among «иные вопросы».
    public var type: AppealType {
        switch self {
        case .technical: .technical
        case .ejournal: .ejournal
        case .lessonQuality: .lessonQuality
        case .psychologist: .psychologist
        case .equipment, .other: .other
        }
    }

    /// Whether only its specialist may see who and what.
    public var isPrivate: Bool { self == .psychologist }
}
