/// Something that is not as it was logged.
public enum AuditFinding: Hashable, Sendable {
    /// An event's row was changed since it was logged.
    case changed(event: Int64)
    /// Events are gone, from the one to the other.
    case dropped(first: Int64, last: Int64)
    /// The event that belongs to one place stands at another.
    case moved(event: Int64, to: Int64)
    /// None of these events follows from the one before: what is wrong with the first was told by itself.
    case unchained(first: Int64, last: Int64)
    /// What was written with an event is not what was written when it was logged.
    case words(event: Int64)
    /// What was written with an event is gone, though nothing was taken out of its appeal.
    case wordsGone(event: Int64)
    /// The log tells of an appeal that is not kept.
    case appealGone(AppealNumber)
    /// The log goes on beyond its seal, or the seal is another event's.
    case seal(event: Int64)
    /// What is kept of an appeal is not what its events make of it.
    case differs(appeal: AppealNumber, field: String)
}

extension AuditFinding: CustomStringConvertible {
    /// One line in the language of the staff.
    public var description: String {
        switch self {
        case .changed(let event): "событие \(event) изменено после записи"
        case .dropped(let first, let last) where first == last: "события \(first) нет"
        case .dropped(let first, let last): "событий \(first)–\(last) нет"
        case .moved(let event, let place): "событие \(event) стоит не на своём месте: оно на месте \(place)"
        case .unchained(let first, let last) where first == last: "событие \(first) не следует из предыдущего"
        case .unchained(let first, let last): "события \(first)–\(last) не следуют из предыдущих"
        case .words(let event): "слова, записанные с событием \(event), изменены или подложены"
        case .wordsGone(let event): "слов, записанных с событием \(event), нет, а обращение не обезличено"
        case .appealGone(let appeal): "обращения №\(appeal) нет, а в журнале оно есть"
        case .seal(let event): "журнал кончается событием \(event), а печать другая"
        case .differs(let appeal, let field): "обращение №\(appeal): \(field) не сходится с журналом"
        }
    }
}

/// One slice of an audit.
public struct AuditSlice: Hashable, Sendable {
    /// What was found.
    public var findings: [AuditFinding]
    /// How many were looked at.
    public var count: Int
    /// Where the next slice begins: an event's place or an appeal's number; `nil` at the end.
    public var next: Int64?

    /// Creates a slice.
    public init(findings: [AuditFinding], count: Int, next: Int64?) {
        self.findings = findings
        self.count = count
        self.next = next
    }
}
