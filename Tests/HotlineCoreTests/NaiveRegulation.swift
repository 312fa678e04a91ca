import HotlineCore

/// What the regulation promises of one appeal, said a second time and simply: who has it, until when, and who is told what.
///
/// It goes by the words of the regulation, minute by minute where hours are counted; all its times are whole minutes.
struct NaiveRegulation {
    /// A clock: when it began and when it ends.
    struct Clock: Equatable {
        var from: Instant
        var due: Instant
        /// Which of its kind it is: a clock that is set anew tells anew.
        var generation: Int
    }

    /// How long a step may take, how long before its end who is warned, and whether only open hours count.
    struct Rule {
        var length: Int
        var warnings: [Int]
        var isWorking: Bool
    }

    let rules: [TermStep: Rule]
    let calendar: BusinessCalendar
    let zone: ZoneRules
    var status = AppealStatus.received
    var holder: String?
    var clocks: [TermStep: Clock] = [:]
    private var told: Set<String> = []
    private var lastMorning = Instant(milliseconds: .min / 2)
    private var generations = 0

    init(_ rules: [TermStep: Rule], _ calendar: BusinessCalendar, _ zone: ZoneRules, at now: Instant) {
        self.rules = rules
        self.calendar = calendar
        self.zone = zone
        begin(.distribute, at: now)
        begin(.close, at: now)
    }

    mutating func handOver(to login: String, at now: Instant) {
        status = .distributed
        holder = login
        begin(.take, at: now)
    }

    mutating func take(_ login: String) {
        status = .inProgress
        holder = login
    }

    mutating func handBack(at now: Instant) {
        status = .received
        holder = nil
        clocks[.take] = nil
        begin(.distribute, at: now)
    }

    mutating func extend(by minutes: Int) {
        guard var clock = clocks[.close] else { return }
        generations += 1
        clock.generation = generations
        clock.due = later(clock.due, minutes, isWorking: rules[.close]?.isWorking == true)
        clocks[.close] = clock
    }

    mutating func end() {
        status = .closed
        // Whoever opens it again begins a new count of mornings.
        lastMorning = Instant(milliseconds: .min / 2)
    }

    mutating func reopen(with login: String?, at now: Instant) {
        begin(.close, at: now)
        holder = login
        status = login == nil ? .received : .inProgress
        if login == nil {
            clocks[.take] = nil
            begin(.distribute, at: now)
        }
    }

    /// What must be told when somebody looks, by kind.
    mutating func look(at now: Instant) -> [MessageKind] {
        let running: [TermStep] =
            switch status {
            case .received: [.distribute, .close]
            case .distributed: [.take, .close]
            case .inProgress: [.close]
            case .closed: []
            }
        var kinds: [MessageKind] = []
        var isEndTold = false
        var firstEnd: Instant?
        for step in running {
            guard let clock = clocks[step], let rule = rules[step] else { continue }
            firstEnd = min(firstEnd ?? clock.due, clock.due)
            var ripe: [MessageKind] = []
            for warning in rule.warnings.sorted(by: >) {
                let at = earlier(clock.due, warning, isWorking: rule.isWorking)
                let isNew = at > clock.from && at <= now
                guard isNew, told.insert("\(step) \(warning) \(clock.generation)").inserted else { continue }
                ripe.append(step == .distribute ? .distributeSoon : step == .take ? .reminder : .closeSoon)
            }
            if clock.due <= now, told.insert("\(step) end \(clock.generation)").inserted {
                isEndTold = true
                kinds += [.overdue, .late]
            } else {
                kinds += ripe.suffix(1)
            }
        }
        if let firstEnd {
            let next = morning(after: max(firstEnd, lastMorning))
            if next <= now {
                lastMorning = next
                while case let following = morning(after: lastMorning), following <= now { lastMorning = following }
                if !isEndTold { kinds.append(.stillOverdue) }
            }
        }
        return kinds
    }

    private mutating func begin(_ step: TermStep, at now: Instant) {
        guard let rule = rules[step] else { return }
        generations += 1
        clocks[step] = Clock(
            from: now,
            due: later(now, rule.length, isWorking: rule.isWorking),
            generation: generations
        )
    }

    private func later(_ start: Instant, _ minutes: Int, isWorking: Bool) -> Instant {
        guard isWorking else { return start + .seconds(60 * minutes) }
        var (time, left) = (start, minutes)
        while left > 0 {
            if calendar.isOpen(at: time) { left -= 1 }
            time = time + .seconds(60)
        }
        return time
    }

    private func earlier(_ end: Instant, _ minutes: Int, isWorking: Bool) -> Instant {
        guard isWorking else { return end + .seconds(-60 * minutes) }
        var (time, left) = (end, minutes)
        while left > 0 {
            time = time + .seconds(-60)
            if calendar.isOpen(at: time) { left -= 1 }
        }
        return time
    }

    /// Every zone's clocks are whole quarters of an hour apart from Greenwich's, so eight o'clock is on one.
    private func morning(after time: Instant) -> Instant {
        let quarter: Int64 = 900_000
        var next = Instant(milliseconds: (time.milliseconds / quarter + 1) * quarter)
        while case let clock = zone.civilTime(at: next), (clock.hour, clock.minute) != (8, 0) {
            next = Instant(milliseconds: next.milliseconds + quarter)
        }
        return next
    }
}
