/// What a call has to do with the appeal it is kept with.
public enum CallLink: String, Hashable, Sendable, CaseIterable {
    /// The call made the appeal.
    case made
    /// The caller was cut off shortly before, and goes on with the same appeal.
    case again
    /// The number has an open appeal; its owner has not said what they want.
    case known
    /// The caller asked how the appeal stands.
    case status
    /// The caller added to the appeal.
    case added
}
