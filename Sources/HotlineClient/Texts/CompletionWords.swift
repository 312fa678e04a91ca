public import HotlineCore

/// What is offered to who types a line in a shell.
public enum CompletionWords {
    /// The numbers that begin as what is typed does, and as it is written: with the sign or without.
    public static func numbers(_ numbers: [AppealNumber], for typed: String) -> [String] {
        let sign = typed.hasPrefix("№") ? "№" : ""
        return numbers.map { "\(sign)\($0)" }.filter { $0.hasPrefix(typed) }
    }
}
