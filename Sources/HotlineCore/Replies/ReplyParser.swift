/// Reads the tokens of an incoming text as a command.
///
/// Each place is looked at a bounded number of times; there is no going back.
struct ReplyParser {
    let text: ReplyText
    /// The first token that is no mark.
    private let start: Int
    private let isQuoted: Bool

    init(_ text: ReplyText) {
        self.text = text
        start = text.skippingMarks(from: 0)
        isQuoted = text.tokens[..<start].contains(where: \.isQuote)
    }

    func command() -> IncomingCommand {
        instruction() ?? moreTime() ?? numberFirst() ?? actionFirst() ?? words
    }

    /// What is no command, or may be two.
    private var words: IncomingCommand { .words(text.whole) }

    /// `СТОП`, `СТАРТ`, `статус`, `статус 1042`, `1042 статус`: the whole message or nothing.
    private func instruction() -> IncomingCommand? {
        if let word = text.token(at: start), word.kind == .word {
            let end = text.skippingMarks(from: start + 1)
            if text.isOver(at: end), ReplyLexicon.stop.contains(word.text) { return .stop }
            if text.isOver(at: end), ReplyLexicon.start.contains(word.text) { return .start }
            guard ReplyLexicon.status.contains(word.text) else { return nil }
            if isAsked(at: end) { return .status(nil) }
            return number(at: end).flatMap { isAsked(at: $0.end) ? .status($0.number) : nil }
        }
        guard let number = number(at: start) else { return nil }
        let end = text.skippingMarks(from: number.end)
        guard let word = text.token(at: end), ReplyLexicon.status.contains(word.text), isAsked(at: end + 1) else {
            return nil
        }
        return .status(number.number)
    }

    /// Whether the text is over, but for a question mark.
    private func isAsked(at index: Int) -> Bool {
        let end = text.skippingMarks(from: index)
        return text.isOver(at: text.token(at: end)?.kind == .question ? end + 1 : end)
    }

    /// `4 2 дня`: not the appeal 4, for nobody is done with days.
    private func moreTime() -> IncomingCommand? {
        guard let match = action(at: start), match.isDigit, match.action == .moreTime,
            let time = ReplyTime(in: text, at: match.end), time.hasUnit
        else { return nil }
        return command(nil, match)
    }

    private func numberFirst() -> IncomingCommand? {
        guard let number = number(at: start) else { return nil }
        guard let match = action(at: text.skippingMarks(from: number.end)) else { return nil }
        if !match.isDigit, !number.isMarked, let digit = action(at: start) {
            // `1 беру` is no appeal 1, and `2 да` may be anything.
            if digit.action == match.action { return nil }
            if match.standing != .plain { return words }
        }
        return command(number.number, match)
    }

    private func actionFirst() -> IncomingCommand? {
        guard let match = action(at: start) else { return nil }
        let next = text.skippingMarks(from: match.end)
        let number = number(at: next)
        guard number != nil || text.isNumber(at: next) else {
            return match.isDigit && isOrdinaryDigit(match) ? words : command(nil, match)
        }
        if match.action == .moreTime, let time = ReplyTime(in: text, at: next) {
            // `продлить 24` may be the appeal 24, and `4 24` may not: the number would come first.
            return time.hasUnit || (match.isDigit && !text.isNumber(at: time.end)) ? command(nil, match) : words
        }
        guard let number, number.isMarked || !match.isDigit, isClosed(number, behind: match) else { return words }
        return command(number.number, match.ending(at: number.end))
    }

    /// Whether a number behind an action is the appeal's, and not the first word of a sentence: `готово 2 компьютера`.
    private func isClosed(_ number: NumberMatch, behind match: ActionMatch) -> Bool {
        if number.isMarked, !match.isDigit { return true }
        return text.isBreak(at: number.end) && !text.isGlued(at: number.end)
            && !text.isNumber(at: text.skippingMarks(from: number.end))
    }

    /// Whether a digit that a text begins with is no action: `1) …`, `9 Б`, `5 класс`.
    private func isOrdinaryDigit(_ match: ActionMatch) -> Bool {
        let next = text.skippingMarks(from: match.end)
        if let own = action(at: next), own.action == match.action { return false }
        guard let word = text.token(at: next), word.kind == .word else { return false }
        if next > match.end, [".", ")"].contains(text.tokens[match.end].text) { return true }
        if ReplyLexicon.classes.contains(word.text) { return true }
        guard word.text.unicodeScalars.count == 1 else { return false }
        let isCapital = text.scalars[word.range.lowerBound].properties.isUppercase
        return isCapital || !ReplyLexicon.shortWords.contains(word.text)
    }

    /// The command, unless what is behind it raises doubts.
    private func command(_ number: AppealNumber?, _ match: ActionMatch) -> IncomingCommand {
        var end = match.end
        if match.isDigit {
            let own = action(at: text.skippingMarks(from: end))
            if let own, !own.isDigit, own.action == match.action {
                if isPlain(own) { end = own.end }
            } else if text.isGlued(at: end) || isCounting(at: end) {
                return words
            }
        } else if !isPlain(match), number == nil || match.standing == .everyday {
            return words
        }
        guard !raisesDoubts(number, match.action, from: end) else { return words }
        return .act(TextReply(number, match.action, words: text.words(from: end, isQuoted: isQuoted)))
    }

    /// Whether the word is the command, and not the beginning of a sentence.
    private func isPlain(_ match: ActionMatch) -> Bool {
        match.standing == .plain || text.isBreak(at: match.end)
    }

    /// Whether the digit before counts something: `3 дня`.
    private func isCounting(at index: Int) -> Bool {
        guard let word = text.token(at: index), word.gap != .lineBreak else { return false }
        return ReplyLexicon.counted.contains(word.text)
    }
}
