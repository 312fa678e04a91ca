/// How much the peer may send, and how long it may take.
public struct ManagerLimits: Hashable, Sendable {
    /// The longest line in bytes, without its line end.
    public var lineLength: Int
    /// The most headers of a message.
    public var headerCount: Int
    /// The most bytes of a message.
    public var messageLength: Int
    /// How long it may take from connecting to being logged in.
    public var opening: Duration
    /// How long a response may take.
    public var reply: Duration
    /// How long the peer may be silent before it is asked whether it is still there.
    public var idle: Duration

    /// Creates limits; those not given are well above what Asterisk sends.
    public init(
        lineLength: Int = 65_536,
        headerCount: Int = 1_024,
        messageLength: Int = 262_144,
        opening: Duration = .seconds(10),
        reply: Duration = .seconds(10),
        idle: Duration = .seconds(30)
    ) {
        self.lineLength = lineLength
        self.headerCount = headerCount
        self.messageLength = messageLength
        self.opening = opening
        self.reply = reply
        self.idle = idle
    }
}
