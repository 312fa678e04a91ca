/// The three clocks of an appeal as they run.
public struct Deadlines: Hashable, Sendable {
    /// Until it is handed to a specialist.
    public var distribute: Deadline
    /// Until the specialist takes it; `nil` before it was handed over.
    public var take: Deadline?
    /// Until it is closed.
    public var close: Deadline

    /// Creates the deadlines.
    public init(distribute: Deadline, take: Deadline?, close: Deadline) {
        self.distribute = distribute
        self.take = take
        self.close = close
    }

    /// The clock of one step; `nil` where it has not begun.
    public subscript(step: TermStep) -> Deadline? {
        switch step {
        case .distribute: distribute
        case .take: take
        case .close: close
        }
    }
}

/// One clock: when it began, when it ends, and on what calendar that was counted.
public struct Deadline: Hashable, Sendable {
    /// When it began.
    public var from: Instant
    /// When it ends.
    public var due: Instant
    /// What it was counted on.
    public var calendar: TermCalendar

    /// Creates a clock.
    public init(from: Instant, due: Instant, calendar: TermCalendar) {
        self.from = from
        self.due = due
        self.calendar = calendar
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
