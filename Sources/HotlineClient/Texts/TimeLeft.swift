public import HotlineCore

/// A term in the words of the staff: how long there is, or how late it is.
public struct TimeLeft: Hashable, Sendable {
    /// The words.
    public let text: String
    /// The colour that fits them.
    let tint: Palette.Tint?

    /// Tells of a term at `now`.
    public init(_ term: TermsDocument.Term, now: Instant) {
        switch (term.state, term.due) {
        case (.met, _): (text, tint) = ("в срок", .green)
        case (.missed, _): (text, tint) = ("с опозданием", .red)
        case (.waiting, _), (_, nil): (text, tint) = ("—", .dim)
        case (.running, let due?), (.overdue, let due?):
            let left = due.instant - now
            if left >= .zero {
                text = left < .seconds(60) ? "осталось меньше минуты" : "осталось \(left.words)"
                tint = left < .seconds(600) ? .yellow : nil
            } else {
                text = left > .seconds(-60) ? "просрочено только что" : "просрочено на \((.zero - left).words)"
                tint = .red
            }
        }
    }
}

/// The term of an open appeal that is to be kept next: of those whose step is not done yet the one that ends first.
///
/// The list, the site's board and, by the same states, the report tell by it whether an appeal is overdue.
public struct NextTerm: Hashable, Sendable {
    /// What is to be done.
    public let step: TermStep
    /// How long there is until it ends; negative once that is over.
    public let length: Duration
    /// Whether it is over.
    public let isOverdue: Bool
    /// The same in words.
    let left: TimeLeft

    /// Looks at the terms as they stand at `now`; `nil` where all that has begun is done.
    public init?(_ terms: TermsDocument, now: Instant) {
        let all: [(TermStep, TermsDocument.Term)] = [
            (.distribute, terms.distribute), (.take, terms.take), (.close, terms.close),
        ]
        let running = all.compactMap { step, term -> (step: TermStep, term: TermsDocument.Term, due: Instant)? in
            guard [.running, .overdue].contains(term.state), let due = term.due else { return nil }
            return (step, term, due.instant)
        }
        guard let next = running.min(by: { $0.due < $1.due }) else { return nil }
        step = next.step
        length = next.due - now
        isOverdue = length < .zero
        left = TimeLeft(next.term, now: now)
    }

    /// What is to be done, and how long there is or how late it is.
    public var text: String { "\(step.act): \(left.text)" }
}

extension TermStep {
    /// What is to be done, in one word of the staff.
    fileprivate var act: String {
        switch self {
        case .distribute: "распределить"
        case .take: "взять"
        case .close: "закрыть"
        }
    }
}

extension AppealDocument {
    /// The term that is to be kept next; `nil` once it is closed.
    public func nextTerm(now: Instant) -> NextTerm? { status == .closed ? nil : NextTerm(terms, now: now) }
}
