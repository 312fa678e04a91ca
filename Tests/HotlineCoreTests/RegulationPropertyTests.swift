import HotlineCore
import HotlineTesting
import Testing

/// Thousands of lives of appeals in any order of acts, at any hour of many zones, beside a second implementation.
@Suite(.timeLimit(.minutes(4)))
struct RegulationPropertyTests {
    private static let zones = [
        "Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC",
    ]
    private static let moves: Set<[AppealStatus]> = [
        [.received, .distributed], [.received, .inProgress], [.received, .closed], [.distributed, .inProgress],
        [.distributed, .closed], [.distributed, .received], [.inProgress, .closed], [.inProgress, .distributed],
        [.inProgress, .received], [.closed, .inProgress], [.closed, .received],
    ]

    /// 48 seeds of 220 lives: 10 560 cases.
    @Test(arguments: 1...48)
    func `an appeal stands as the second implementation says, and its events tell all of it`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let zone = try ZoneRules.knownToTheMachine(Self.zones[random.below(Self.zones.count)])
        for life in 0..<220 {
            let isWorking = life % 6 == 0
            var terms = Self.terms(isWorking: isWorking, zone, &random)
            terms.morning = 480
            let regulation = Regulation(
                terms: terms,
                staff: Fixtures.staff,
                texts: MessageTexts(school: "Школа", zone: zone),
                consent: .assumed
            )
            try live(regulation, &random)
        }
    }

    private static func terms(isWorking: Bool, _ zone: ZoneRules, _ random: inout SplitMix) -> Terms {
        var settings = TermSettings()
        func term(_ length: Int, _ warnings: [Int]) -> Term {
            Term(
                .seconds(60 * length),
                on: isWorking && random.below(3) > 0 ? .working : .wall,
                warnings: warnings.map { .seconds(60 * $0) }
            )
        }
        settings.distribute = term(5 + random.below(40), [10])
        settings.take = term(5 + random.below(40), [10])
        settings.close = isWorking ? term(60 + random.below(300), [60, 20]) : term(1440, [240, 60])
        var calendar = CalendarSettings()
        if let interval = OpeningHours.Interval(opens: 60 * random.below(8), closes: 60 * (12 + random.below(13))),
            let hours = OpeningHours([interval])
        {
            for day in Weekday.allCases where random.below(5) > 0 { calendar.open[day] = hours }
        }
        return Terms(settings, calendar: calendar, zone: zone)
    }

    private func live(_ regulation: Regulation, _ random: inout SplitMix) throws {
        // Anywhere from 2024 to 2027, on a whole minute; one life in four near a change of the clocks or a leap day.
        let starts: [Int64] = [1_709_164_800, 1_774_742_400, 1_793_491_200, 1_772_938_800]
        let base =
            random.below(4) == 0
            ? starts[random.below(4)] - 3600 * 20 : 1_704_067_200 + Int64(random.below(126_000_000))
        var now = Instant(seconds: base / 60 * 60 + Int64(random.below(1440)) * 60)
        let deadlines = regulation.terms.deadlines(receivedAt: now)
        let received = NewEvent(
            .received,
            by: .caller,
            through: .agi,
            detail: [NewEvent.Fact("source", "phone")] + regulation.terms.facts(ofNew: deadlines)
        )
        var appeal = Appeal(AppealNumber(1), made: received, at: now)
        appeal.form.phone = Fixtures.mobile()
        appeal.consent = true
        var log = [(received, now)]
        if random.below(2) == 0 {
            let typed = NewEvent.typed(.technical, .technical, by: .caller, through: .agi)
            appeal.apply(typed, at: now)
            log.append((typed, now))
        }
        var rules: [TermStep: NaiveRegulation.Rule] = [:]
        for step in TermStep.allCases {
            let term = regulation.terms[step]
            rules[step] = NaiveRegulation.Rule(
                length: Int(term.length.components.seconds / 60),
                warnings: term.warnings.map { Int($0.components.seconds / 60) },
                isWorking: term.calendar == .working
            )
        }
        var naive = NaiveRegulation(
            rules,
            regulation.terms.working,
            regulation.terms.zone,
            subject: appeal.route == nil ? nil : .technician,
            at: now
        )
        var changedAt = now
        for _ in 0..<(4 + random.below(10)) {
            // Mostly on, sometimes far, now and then the clock is set back.
            let step = [random.below(30), random.below(400), random.below(3000), -random.below(90)][
                [0, 0, 0, 1, 1, 2, 3][random.below(7)]
            ]
            now = now + .seconds(60 * step)
            let change: AppealChange
            if random.below(2) == 0 {
                change = regulation.alarming(appeal, at: now, given: Workload())
                changedAt = now
                let expected = naive.look(at: now)
                let told = change.messages.map { "\($0.kind.rawValue) \(Self.login($0.recipient))" }
                #expect(told.sorted() == expected.sorted())
                let again = regulation.alarming(change.appeal, at: now, given: Workload())
                #expect(again.events.isEmpty && again.messages.isEmpty)
            } else {
                change = act(appeal, regulation, at: now, &naive, &random) ?? AppealChange(appeal: appeal, events: [])
            }
            if change.appeal.status != appeal.status {
                #expect(Self.moves.contains([appeal.status, change.appeal.status]))
            }
            log += change.events.map { ($0, now) }
            if !change.events.isEmpty { changedAt = now }
            appeal = change.appeal
            check(appeal, naive, log, regulation, at: changedAt)
        }
    }

    /// Does something drawn by somebody drawn; what the rules refuse the second implementation must refuse too.
    private func act(
        _ appeal: Appeal,
        _ regulation: Regulation,
        at now: Instant,
        _ naive: inout NaiveRegulation,
        _ random: inout SplitMix
    ) -> AppealChange? {
        let staff = [Role.ejournal, .technician, .hotline, .head, .head]
        let role = staff[random.below(staff.count)]
        let person = Fixtures.person(role)
        let (isOpen, isHeld) = (naive.status != .closed, [.distributed, .inProgress].contains(naive.status))
        switch random.below(10) {
        case 0, 1:
            let login = [Role.ejournal, .technician, .head][random.below(3)].rawValue
            let isRefused = naive.cameBackFrom.contains(login) && role != .head
            let change = attempt(isOpen && [.head, .hotline].contains(role) && !isRefused) { () throws(AppealFault) in
                try regulation.assigning(appeal, to: login, by: person, through: .cli, at: now)
            }
            if change?.events.isEmpty == false { naive.handOver(to: login, at: now) }
            return change
        case 2, 3:
            let isTheirs = naive.status == .inProgress ? naive.has(role) : naive.isInCharge(role)
            let change = attempt(isOpen && isTheirs) { () throws(AppealFault) in
                try regulation.taking(appeal, by: person, through: .sms, at: now)
            }
            guard let change, !change.events.isEmpty else { return change }
            if appeal.status == .received { naive.handOver(to: role.rawValue, at: now) }
            naive.take(role.rawValue)
            return change
        case 4:
            let change = attempt(isHeld && naive.has(role)) { () throws(AppealFault) in
                try regulation.handingBack(
                    appeal,
                    because: "не моё",
                    by: person,
                    given: Workload(),
                    through: .sms,
                    at: now
                )
            }
            if change != nil { naive.handBack(at: now) }
            return change
        case 5, 6: return actOnTime(appeal, by: role, regulation, at: now, &naive, &random)
        case 7:
            let isTheirs = naive.holder == nil ? naive.isInCharge(role) : naive.has(role)
            let change = attempt(isOpen && isTheirs) { () throws(AppealFault) in
                try regulation.closing(appeal, result: "Готово.", by: person, through: .cli, at: now)
            }
            guard let change else { return nil }
            if appeal.status == .received { naive.handOver(to: role.rawValue, at: now) }
            // Who closes it had it last.
            naive.take(role.rawValue)
            naive.end()
            return change
        case 8:
            let isMarked = !isOpen && appeal.mark == .prank
            let sees = [.head, .hotline].contains(role) || naive.holder == role.rawValue
            let change = attempt(isMarked || (isOpen && sees)) { () throws(AppealFault) in
                try regulation.marking(appeal, as: .prank, by: person, through: .cli, at: now)
            }
            if change?.events.isEmpty == false { naive.end() }
            return change
        default:
            let change = attempt(!isOpen) { () throws(AppealFault) in
                try regulation.reopening(
                    appeal,
                    byAuthor: Fixtures.mobile(),
                    words: nil,
                    given: Workload(),
                    through: .sms,
                    at: now
                )
            }
            if change != nil { naive.reopen(with: naive.holder, at: now) }
            return change
        }
    }

    /// Asks for more time, or decides on it.
    private func actOnTime(
        _ appeal: Appeal,
        by role: Role,
        _ regulation: Regulation,
        at now: Instant,
        _ naive: inout NaiveRegulation,
        _ random: inout SplitMix
    ) -> AppealChange? {
        let isHeld = [.distributed, .inProgress].contains(naive.status)
        if random.below(2) == 0 {
            let minutes = 10 + random.below(600)
            let isLater = naive.closeEnd(with: minutes).map { $0 > now } ?? false
            let isAllowed = isHeld && naive.has(role) && naive.asked == nil && isLater
            let change = attempt(isAllowed) { () throws(AppealFault) in
                try regulation.askingForTime(
                    appeal,
                    more: .seconds(60 * minutes),
                    because: "ждём",
                    by: Fixtures.person(role),
                    given: Workload(),
                    through: .cli,
                    at: now
                )
            }
            guard let change else { return nil }
            if role == .head { naive.extend(by: minutes) } else { naive.asked = minutes }
            let asked = change.messages.filter { $0.kind == .extensionAsked }.map { Self.login($0.recipient) }
            #expect(asked == (role == .head ? [] : ["head"]))
            return change
        }
        let isGranted = random.below(3) > 0
        let end = naive.asked.flatMap { naive.closeEnd(with: $0) }
        let isAllowed = role == .head && end.map { !isGranted || $0 > now } ?? false
        let change = attempt(isAllowed) { () throws(AppealFault) in
            let head = Fixtures.person(role)
            return try regulation.decidingOnTime(appeal, isGranted: isGranted, by: head, through: .cli, at: now)
        }
        guard change != nil else { return nil }
        if isGranted, let minutes = naive.asked { naive.extend(by: minutes) } else { naive.asked = nil }
        return change
    }

    /// What an act brings; nothing where the rules say no, which must be where the second implementation says it.
    private func attempt(_ isAllowed: Bool, _ act: () throws(AppealFault) -> AppealChange) -> AppealChange? {
        do throws(AppealFault) {
            let change = try act()
            #expect(isAllowed)
            return change
        } catch {
            #expect(!isAllowed, "\(error)")
            return nil
        }
    }

    private static func login(_ phone: PhoneNumber) -> String {
        Fixtures.staff.first { $0.phone == phone }?.login ?? "author"
    }

    private func check(
        _ appeal: Appeal,
        _ naive: NaiveRegulation,
        _ log: [(NewEvent, Instant)],
        _ regulation: Regulation,
        at changedAt: Instant
    ) {
        #expect(appeal.status == naive.status)
        #expect(appeal.assignee == naive.holder)
        #expect(Set(appeal.handedBackBy) == naive.cameBackFrom)
        #expect(appeal.extensionRequest?.by == naive.asked.map { .seconds(60 * $0) })
        for step in TermStep.allCases where appeal.status != .closed {
            #expect(appeal.deadlines[step]?.due == naive.clocks[step]?.due)
        }
        // The log alone makes the same of it.
        guard let (first, at) = log.first else { return }
        var told = Appeal(AppealNumber(1), made: first, at: at)
        for (event, at) in log.dropFirst() { told.apply(event, at: at) }
        told.form = appeal.form
        (told.consent, told.result, told.nextAlarm) = (appeal.consent, appeal.result, appeal.nextAlarm)
        #expect(told == appeal)
        let isUntouched = appeal.nextAlarm == nil && appeal.status == .received
        #expect(appeal.nextAlarm == regulation.terms.alarmsAhead(of: appeal, at: changedAt).first?.at || isUntouched)
        #expect(appeal.status != .received || (appeal.distributedAt == nil && appeal.assignee == nil))
        #expect(![.distributed, .inProgress].contains(appeal.status) || appeal.distributedAt != nil)
        #expect(appeal.status != .inProgress || appeal.takenAt != nil)
        #expect((appeal.status == .closed) == (appeal.closedAt != nil))
    }
}
