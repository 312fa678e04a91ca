/// How an appeal came to stand as it does: each event, and of each clock it set the whole sum.
public struct Explanation: Hashable, Sendable {
    /// One event.
    public struct Step: Hashable, Sendable {
        /// The event.
        public var event: LoggedEvent
        /// The clocks it set.
        public var clocks: [Clock]
    }

    /// One clock, as an event set it.
    public struct Clock: Hashable, Sendable {
        /// Whose clock it is.
        public var step: TermStep
        /// When it began, when it ends, and what that was counted on.
        public var deadline: Deadline
        /// How long there was; for more time that was granted, how much more.
        public var length: Duration?
        /// The zone it was counted in.
        public var zone: String?
        /// From where this length was counted: the beginning, or the end there was before.
        public var countedFrom: Instant
        /// The hours that counted, in order.
        public var counted: [BusinessCalendar.Stretch]
        /// When it would end by the calendar of today, where that is another time.
        public var endsByNow: Instant?
    }

    /// The events, oldest first.
    public var steps: [Step]

    /// Explains an appeal by its events.
    ///
    /// - Parameters:
    ///   - events: The events, oldest first.
    ///   - terms: The terms of today, whose calendar tells which hours counted.
    public init(_ events: [LoggedEvent], terms: Terms) {
        steps = events.map { event in Step(event: event, clocks: Self.clocks(EventFacts(event.facts), terms)) }
    }

    private static func clocks(_ facts: EventFacts, _ terms: Terms) -> [Clock] {
        TermStep.allCases.compactMap { step in
            guard let deadline = facts.deadline(of: step) else { return nil }
            let length = facts["\(step.rawValue)Length"].flatMap(Duration.init(setting:))
            let from = facts.instant("previousDue") ?? deadline.from
            let end = length.map { terms.end(of: $0, from: from, on: deadline.calendar) }
            let counted: [BusinessCalendar.Stretch] =
                switch deadline.calendar {
                case .wall: [BusinessCalendar.Stretch(from: from, to: deadline.due)]
                case .working: terms.working.stretches(from: from, to: deadline.due)
                }
            return Clock(
                step: step,
                deadline: deadline,
                length: length,
                zone: facts["zone"],
                countedFrom: from,
                counted: counted,
                endsByNow: end == deadline.due ? nil : end
            )
        }
    }
}

extension TermStep {
    /// The paragraph of the regulation that the term is from.
    public var paragraph: String {
        switch self {
        case .distribute: "3.1.1, 3.1.2"
        case .take: "3.2.1"
        case .close: "3.2.2"
        }
    }

    /// The step in the words of the staff.
    public var word: String {
        switch self {
        case .distribute: "передать"
        case .take: "взять"
        case .close: "закрыть"
        }
    }
}
