/// The state machine: how an appeal stands follows from its events alone.
///
/// What is said in the form is no part of it: that is personal data, which the log never holds.
extension Appeal {
    /// An appeal as its first event makes it.
    ///
    /// - Parameters:
    ///   - number: Its number.
    ///   - event: The event that tells of its arrival.
    ///   - instant: When that was.
    public init(_ number: AppealNumber, made event: NewEvent, at instant: Instant) {
        let facts = EventFacts(event.detail)
        let unknown = Deadline(from: instant, due: instant, calendar: .wall)
        self.init(
            number: number,
            status: .received,
            source: facts["source"].flatMap(AppealSource.init(rawValue:)) ?? .phone,
            type: nil,
            route: nil,
            isPrivate: false,
            form: AppealForm(),
            assignee: nil,
            receivedAt: instant,
            distributedAt: nil,
            takenAt: nil,
            closedAt: nil,
            deadlines: Deadlines(
                distribute: facts.deadline(of: .distribute) ?? unknown,
                take: nil,
                close: facts.deadline(of: .close) ?? unknown
            ),
            result: nil,
            delivery: nil,
            consent: nil,
            version: 1
        )
    }

    /// Moves on as an event tells.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - instant: When.
    public mutating func apply(_ event: NewEvent, at instant: Instant) {
        let facts = EventFacts(event.detail)
        switch event.kind {
        case .typed:
            type = facts["type"].flatMap(AppealType.init(rawValue:)) ?? type
            route = facts["route"].flatMap(AppealRoute.init(rawValue:)) ?? route
            isPrivate = isPrivate || route?.isPrivate == true
        case .distributed:
            if status == .received { distributedAt = instant }
            status = .distributed
            takenAt = nil
            assignee = facts["to"] ?? assignee
            deadlines.take = facts.deadline(of: .take) ?? Deadline(from: instant, due: instant, calendar: .wall)
            extensionRequest = nil
        case .taken:
            status = .inProgress
            assignee = event.actor.name
            takenAt = takenAt ?? instant
        case .handedBack:
            receiveAgain(facts, at: instant)
            // Where it only became private nobody gave it back, and the system may hand it over again.
            if facts["reason"] != NewEvent.becamePrivate { handedBackBy.append(facts["holder"] ?? event.actor.name) }
        case .closed:
            status = .closed
            closedAt = instant
            delivery = facts["delivery"].flatMap(ResultDelivery.init(rawValue:))
            toldAt = nil
            extensionRequest = nil
        case .marked:
            mark = facts["mark"].flatMap(AppealMark.init(rawValue:))
            end(at: instant)
        case .merged:
            mergedInto = facts["into"].flatMap { AppealNumber(text: $0) }
            end(at: instant)
        case .reopened:
            reopen(facts, at: instant)
        case .extensionAsked:
            extensionRequest = facts["by"].flatMap(Duration.init(setting:)).map {
                ExtensionRequest(by: $0, askedBy: event.actor.name)
            }
        case .extensionGranted:
            deadlines.close = facts.deadline(of: .close) ?? deadlines.close
            extensionRequest = nil
        case .extensionRefused: extensionRequest = nil
        case .told:
            delivery = facts["by"].flatMap(ResultDelivery.init(rawValue:)) ?? delivery
            toldAt = instant
        case .notTold: delivery = facts["then"].flatMap(ResultDelivery.init(rawValue:)) ?? delivery
        case .warned, .breached, .reminded, .unreached:
            if let name = facts["alarm"], let of = facts.instant("of") {
                let key = AlarmKey(name: name, of: of)
                // Of mornings the last that was told stands, though a clock that ran ahead told of a later one.
                if key.isMorning { alarms = alarms.filter { !$0.key.isMorning } }
                alarms[key] = instant
            }
        case .anonymised: anonymisedAt = instant
        case .received, .contact, .consent, .callEnded, .completed, .numberShown, .calledAgain, .statusAsked, .added,
            .outageJoined, .transferred, .recorded, .played, .transcribed, .found, .noted, .linked, .absorbed,
            .callAttempted, .authorCalled, .callTaskMade, .phoned, .soundErased, .rebuilt:
            break
        }
        forgetOldAlarms()
    }

    private mutating func end(at instant: Instant) {
        status = .closed
        closedAt = instant
        delivery = nil
        toldAt = nil
        extensionRequest = nil
    }

    private mutating func receiveAgain(_ facts: EventFacts, at instant: Instant) {
        status = .received
        assignee = nil
        distributedAt = nil
        takenAt = nil
        deadlines.distribute = facts.deadline(of: .distribute) ?? deadlines.distribute
        deadlines.take = nil
        extensionRequest = nil
    }

    private mutating func reopen(_ facts: EventFacts, at instant: Instant) {
        closedAt = nil
        delivery = nil
        toldAt = nil
        mark = nil
        mergedInto = nil
        handedBackBy = []
        deadlines.close = facts.deadline(of: .close) ?? deadlines.close
        if let login = facts["to"] {
            status = .inProgress
            assignee = login
            takenAt = takenAt ?? instant
        } else {
            receiveAgain(facts, at: instant)
        }
    }

    /// Keeps only what was told of the terms that run, and the morning.
    private mutating func forgetOldAlarms() {
        guard !alarms.isEmpty else { return }
        guard status != .closed else {
            alarms = [:]
            return
        }
        let ends = Set(runningSteps.compactMap { deadlines[$0]?.due })
        alarms = alarms.filter { $0.key.isMorning || ends.contains($0.key.of) }
    }
}

/// The facts of an event, by name.
public struct EventFacts: Hashable, Sendable {
    private let values: [String: String]

    /// Wraps facts.
    public init(_ facts: [NewEvent.Fact]) {
        values = Dictionary(facts.map { ($0.name, $0.value) }) { $1 }
    }

    /// A fact's value.
    public subscript(name: String) -> String? { values[name] }

    /// A fact that is a time, in milliseconds since 1970.
    public func instant(_ name: String) -> Instant? {
        values[name].flatMap(Int64.init).map(Instant.init(milliseconds:))
    }

    /// The clock of a step, where the event set it.
    public func deadline(of step: TermStep) -> Deadline? {
        let name = step.rawValue
        guard let from = instant("\(name)From"), let due = instant("\(name)Due"),
            let calendar = values["\(name)Calendar"].flatMap(TermCalendar.init(rawValue:))
        else { return nil }
        return Deadline(from: from, due: due, calendar: calendar)
    }
}

extension Deadline {
    /// The facts by which an event tells that it set this clock.
    ///
    /// - Parameters:
    ///   - step: Whose clock it is.
    ///   - length: How long the step may take, or how much longer.
    ///   - zone: The zone it was counted in.
    /// - Returns: The facts.
    public func facts(of step: TermStep, length: Duration, zone: ZoneRules) -> [NewEvent.Fact] {
        let name = step.rawValue
        return [
            NewEvent.Fact("\(name)From", "\(from.milliseconds)"), NewEvent.Fact("\(name)Due", "\(due.milliseconds)"),
            NewEvent.Fact("\(name)Calendar", calendar.rawValue), NewEvent.Fact("\(name)Length", length.setting),
            NewEvent.Fact("zone", zone.name),
        ]
    }
}

extension Terms {
    /// The facts by which an event tells that a step's clock began.
    public func facts(of step: TermStep, _ deadline: Deadline) -> [NewEvent.Fact] {
        deadline.facts(of: step, length: self[step].length, zone: zone)
    }

    /// The facts by which an event tells of the clocks of a new appeal.
    public func facts(ofNew deadlines: Deadlines) -> [NewEvent.Fact] {
        facts(of: .distribute, deadlines.distribute) + facts(of: .close, deadlines.close)
    }
}
