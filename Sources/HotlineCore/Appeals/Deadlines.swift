/// When an appeal's three terms end.
public struct Deadlines: Hashable, Sendable {
    /// Until when it is to be handed to a specialist.
    public var distribute: Instant
    /// Until when the specialist is to take it; `nil` before it was handed over.
    public var take: Instant?
    /// Until when it is to be closed.
    public var close: Instant

    /// Creates the deadlines.
    public init(distribute: Instant, take: Instant?, close: Instant) {
        self.distribute = distribute
        self.take = take
        self.close = close
    }
}

/// How long each step may take, by the regulation's paragraphs 3.1.1 to 3.2.2, on the wall clock.
public struct Terms: Hashable, Sendable {
    /// From receipt to being handed to a specialist.
    public var distribute: Duration
    /// From being handed over to being taken.
    public var take: Duration
    /// From receipt to being closed.
    public var close: Duration

    /// Creates the terms.
    public init(distribute: Duration, take: Duration, close: Duration) {
        self.distribute = distribute
        self.take = take
        self.close = close
    }

    /// The regulation's own terms: 30 minutes, 30 minutes, 24 hours.
    public static let regulation = Terms(distribute: .seconds(1800), take: .seconds(1800), close: .seconds(86400))

    /// The deadlines of an appeal received at `instant`.
    public func deadlines(receivedAt instant: Instant) -> Deadlines {
        Deadlines(distribute: instant + distribute, take: nil, close: instant + close)
    }
}

/// How one term of an appeal stands.
public enum TermState: String, Hashable, Sendable, CaseIterable {
    /// It has not begun.
    case waiting
    /// It runs.
    case running
    /// It ran out and the step is not done.
    case overdue
    /// The step was done in time.
    case met
    /// The step was done too late.
    case missed

    /// Tells the state from when the term ends and when the step was done.
    public init(due: Instant?, doneAt: Instant?, now: Instant) {
        guard let due else {
            self = .waiting
            return
        }
        if let doneAt {
            self = doneAt <= due ? .met : .missed
        } else {
            self = now <= due ? .running : .overdue
        }
    }
}
