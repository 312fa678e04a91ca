/// Something that is due to be told at a time, unless the appeal moves on before.
public struct Alarm: Hashable, Sendable {
    /// What is told.
    public enum Kind: Hashable, Sendable {
        /// That a term ends soon, so long before its end.
        case warning(TermStep, before: Duration)
        /// That a specialist who has not taken an appeal is telephoned, so long before the end of that term.
        case call(before: Duration)
        /// That a term is over.
        case breach(TermStep)
        /// Each morning, that a term is over.
        case morning
    }

    /// What is told.
    public var kind: Kind
    /// When.
    public var at: Instant
    /// What it is about: the end of the term, or the morning itself.
    public var of: Instant

    /// Its name, such as `take-10m`, `close` or `morning`.
    public var name: String {
        switch kind {
        case .warning(let step, let before): "\(step.rawValue)-\(before.setting)"
        case .call: "take-call"
        case .breach(let step): step.rawValue
        case .morning: "morning"
        }
    }

    /// Whether it is told by telephone.
    var isCall: Bool { if case .call = kind { true } else { false } }

    /// What tells it from every other alarm of the appeal: told under this key once, it is not told again.
    public var key: AlarmKey { AlarmKey(name: name, of: of) }
}

/// What an alarm is known by: its name, and the end of the term it belongs to.
public struct AlarmKey: Hashable, Sendable {
    /// The alarm's name.
    public var name: String
    /// The end of the term, or the morning itself.
    public var of: Instant

    /// Whether it is a morning's.
    var isMorning: Bool { name == "morning" }

    /// Creates a key.
    public init(name: String, of: Instant) {
        self.name = name
        self.of = of
    }

    /// Reads what ``description`` writes.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let of = Int64(parts[1]), !parts[0].isEmpty else { return nil }
        self.init(name: String(parts[0]), of: Instant(milliseconds: of))
    }
}

extension AlarmKey: CustomStringConvertible {
    /// The name and the time, `take-10m@1773315300000`.
    public var description: String { "\(name)@\(of.milliseconds)" }
}

extension Terms {
    /// Every alarm that an appeal has ahead or behind it as it stands, the earliest first; which of them were told it does not ask.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - now: When; of mornings that were told by a clock that ran far ahead none counts.
    /// - Returns: The alarms.
    public func alarms(of appeal: Appeal, at now: Instant) -> [Alarm] {
        var alarms: [Alarm] = []
        var over: Instant?
        for step in appeal.runningSteps {
            guard let deadline = appeal.deadlines[step] else { continue }
            for before in self[step].warnings {
                let at = moment(before, before: deadline.due, on: deadline.calendar)
                guard at > deadline.from else { continue }
                alarms.append(Alarm(kind: .warning(step, before: before), at: at, of: deadline.due))
            }
            if step == .take, let before = callBefore {
                let at = moment(before, before: deadline.due, on: deadline.calendar)
                if at > deadline.from { alarms.append(Alarm(kind: .call(before: before), at: at, of: deadline.due)) }
            }
            alarms.append(Alarm(kind: .breach(step), at: deadline.due, of: deadline.due))
            over = min(over ?? deadline.due, deadline.due)
        }
        if let over {
            let last = appeal.alarms.keys.first { $0.isMorning && appeal.wasTold($0, at: now) }?.of
            let morning = nextMorning(after: max(over, last ?? over))
            alarms.append(Alarm(kind: .morning, at: morning, of: morning))
        }
        return alarms.sorted { ($0.at, $0.name) < ($1.at, $1.name) }
    }

    /// The alarms that were not told yet, the earliest first.
    public func alarmsAhead(of appeal: Appeal, at now: Instant) -> [Alarm] {
        alarms(of: appeal, at: now).filter { !appeal.wasTold($0.key, at: now) }
    }
}

extension Appeal {
    /// Whether an alarm was told.
    ///
    /// One that was told later than ``ClockSteps/leap`` after now was told by a clock that ran ahead, and so before its time: it
    /// is told again.
    func wasTold(_ key: AlarmKey, at now: Instant) -> Bool { alarms[key].map { $0 <= now + ClockSteps.leap } ?? false }

    /// The steps whose clocks run.
    public var runningSteps: [TermStep] {
        switch status {
        case .received: [.distribute, .close]
        case .distributed: [.take, .close]
        case .inProgress: [.close]
        case .closed: []
        }
    }
}
