/// How much those who connect over the network may take of the service: machines elsewhere, visitors of the site, gateways.
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

    /// What visitors of the site may take.
    ///
    /// A proxy keeps connections to the site that do nothing for a while.
    public static let visitors: NetworkLimits = {
        var limits = NetworkLimits()
        (limits.idle, limits.answering) = (.seconds(30), .seconds(60))
        return limits
    }()

    /// What the staff on this machine may take, who are all of one address; each answer may take its time.
    static let colleagues: NetworkLimits = {
        var limits = NetworkLimits()
        (limits.idle, limits.sending, limits.answering) = (.seconds(60), .seconds(60), .seconds(600))
        limits.connectionsOfOne = .max
        return limits
    }()

    /// What gateways may take: a storm of reports comes from one address, and waits rather than being turned away.
    static let gateways: NetworkLimits = {
        var limits = NetworkLimits()
        (limits.idle, limits.answering, limits.connectionsOfOne) = (.seconds(60), .seconds(60), .max)
        return limits
    }()
}
