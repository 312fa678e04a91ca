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
            let isWorking = life % 12 == 0
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
        var rules: [TermStep: NaiveRegulation.Rule] = [:]
        for step in TermStep.allCases {
            let term = regulation.terms[step]
            rules[step] = NaiveRegulation.Rule(
                length: Int(term.length.components.seconds / 60),
                warnings: term.warnings.map { Int($0.components.seconds / 60) },
                isWorking: term.calendar == .working
            )
        }
        var naive = NaiveRegulation(rules, regulation.terms.working, regulation.terms.zone, at: now)
        for _ in 0..<(4 + random.below(10)) {
            // Mostly on, sometimes far, now and then the clock is set back.
            let step = [random.below(30), random.below(400), random.below(3000), -random.below(90)][
                [0, 0, 0, 1, 1, 2, 3][random.below(7)]
            ]
            now = now + .seconds(60 * step)
            let change: AppealChange
            if random.below(2) == 0 {
                change = regulation.alarming(appeal, at: now, given: Workload())
                let expected = naive.look(at: now)
                let heads = change.messages.filter { $0.recipient == Fixtures.staff[0].phone }.count
                // Where the head is in charge themselves, one text tells them both things.
                let told = change.messages.map(\.kind).filter { $0 != .late }
                #expect(
                    told.sorted { $0.rawValue < $1.rawValue }
                        == expected.filter { $0 != .late }.sorted { $0.rawValue < $1.rawValue }
                )
                #expect(heads >= expected.filter { $0 == .overdue || $0 == .stillOverdue }.count)
                let again = regulation.alarming(change.appeal, at: now, given: Workload())
                #expect(again.events.isEmpty && again.messages.isEmpty)
            } else {
                change = act(appeal, regulation, at: now, &naive, &random) ?? AppealChange(appeal: appeal, events: [])
            }
            if change.appeal.status != appeal.status {
                #expect(Self.moves.contains([appeal.status, change.appeal.status]))
            }
            log += change.events.map { ($0, now) }
            appeal = change.appeal
            check(appeal, naive, log, regulation)
        }
    }

    /// Does something drawn; nothing where the rules say no.
    private func act(
        _ appeal: Appeal,
        _ regulation: Regulation,
        at now: Instant,
        _ naive: inout NaiveRegulation,
        _ random: inout SplitMix
    ) -> AppealChange? {
        let head = Fixtures.person(.head)
        let specialists = [Role.ejournal, .technician, .head]
        let anybody = Fixtures.person(specialists[random.below(3)])
        do throws(AppealFault) {
            let change: AppealChange
            switch random.below(8) {
            case 0, 1:
                let login = specialists[random.below(3)].rawValue
                change = try regulation.assigning(appeal, to: login, by: head, through: .cli, at: now)
                if !change.events.isEmpty { naive.handOver(to: login, at: now) }
            case 2:
                change = try regulation.taking(appeal, by: anybody, through: .sms, at: now)
                guard !change.events.isEmpty else { return change }
                if appeal.status == .received { naive.handOver(to: anybody.login, at: now) }
                naive.take(anybody.login)
            case 3:
                change = try regulation.handingBack(
                    appeal,
                    because: "не моё",
                    by: anybody,
                    given: Workload(),
                    through: .sms,
                    at: now
                )
                naive.handBack(at: now)
            case 4:
                let minutes = 10 + random.below(600)
                change = try regulation.askingForTime(
                    appeal,
                    more: .seconds(60 * minutes),
                    because: "ждём",
                    by: head,
                    given: Workload(),
                    through: .cli,
                    at: now
                )
                naive.extend(by: minutes)
            case 5:
                change = try regulation.closing(appeal, result: "Готово.", by: head, through: .cli, at: now)
                if appeal.status == .received { naive.handOver(to: head.login, at: now) }
                if appeal.status != .inProgress { naive.take(head.login) }
                naive.end()
            case 6:
                change = try regulation.marking(appeal, as: .prank, by: head, through: .cli, at: now)
                if !change.events.isEmpty { naive.end() }
            default:
                change = try regulation.reopening(
                    appeal,
                    byAuthor: Fixtures.mobile(),
                    words: nil,
                    given: Workload(),
                    through: .sms,
                    at: now
                )
                naive.reopen(with: naive.holder, at: now)
            }
            return change
        } catch {
            return nil
        }
    }

    private func check(
        _ appeal: Appeal,
        _ naive: NaiveRegulation,
        _ log: [(NewEvent, Instant)],
        _ regulation: Regulation
    ) {
        #expect(appeal.status == naive.status)
        #expect(appeal.assignee == naive.holder)
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
        #expect(appeal.nextAlarm == regulation.terms.alarmsAhead(of: appeal).first?.at || log.count == 1)
        #expect(appeal.status != .received || (appeal.distributedAt == nil && appeal.assignee == nil))
        #expect(![.distributed, .inProgress].contains(appeal.status) || appeal.distributedAt != nil)
        #expect(appeal.status != .inProgress || appeal.takenAt != nil)
        #expect((appeal.status == .closed) == (appeal.closedAt != nil))
    }
}
