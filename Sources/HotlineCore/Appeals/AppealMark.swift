/// Why an appeal was closed without a result: it is counted, and stands outside the terms' share.
public enum AppealMark: String, Hashable, Sendable, CaseIterable {
    /// Somebody dialled the wrong number.
    case wrongNumber
    /// A prank.
    case prank
    /// A trial of the line.
    case test

    /// The word of the staff.
    public var word: String {
        switch self {
        case .wrongNumber: "ошиблись номером"
        case .prank: "шутка"
        case .test: "проверка"
        }
    }
}

/// More time that a specialist asked for.
public struct ExtensionRequest: Hashable, Sendable {
    /// How much.
    public var by: Duration
    /// The login of who asked.
    public var askedBy: String

    /// Creates a request.
    public init(by: Duration, askedBy: String) {
        self.by = by
        self.askedBy = askedBy
    }
}
