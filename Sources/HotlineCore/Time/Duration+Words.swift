extension Duration {
    /// The duration in its two largest units, rounded down, in the words of the staff: `12 мин`, `3 ч 5 мин`, `2 д 4 ч`.
    public var words: String {
        let minutes = components.seconds / 60
        let units: [(Int64, String)] = [
            (minutes / 1440, "д"), (minutes / 60 % 24, "ч"), (minutes < 1440 ? minutes % 60 : 0, "мин"),
        ]
        let words = units.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? "0 мин" : words.joined(separator: " ")
    }

    /// A length as people name it: whole hours up to three days as hours, `24 ч`, and all else as ``words``.
    public var lengthWords: String {
        let seconds = components.seconds
        return seconds % 3600 == 0 && (1...72).contains(seconds / 3600) ? "\(seconds / 3600) ч" : words
    }

    /// The same, rounded up to the minute: of what is left nobody is told less.
    var wordsRoundedUp: String { (self + .milliseconds(59_999)).words }
}
