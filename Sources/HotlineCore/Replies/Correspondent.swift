/// What is being talked about by text with a telephone.
///
/// A result that is being written is personal data, so it does not print itself.
public struct Correspondent: Hashable, Sendable {
    /// The appeal whose result is being written.
    public var resultFor: AppealNumber?
    /// What there is of it.
    public var draft: String?
    /// How many mistakes were answered since the last text that was none.
    public var mistakes: Int

    /// The most mistakes that are answered: two machines that answer each other's texts come to an end.
    public static let mostMistakes = 5

    /// Creates a telephone that nothing is talked about with.
    public init(resultFor: AppealNumber? = nil, draft: String? = nil, mistakes: Int = 0) {
        self.resultFor = resultFor
        self.draft = draft
        self.mistakes = mistakes
    }
}

extension Correspondent: CustomStringConvertible, CustomReflectable {
    /// The number of mistakes.
    public var description: String { "a correspondent with \(mistakes) mistakes" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["correspondent": description]) }
}

/// The code that closes an appeal by text.
public struct CloseCode: Hashable, Sendable {
    /// Who was given it.
    public var login: String
    /// The code, 10 to 9999.
    public var code: Int
    /// How often it was written wrong.
    public var wrong: Int

    /// The most wrong codes; after that there is another code.
    public static let mostWrong = 3

    /// Creates a code.
    public init(login: String, code: Int, wrong: Int = 0) {
        self.login = login
        self.code = code
        self.wrong = wrong
    }
}

/// Whether closing by text takes a code: `sms.closeCode`.
public enum CloseCodePolicy: String, Hashable, Sendable, CaseIterable {
    /// The telephone is enough.
    case off
    /// It takes the code that was texted to the telephone: who only pretends to write from it does not know that.
    case ask
}
