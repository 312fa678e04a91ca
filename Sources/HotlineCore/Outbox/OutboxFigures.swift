/// How the texts stand, counted.
public struct OutboxFigures: Hashable, Sendable {
    /// The texts in each state; those in none are left out.
    public var states: [MessageState: Int]
    /// How often a text was sent again although it may have gone before.
    public var repeats: Int
    /// When the oldest text was due that is still to be sent; `nil` where none is.
    public var oldestDue: Instant?
    /// The texts that came in, by what they were; what nothing was made of yet stands under `new`.
    public var incoming: [String: Int]

    /// Creates figures.
    public init(states: [MessageState: Int], repeats: Int, oldestDue: Instant?, incoming: [String: Int]) {
        self.states = states
        self.repeats = repeats
        self.oldestDue = oldestDue
        self.incoming = incoming
    }

    /// How many texts are to be sent, or are being sent.
    public var waiting: Int {
        [.queued, .held, .sending].reduce(0) { $0 + (states[$1] ?? 0) }
    }

    /// How long the oldest text has been due.
    ///
    /// - Parameter now: When.
    /// - Returns: The time; `nil` where none is due yet.
    public func age(at now: Instant) -> Duration? {
        oldestDue.flatMap { $0 <= now ? now - $0 : nil }
    }
}
