extension ReplyParser {
    /// The number of an appeal, where one stands.
    struct NumberMatch {
        let number: AppealNumber
        /// How many digits were written.
        let digits: Int
        /// Whether it is told to be a number: `№1042`.
        let isMarked: Bool
        /// The first token behind it.
        let end: Int
    }

    /// An action, where one stands.
    struct ActionMatch {
        let action: ReplyAction
        /// How the word stands; `nil` for a digit.
        let standing: ReplyLexicon.Standing?
        /// The first token behind it.
        let end: Int

        /// Whether it is written as a digit.
        var isDigit: Bool { standing == nil }

        /// The same, with what is behind it left out.
        func ending(at end: Int) -> ActionMatch { ActionMatch(action: action, standing: standing, end: end) }
    }

    /// The number at `index`, of 1 to 9 digits, `№` or the like before it.
    func number(at index: Int) -> NumberMatch? {
        guard let first = text.token(at: index) else { return nil }
        let isMarked = first.kind == .sign || (first.kind == .word && ReplyLexicon.numberWords.contains(first.text))
        let place = isMarked ? text.skippingMarks(from: index + 1) : index
        guard let token = text.token(at: place), token.kind == .number, token.text.utf8.count <= 9,
            let number = AppealNumber(text: token.text)
        else { return nil }
        return NumberMatch(number: number, digits: token.text.utf8.count, isMarked: isMarked, end: place + 1)
    }

    /// The action at `index`: one digit that stands for itself, or words.
    func action(at index: Int) -> ActionMatch? {
        guard let token = text.token(at: index) else { return nil }
        switch token.kind {
        case .number:
            guard token.text.utf8.count == 1, let action = Int(token.text).flatMap(ReplyAction.init) else { return nil }
            return ActionMatch(action: action, standing: nil, end: index + 1)
        case .word:
            let phrase = ReplyLexicon.phrases[token.text]?.first { phrase in
                phrase.words.indices.allSatisfy {
                    let word = text.token(at: index + $0)
                    return word?.kind == .word && word?.text == phrase.words[$0]
                }
            }
            return phrase.map { ActionMatch(action: $0.action, standing: $0.standing, end: index + $0.words.count) }
        case .sign, .mark, .question, .picture, .other:
            return nil
        }
    }
}
