/// How a call ended.
public enum CallOutcome: String, Hashable, Sendable, CaseIterable {
    /// The caller went through the menu to its end.
    case completed
    /// A specialist took the call.
    case transferred
    /// The caller left a spoken message.
    case message
    /// The caller asked for a person, or could not be understood: somebody calls back.
    case callback
    /// The caller asked how an earlier appeal stands.
    case status
    /// The caller hung up on the way.
    case dropped
    /// The caller said and pressed nothing to the end.
    case silent
    /// Something of ours broke.
    case failed
}
