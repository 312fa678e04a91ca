/// A time of day as settings write it, `08:00`.
enum MinuteOfDay {
    /// Reads a time of day in minutes after midnight.
    ///
    /// - Parameters:
    ///   - text: Two digits, a colon, two digits.
    ///   - isEnd: Whether `24:00` is one: the end of the day.
    /// - Returns: The minutes; `nil` where the text is no such time.
    static func read(_ text: some StringProtocol, isEnd: Bool = false) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
            hour < 24 || (isEnd && hour == 24 && minute == 0)
        else { return nil }
        return hour * 60 + minute
    }
}
