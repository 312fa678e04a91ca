/// One telephone's side of its signalling: what comes in or is wanted goes in, what is to be sent comes out.
protocol SIPLeg: Sendable {
    /// How far the call has come.
    var state: SIPState { get }
    /// Where the other side hears signalling; `nil` as long as nobody has called.
    var peer: Int? { get }

    /// Takes what came in.
    ///
    /// - Returns: The answers to it.
    mutating func take(_ message: SIPMessage, at time: ContinuousClock.Instant) -> [SIPMessage]

    /// What is due after another 20 ms.
    mutating func due(_ wish: SIPLine.Wish) -> [SIPMessage]

    /// Ends the call.
    ///
    /// - Returns: The BYE, or `nil` where there is nothing to end.
    mutating func hangUp() -> SIPMessage?
}

/// How far a call has come.
enum SIPState: Hashable {
    /// None has begun.
    case idle
    /// It rings.
    case calling
    case answered(SessionDescription)
    case refused(status: Int)
    /// Over after it was answered.
    case over(byOtherSide: Bool)
}

/// When a message that got no answer is sent again.
struct SIPRepeats: Sendable {
    /// The first time after so many times 20 ms, later ones after twice as many each.
    private static let first = 25

    private var ticks = 0
    private var next = 0

    /// Whether it is time, after another 20 ms; the first time at once.
    mutating func isDue() -> Bool {
        defer { ticks += 1 }
        guard ticks == next else { return false }
        next = max(Self.first, next * 2)
        return true
    }
}
