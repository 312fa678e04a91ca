public import HotlineCore

/// What a call asks to be kept.
public enum CallWork: Hashable, Sendable {
    /// The call arrived.
    case begin(CallStart)
    /// A step brought something.
    case note(CallProgress)
}

/// What came of keeping it.
public enum CallFinding: Hashable, Sendable {
    /// The call and its appeal are kept.
    case begun(BegunCall)
    /// The progress is kept.
    case noted
    /// The store could not be written.
    case failed
}
