/// A length of time that somebody wrote.
struct ReplyTime {
    /// How long, an hour to thirty days.
    let duration: Duration
    /// Whether a unit was written; else they are hours.
    let hasUnit: Bool
    /// The first token behind it.
    let end: Int

    /// Reads a number, and the unit behind it.
    init?(in text: ReplyText, at index: Int) {
        guard let token = text.token(at: index), token.kind == .number, token.text.utf8.count <= 3,
            let count = Int(token.text)
        else { return nil }
        let hours: Int
        if let unit = text.token(at: index + 1), unit.gap != .lineBreak, let length = ReplyLexicon.hours[unit.text] {
            (hours, hasUnit, end) = (count * length, true, index + 2)
        } else {
            guard !text.isGlued(at: index + 1) else { return nil }
            (hours, hasUnit, end) = (count, false, index + 1)
        }
        guard (1...720).contains(hours) else { return nil }
        duration = .seconds(hours * 3600)
    }

    /// Reads what a text begins with; `на`, `ещё` or `+` may lead.
    init?(leading text: ReplyText) {
        var index = text.skippingMarks(from: 0)
        while let token = text.token(at: index), ReplyLexicon.timeLeads.contains(token.text) { index += 1 }
        self.init(in: text, at: index)
    }
}
