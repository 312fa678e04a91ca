/// Something a server does again and again on the thread that all its calls share, so that it shows that calls get their turn.
public struct Pulse: Sendable {
    /// How long between two beats.
    public let pause: Duration
    /// What is done; it must not block.
    public let beat: @Sendable () -> Void

    /// Creates a pulse.
    public init(every pause: Duration, beat: @escaping @Sendable () -> Void) {
        self.pause = pause
        self.beat = beat
    }
}
