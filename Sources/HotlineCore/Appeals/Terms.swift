/// A step that has a term.
public enum TermStep: String, Hashable, Sendable, CaseIterable {
    /// The appeal is handed to a specialist.
    case distribute
    /// The specialist takes it.
    case take
    /// It is closed.
    case close
}

/// What a term is counted on.
public enum TermCalendar: String, Hashable, Sendable, CaseIterable {
    /// The wall clock: every hour counts.
    case wall
    /// The school's calendar: only the hours in which it is open count.
    case working
}

/// How long one step may take.
public struct Term: Hashable, Sendable {
    /// How long.
    public var length: Duration
    /// What it is counted on.
    public var calendar: TermCalendar
    /// How long before its end somebody is warned, the longest first, counted on the same calendar.
    public var warnings: [Duration]

    /// Creates a term.
    public init(_ length: Duration, on calendar: TermCalendar = .wall, warnings: [Duration] = []) {
        self.length = length
        self.calendar = calendar
        self.warnings = warnings
    }
}

/// How long each step may take, by the regulation's paragraphs 3.1.1 to 3.2.2, and the calendar that can be counted on.
public struct Terms: Hashable, Sendable {
    /// From receipt to being handed to a specialist.
    public var distribute: Term
    /// From being handed over to being taken.
    public var take: Term
    /// From receipt to being closed.
    public var close: Term
    /// When the school is open.
    public var working: BusinessCalendar
    /// The zone the calendar and the mornings are in.
    public var zone: ZoneRules
    /// When the head is reminded of what is overdue, in minutes after midnight.
    public var morning: Int
    /// How long before the end of ``take`` a specialist who has not taken an appeal is telephoned; `nil` where nobody is.
    public var callBefore: Duration?

    /// Creates the terms.
    public init(
        distribute: Term,
        take: Term,
        close: Term,
        working: BusinessCalendar,
        zone: ZoneRules,
        morning: Int = 480,
        callBefore: Duration? = nil
    ) {
        self.distribute = distribute
        self.take = take
        self.close = close
        self.working = working
        self.zone = zone
        self.morning = morning
        self.callBefore = callBefore
    }

    /// The terms that the settings state.
    public init(
        _ settings: TermSettings,
        calendar: CalendarSettings,
        zone: ZoneRules,
        callBefore: Duration? = nil
    ) {
        self.init(
            distribute: settings.distribute,
            take: settings.take,
            close: settings.close,
            working: BusinessCalendar(calendar, zone: zone),
            zone: zone,
            morning: settings.morning,
            callBefore: callBefore
        )
    }

    /// The regulation's own terms, 30 minutes, 30 minutes and 24 hours on the wall clock, in UTC.
    public static let regulation = Terms(TermSettings(), calendar: CalendarSettings(), zone: .utc)

    /// The term of one step.
    public subscript(step: TermStep) -> Term {
        switch step {
        case .distribute: distribute
        case .take: take
        case .close: close
        }
    }

    /// The deadlines of an appeal received at `instant`.
    public func deadlines(receivedAt instant: Instant) -> Deadlines {
        Deadlines(
            distribute: deadline(of: .distribute, from: instant),
            take: nil,
            close: deadline(of: .close, from: instant)
        )
    }

    /// The clock of a step that begins at `instant`.
    public func deadline(of step: TermStep, from instant: Instant) -> Deadline {
        let term = self[step]
        return Deadline(
            from: instant,
            due: end(of: term.length, from: instant, on: term.calendar),
            calendar: term.calendar
        )
    }

    /// When a time is over that begins at `instant`.
    ///
    /// A calendar that does not open for ten years is none: the wall clock is taken, and the settings refuse it beforehand.
    public func end(of length: Duration, from instant: Instant, on calendar: TermCalendar) -> Instant {
        switch calendar {
        case .wall: instant + length
        case .working: working.instant(afterOpen: length, from: instant) ?? instant + length
        }
    }

    /// When there is so much time left until `due`.
    func moment(_ left: Duration, before due: Instant, on calendar: TermCalendar) -> Instant {
        switch calendar {
        case .wall: due + (.zero - left)
        case .working: working.instant(beforeOpen: left, until: due) ?? due + (.zero - left)
        }
    }

    /// The first time later than `instant` at which the clocks show the morning's hour.
    ///
    /// Where the clocks skip that hour on a day, the moment they skip it is its morning.
    public func nextMorning(after instant: Instant) -> Instant {
        var day = CalendarDay(zone.civilTime(at: instant))
        while true {
            let morning = morning(of: day)
            if morning > instant { return morning }
            day = day.next
        }
    }

    /// The last morning that is not later than `instant`.
    func lastMorning(until instant: Instant) -> Instant {
        var last = nextMorning(after: instant + .seconds(-2 * 86_400))
        while case let next = nextMorning(after: last), next <= instant { last = next }
        return last
    }

    private func morning(of day: CalendarDay) -> Instant {
        let local = day.midnight(offset: 0) + .seconds(morning * 60)
        let near = local + .seconds(-zone.offset(at: local))
        let exact = local + .seconds(-zone.offset(at: near))
        guard zone.offset(at: exact) != zone.offset(at: near) else { return exact }
        // The clocks change about then: of the two readings the later one is shown.
        return max(near, exact)
    }
}
