/// How much a peer may send, and how long it may take to begin.
///
/// How long it may take to answer belongs to each ``Command``.
public struct ConversationLimits: Hashable, Sendable {
    /// The longest line in bytes, without its line feed.
    public var lineLength: Int
    /// The most bytes of what takes many lines: the opening variables, a value, a usage text.
    public var blockLength: Int
    /// The most opening variables.
    public var variableCount: Int
    /// How long the peer may take until the opening variables are complete.
    public var opening: Duration

    /// Creates limits; those not given are well above what Asterisk sends.
    public init(
        lineLength: Int = 8192,
        blockLength: Int = 65536,
        variableCount: Int = 128,
        opening: Duration = .seconds(10)
    ) {
        self.lineLength = lineLength
        self.blockLength = blockLength
        self.variableCount = variableCount
        self.opening = opening
    }
}
