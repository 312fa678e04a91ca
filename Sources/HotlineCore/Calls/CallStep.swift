/// Where in the conversation a caller is.
public enum CallStep: String, Hashable, Sendable, CaseIterable {
    /// The greeting.
    case answer
    /// The menu of appeal types.
    case type
    /// The second question after «другой вопрос»: technical means of learning, or something else.
    case means
    /// Where the answer goes, and whether texts may be sent.
    case contact
    /// The appeal's number and good-bye.
    case finish
}
