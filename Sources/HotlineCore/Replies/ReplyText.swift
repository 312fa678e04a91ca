/// An incoming text and its tokens, read once from its beginning to its end.
struct ReplyText {
    let scalars: [Unicode.Scalar]
    private(set) var tokens: [ReplyToken] = []

    init(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(IncomingCommand.longestText))
        var gap = ReplyToken.Gap.none
        for (index, scalar) in scalars.enumerated() {
            switch ReplyScalar(scalar) {
            case .invisible: continue
            case .space: gap = max(gap, .space)
            case .lineBreak: gap = .lineBreak
            case .digit(let digit): append(.number, digit, index, &gap)
            case .letter(let letter): append(.word, letter, index, &gap)
            case .sign: append(.sign, scalar, index, &gap)
            case .mark(let mark): append(.mark, mark, index, &gap)
            case .question: append(.question, scalar, index, &gap)
            case .picture: append(.picture, scalar, index, &gap)
            case .other: append(.other, scalar, index, &gap)
            }
        }
    }

    private mutating func append(
        _ kind: ReplyToken.Kind,
        _ scalar: Unicode.Scalar,
        _ index: Int,
        _ gap: inout ReplyToken.Gap
    ) {
        let last = tokens.count - 1
        if kind == .number || kind == .word, gap == .none, last >= 0, tokens[last].kind == kind {
            tokens[last].text.unicodeScalars.append(scalar)
            tokens[last].range = tokens[last].range.lowerBound..<index + 1
        } else {
            tokens.append(ReplyToken(kind: kind, text: String(scalar), range: index..<index + 1, gap: gap))
        }
        gap = .none
    }

    /// The token, or `nil` behind the last.
    func token(at index: Int) -> ReplyToken? { index < tokens.count ? tokens[index] : nil }

    /// Whether a number stands here.
    func isNumber(at index: Int) -> Bool { token(at: index)?.kind == .number }

    /// The first token from `index` that is no mark.
    func skippingMarks(from index: Int) -> Int {
        tokens[min(index, tokens.count)...].firstIndex { $0.kind != .mark } ?? tokens.count
    }

    /// Whether nothing but marks and pictures stands from `index` on.
    func isOver(at index: Int) -> Bool {
        tokens[min(index, tokens.count)...].allSatisfy { $0.kind == .mark || $0.kind == .picture }
    }

    /// Whether a thought ends before `index`: by the text's end, a mark, a picture or a new line.
    func isBreak(at index: Int) -> Bool {
        guard let token = token(at: index) else { return true }
        return token.kind == .mark || token.kind == .picture || token.gap == .lineBreak
    }

    /// Whether what stands at `index` belongs to the number before it, which so is no number of its own: `2й`, `2-й`, `2.5`, `2%`.
    func isGlued(at index: Int) -> Bool {
        guard let token = token(at: index), token.gap == .none else { return false }
        switch token.kind {
        case .word, .number, .sign, .other: return true
        case .question, .picture: return false
        case .mark:
            guard let next = self.token(at: index + 1), next.gap == .none else { return false }
            return next.kind == .number || (next.kind == .word && token.isHyphen)
        }
    }
}

extension ReplyToken {
    /// Whether the mark joins what stands on both sides.
    fileprivate var isHyphen: Bool {
        text.unicodeScalars.allSatisfy { $0 == "'" || $0 == "’" || $0.properties.generalCategory == .dashPunctuation }
    }
}
