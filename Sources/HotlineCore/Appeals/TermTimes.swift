/// A time for each step that has one: a dictionary that takes no memory of its own, for reports count by the hundred thousand.
public struct TermTimes: Hashable, Sendable {
    private var distribute: Instant?
    private var take: Instant?
    private var close: Instant?

    /// Creates no times.
    public init() {}

    /// Creates times.
    public init(distribute: Instant?, take: Instant?, close: Instant?) {
        self.distribute = distribute
        self.take = take
        self.close = close
    }

    /// The time of a step.
    public subscript(step: TermStep) -> Instant? {
        get {
            switch step {
            case .distribute: distribute
            case .take: take
            case .close: close
            }
        }
        set {
            switch step {
            case .distribute: distribute = newValue
            case .take: take = newValue
            case .close: close = newValue
            }
        }
    }
}

extension TermTimes: ExpressibleByDictionaryLiteral {
    /// Creates times from a list of steps; the last time of a step counts.
    public init(dictionaryLiteral elements: (TermStep, Instant)...) {
        self.init()
        for (step, time) in elements { self[step] = time }
    }
}
