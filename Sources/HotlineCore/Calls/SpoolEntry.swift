/// One thing about a call that could not be put into the database, as the spool keeps it until it can.
public struct SpoolEntry: Hashable, Sendable {
    /// What no other entry has, so that one is taken in once, however often that is tried.
    public var id: String
    /// When it happened.
    public var at: Instant
    /// Asterisk's name for the call.
    public var uniqueID: String
    /// What happened.
    public var word: SpoolWord

    /// Creates an entry.
    public init(id: String, at: Instant, uniqueID: String, word: SpoolWord) {
        self.id = id
        self.at = at
        self.uniqueID = uniqueID
        self.word = word
    }
}

/// What happened in a call that the database did not see.
public enum SpoolWord: Hashable, Sendable {
    /// The call arrived; the caller was told this number, if any was held ready.
    case begun(CallStart, appeal: AppealNumber?)
    /// The caller wanted a new appeal instead of the open one, and was told this number.
    case opened(appeal: AppealNumber?)
    /// A step brought something; the call's row in it does not count.
    case noted(CallProgress)
    /// Only the dialplan could take the call down: when it ended, if that is known, and what it recorded.
    case left(CallStart, endedAt: Instant?, recording: CallRecording?)
}

/// Appeal numbers the database gave out beforehand, for callers who come while it cannot be written.
public struct ReservedNumbers: Hashable, Sendable {
    /// The first of them.
    public var first: AppealNumber
    /// The last of them.
    public var last: AppealNumber

    /// Creates a block.
    public init(first: AppealNumber, last: AppealNumber) {
        self.first = first
        self.last = last
    }
}
