/// How much machines elsewhere may take of the service.
public struct NetworkLimits: Hashable, Sendable {
    /// How long a connection may do nothing, the handshake and the head of a request included: shorter than our client waits
    /// for a connection, so that one which waits behind silent ones is served.
    public var idle = Duration.seconds(5)
    /// How long a request may take to come.
    public var sending = Duration.seconds(20)
    /// How long its answer may take to be made and taken; a look at the desk waits twenty seconds.
    public var answering = Duration.seconds(120)
    /// How many connections there are at once; more wait until one is closed.
    public var connections = 256
    /// How many of them are of one address; more are closed at once, so that no machine keeps all others waiting.
    ///
    /// A whole school may be behind one address; each of its machines has one connection for a moment.
    public var connectionsOfOne = 64

    /// Creates the limits that stand.
    public init() {}
}
