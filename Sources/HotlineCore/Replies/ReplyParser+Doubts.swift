extension ReplyParser {
    /// Whether what stands behind a command makes it two commands, another one, or a question.
    ///
    /// - Parameters:
    ///   - number: The appeal, where it was named.
    ///   - action: What was read.
    ///   - rest: The first token behind it.
    /// - Returns: Whether it is better not to act.
    func raisesDoubts(_ number: AppealNumber?, _ action: ReplyAction, from rest: Int) -> Bool {
        let start = text.skippingMarks(from: rest)
        guard let first = text.token(at: start) else { return false }
        return first.kind == .question || isContradicted(action, at: start) || isOnlyNumbers(action, from: start)
            || (start..<text.tokens.count).contains { namesAnother(than: number, action, at: $0, start: start) }
    }

    /// `1042 1 готово`: a digit and another action's word, and nothing else.
    private func isContradicted(_ action: ReplyAction, at start: Int) -> Bool {
        guard let other = self.action(at: start), let standing = other.standing, other.action != action else {
            return false
        }
        return (standing == .plain || !action.takesText) && text.isOver(at: other.end)
    }

    /// `1042 1 2`, `1042 1 1043`: numbers alone, but for a code behind `2` and a time behind `4`.
    private func isOnlyNumbers(_ action: ReplyAction, from start: Int) -> Bool {
        let rest = text.tokens[start...]
        let numbers = rest.count { $0.kind == .number }
        guard numbers > 0, !rest.contains(where: { $0.kind == .word }) else { return false }
        guard numbers == 1, text.isNumber(at: start) else { return true }
        return switch action {
        case .done: !(2...4).contains(text.tokens[start].text.utf8.count)
        case .moreTime: ReplyTime(in: text, at: start) == nil
        case .details, .take, .notMine, .assign, .approve, .refuse, .notSolved: true
        }
    }

    /// `1042 1 беру, 1042 3 не моё`, `1042 1 и 1043 1`: another command further on.
    private func namesAnother(than number: AppealNumber?, _ action: ReplyAction, at index: Int, start: Int) -> Bool {
        guard let match = self.number(at: index) else { return false }
        if match.isMarked, match.number != number, action.needsNoWords { return true }
        let next = text.skippingMarks(from: match.end)
        guard let other = self.action(at: next) else { return false }
        if match.number == number, other.isDigit || other.action != action { return true }
        guard match.digits > 1, isOpening(index, start: start), isClosed(other) else { return false }
        // `1042 2 47 готово` is a code and a short result.
        let isCode = index == start && text.isNumber(at: index - 1) && next == match.end && !other.isDigit
        return !(isCode && action == .done && other.action == .done)
    }

    /// Whether a new thought may begin here.
    private func isOpening(_ index: Int, start: Int) -> Bool {
        guard index > start, text.tokens[index].gap != .lineBreak else { return true }
        let before = text.tokens[index - 1]
        return before.kind == .mark || before.text == "и"
    }

    /// Whether the action stands for itself, with its own word perhaps.
    private func isClosed(_ match: ActionMatch) -> Bool {
        if text.isBreak(at: match.end) { return true }
        guard match.isDigit, let own = action(at: match.end) else { return false }
        return own.action == match.action
    }
}
