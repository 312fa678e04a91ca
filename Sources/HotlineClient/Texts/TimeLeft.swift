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

extension AppealDocument {
    /// The term that runs: what is to be done next, and how long there is.
    func nextTerm(now: Instant) -> (act: String, left: TimeLeft)? {
        switch status {
        case .received: ("распределить", TimeLeft(terms.distribute, now: now))
        case .distributed: ("взять", TimeLeft(terms.take, now: now))
        case .inProgress: ("закрыть", TimeLeft(terms.close, now: now))
        case .closed: nil
        }
    }
}
