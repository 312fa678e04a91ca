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
    /// Whose the appeal is by its subject; `nil` while it has none, and is the hotline's.
    let subject: Role?
    var status = AppealStatus.received
    var holder: String?
    var clocks: [TermStep: Clock] = [:]
    /// Those it came back from.
    var cameBackFrom: Set<String> = []
    /// How many minutes more were asked for.
    var asked: Int?
    /// What was told, and when.
    private var told: [String: Instant] = [:]
    /// The last morning that was told, and when.
    private var lastMorning: (Instant, told: Instant)?
    private var generations = 0

    init(
        _ rules: [TermStep: Rule],
        _ calendar: BusinessCalendar,
        _ zone: ZoneRules,
        subject: Role?,
        at now: Instant
    ) {
        self.subject = subject
        self.rules = rules
        self.calendar = calendar
        self.zone = zone
        begin(.distribute, at: now)
        begin(.close, at: now)
    }

    mutating func handOver(to login: String, at now: Instant) {
        status = .distributed
        holder = login
        asked = nil
        begin(.take, at: now)
    }

    mutating func take(_ login: String) {
        status = .inProgress
        holder = login
    }

    mutating func handBack(at now: Instant) {
        if let holder { cameBackFrom.insert(holder) }
        status = .received
        holder = nil
        asked = nil
        clocks[.take] = nil
        begin(.distribute, at: now)
    }

    mutating func extend(by minutes: Int) {
        guard var clock = clocks[.close], let due = closeEnd(with: minutes) else { return }
        generations += 1
        clock.generation = generations
        clock.due = due
        clocks[.close] = clock
        asked = nil
    }

    /// When the term for closing would end with so many minutes more.
    func closeEnd(with minutes: Int) -> Instant? {
        clocks[.close].map { later($0.due, minutes, isWorking: rules[.close]?.isWorking == true) }
    }

    mutating func end() {
        status = .closed
        asked = nil
        // Whoever opens it again begins a new count of mornings.
        lastMorning = nil
    }

    mutating func reopen(with login: String?, at now: Instant) {
        begin(.close, at: now)
        cameBackFrom = []
        holder = login
        status = login == nil ? .received : .inProgress
        if login == nil {
            clocks[.take] = nil
            begin(.distribute, at: now)
        }
    }

    /// Whether it is somebody's to begin with: theirs, by its subject theirs, or the head's, who may all.
    func isInCharge(_ role: Role) -> Bool {
        holder == role.rawValue || role == .head || role == (subject ?? .hotline)
    }

    /// Whether somebody has it, or may act for who has it.
    func has(_ role: Role) -> Bool { holder == role.rawValue || role == .head }

    /// What must be told to whom when somebody looks: kinds, each with a login.
    mutating func look(at now: Instant) -> [String] {
        let running: [TermStep] =
            switch status {
            case .received: [.distribute, .close]
            case .distributed: [.take, .close]
            case .inProgress: [.close]
            case .closed: []
            }
        // What was told more than an hour from now was told by a clock that ran ahead.
        let soon = now + .seconds(3600)
        let inCharge = holder ?? "hotline"
        var words: [String] = []
        var isEndTold = false
        var firstEnd: Instant?
        for step in running {
            guard let clock = clocks[step], let rule = rules[step] else { continue }
            firstEnd = min(firstEnd ?? clock.due, clock.due)
            let theirs = step == .distribute ? "hotline" : inCharge
            var ripe: [String] = []
            for warning in rule.warnings.sorted(by: >) {
                let at = earlier(clock.due, warning, isWorking: rule.isWorking)
                let isNew = at > clock.from && at <= now
                let name = "\(step) \(warning) \(clock.generation)"
                guard isNew, told[name].map({ $0 > soon }) ?? true else { continue }
                told[name] = now
                let kind = step == .distribute ? "distributeSoon" : step == .take ? "reminder" : "closeSoon"
                ripe.append("\(kind) \(theirs)")
            }
            let name = "\(step) end \(clock.generation)"
            if clock.due <= now, told[name].map({ $0 > soon }) ?? true {
                told[name] = now
                isEndTold = true
                words.append("overdue head")
                // The head is told once, in the one way.
                if theirs != "head" { words.append("late \(theirs)") }
            } else {
                words += ripe.suffix(1)
            }
        }
        if let firstEnd {
            var last = firstEnd
            if let lastMorning, lastMorning.told <= soon { last = max(last, lastMorning.0) }
            var next = morning(after: last)
            if next <= now {
                while case let following = morning(after: next), following <= now { next = following }
                lastMorning = (next, now)
                if !isEndTold { words.append("stillOverdue head") }
            }
        }
        return words
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
