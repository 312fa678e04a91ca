/// How putting a caller through to a specialist ended.
public struct CallTransfer: Hashable, Sendable {
    /// What became of it.
    public enum End: String, Hashable, Sendable, CaseIterable {
        /// Somebody answered.
        case answered
        /// Nobody did, in the time there is or at all.
        case unanswered
        /// The caller did not want to wait and is called back.
        case callback
        /// The caller hung up while waiting.
        case abandoned
    }

    /// What became of it.
    public var end: End
    /// The login of who answered.
    public var answeredBy: String?
    /// How long it rang, to the answer or to giving up.
    public var rang: Duration?

    /// Creates an end.
    public init(end: End, answeredBy: String? = nil, rang: Duration? = nil) {
        self.end = end
        self.answeredBy = answeredBy
        self.rang = rang
    }
}
