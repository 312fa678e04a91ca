/// The roles of the regulation's paragraph 2.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Заместитель директора, руководитель Службы.
    case head
    /// Администратор сайта.
    case siteAdmin
    /// Специалист горячей линии.
    case hotline
    /// Администратор электронного журнала.
    case ejournal
    /// Технический специалист.
    case technician
    /// Педагог-психолог.
    case psychologist
    /// Директор.
    case director

    /// The regulation's title.
    public var title: String {
        switch self {
        case .head: "руководитель Службы"
        case .siteAdmin: "администратор сайта"
        case .hotline: "специалист горячей линии"
        case .ejournal: "администратор электронного журнала"
        case .technician: "технический специалист"
        case .psychologist: "педагог-психолог"
        case .director: "директор"
        }
    }
}
