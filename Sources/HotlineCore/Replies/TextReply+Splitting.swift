extension TextReply {
    /// The code that the words begin with: a number of two to four digits that stands for itself.
    ///
    /// - Returns: The code and the words behind it; `nil` where the words begin otherwise.
    public func splittingCode() -> (code: Int, words: String?)? {
        guard let words else { return nil }
        let text = ReplyText(words)
        let start = text.skippingMarks(from: 0)
        guard let token = text.token(at: start), token.kind == .number, (2...4).contains(token.text.utf8.count),
            !text.isGlued(at: start + 1), let code = Int(token.text)
        else { return nil }
        return (code, text.words(from: start + 1))
    }

    /// The time that the words begin with: `48ч`, `2 дня`, `на 3 сут`, or a bare number of hours; an hour to thirty days.
    ///
    /// - Returns: The time and the words behind it; `nil` where the words begin otherwise, or with less or more.
    public func splittingTime() -> (time: Duration, words: String?)? {
        guard let words else { return nil }
        let text = ReplyText(words)
        guard let time = ReplyTime(leading: text) else { return nil }
        return (time.duration, text.words(from: time.end))
    }

    /// How much more time a reply of ``ReplyAction/moreTime`` names; `nil` where it names none.
    public var requestedTime: Duration? { action == .moreTime ? splittingTime()?.time : nil }
}
