/// Where in the conversation a caller is.
public enum CallStep: String, Hashable, Sendable, CaseIterable {
    /// The greeting.
    case answer
    /// The announcement of a known outage.
    case outage
    /// What the owner of a number with an open appeal wants.
    case known
    /// The menu of appeal types.
    case type
    /// The second question after «другой вопрос»: technical means of learning, or something else.
    case means
    /// The second question after «консультация психолога»: at once, or a call back.
    case psychologist
    /// Pupil, teacher or parent.
    case role
    /// The class.
    case className = "class"
    /// The caller is being put through to a specialist.
    case transfer
    /// Where the answer goes, and whether texts may be sent.
    case contact
    /// The spoken message.
    case message
    /// The appeal's number and good-bye.
    case finish
}
