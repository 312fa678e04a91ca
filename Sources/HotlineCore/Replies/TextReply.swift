/// A command that somebody texted: which appeal, what is to be done, and what they wrote besides.
public struct TextReply: Hashable, Sendable {
    /// The appeal; `nil` where the reply names none, and means the only one that is open for its sender.
    public var number: AppealNumber?
    /// What is asked for.
    public var action: ReplyAction
    /// The code that proves the sender had the text that is answered.
    ///
    /// Reading a text never finds one, for only who expects a code can tell it from a number in the words; see
    /// ``splittingCode()``.
    public var code: Int?
    /// What the author wrote behind the command, as they wrote it; personal data.
    public var words: String?

    /// Creates a reply.
    ///
    /// - Parameters:
    ///   - number: The appeal, where it is named.
    ///   - action: What is asked for.
    ///   - code: The code, where one was expected and given.
    ///   - words: What was written besides.
    public init(_ number: AppealNumber?, _ action: ReplyAction, code: Int? = nil, words: String? = nil) {
        self.number = number
        self.action = action
        self.code = code
        self.words = words
    }
}

extension TextReply: CustomStringConvertible, CustomReflectable {
    /// The action and the number, and only whether there are words.
    public var description: String {
        let appeal = number.map { "№\($0)" } ?? "no number"
        return "\(action), \(appeal)\(words == nil ? "" : ", with words")"
    }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["reply": description]) }
}
