import HotlineCore
import HotlineTesting
import Testing

/// More time: only what ends later than now, and nothing that was asked goes without a word in the log.
@Suite struct ExtensionTests {
    private let regulation = Fixtures.regulation()

    private func held(under regulation: Regulation? = nil) throws -> Appeal {
        let regulation = regulation ?? self.regulation
        var appeal = Fixtures.appeal(type: .technical, route: .technical)
        appeal.deadlines = regulation.terms.deadlines(receivedAt: Fixtures.now)
        return try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
    }

    private func asking(
        _ appeal: Appeal,
        _ more: Duration,
        as role: Role = .technician,
        after seconds: Int64,
        under regulation: Regulation? = nil
    ) throws(AppealFault) -> AppealChange {
        try (regulation ?? self.regulation).askingForTime(
            appeal,
            more: more,
            because: "ждём",
            by: Fixtures.person(role),
            given: Workload(),
            through: .cli,
            at: Fixtures.now + .seconds(seconds)
        )
    }

    private func granting(_ appeal: Appeal, after seconds: Int64) throws(AppealFault) -> AppealChange {
        try regulation.decidingOnTime(
            appeal,
            isGranted: true,
            by: Fixtures.person(.head),
            through: .cli,
            at: Fixtures.now + .seconds(seconds)
        )
    }

    @Test func `a term that would be over already is not granted, and the least that is needed is told`() throws {
        let asked = try asking(held(), .seconds(3600), after: 60).appeal
        let day: Int64 = 86_400
        #expect(try granting(asked, after: day + 3599).appeal.extensionRequest == nil)
        #expect(throws: AppealFault.extensionTooShort(asked.number, least: .seconds(3660))) {
            try granting(asked, after: day + 3600)
        }
        #expect(throws: AppealFault.extensionTooShort(asked.number, least: .seconds(7260))) {
            try granting(asked, after: day + 7259)
        }
        #expect("\(AppealFault.extensionTooShort(asked.number, least: .seconds(93_660)))".contains("1561m"))
    }

    @Test func `nor is it asked for, by the head or anybody`() throws {
        let appeal = try held()
        for role in [Role.technician, .head] {
            #expect(throws: AppealFault.extensionTooShort(appeal.number, least: .seconds(7260))) {
                try asking(appeal, .seconds(7200), as: role, after: 86_400 + 7200)
            }
            _ = try asking(appeal, .seconds(7260), as: role, after: 86_400 + 7200)
        }
    }

    @Test func `on the school's calendar the least is counted in open hours`() throws {
        var settings = TermSettings()
        settings.close = Term(.seconds(3600), on: .working)
        var hours = CalendarSettings()
        let interval = try #require(OpeningHours.Interval(opens: 8 * 60, closes: 18 * 60))
        for day in Weekday.allCases.prefix(5) { hours.open[day] = OpeningHours([interval]) }
        var regulation = regulation
        regulation.terms = Terms(settings, calendar: hours, zone: Fixtures.moscow)
        let appeal = try held(under: regulation)
        // Received five past two, due five past three; nine in the next morning is 2 h 55 min and an hour later.
        let morning: Int64 = 18 * 3600 + 3300
        #expect(throws: AppealFault.extensionTooShort(appeal.number, least: .seconds(3 * 3600 + 56 * 60))) {
            try asking(appeal, .seconds(3 * 3600 + 55 * 60), after: morning, under: regulation)
        }
        _ = try asking(appeal, .seconds(3 * 3600 + 56 * 60), after: morning, under: regulation)
    }

    @Test func `what was asked goes with a word in the log where the appeal goes to somebody else`() throws {
        let asked = try asking(held(), .seconds(3600), after: 60).appeal
        let (head, technician) = (Fixtures.person(.head), Fixtures.person(.technician))
        let now = Fixtures.now + .seconds(120)
        let assigned = try regulation.assigning(asked, to: "ejournal", by: head, through: .cli, at: now)
        #expect(assigned.events.map(\.kind) == [.extensionRefused, .distributed])
        let back = try regulation.handingBack(
            asked,
            because: "не моё",
            by: technician,
            given: Workload(),
            through: .cli,
            at: now
        )
        #expect(back.events.map(\.kind) == [.extensionRefused, .handedBack])
        let isPrivate = try regulation.completing(
            asked,
            with: FormChanges(type: .psychologist),
            by: head,
            given: Workload(),
            through: .cli,
            at: now
        )
        #expect(isPrivate.events.map(\.kind) == [.typed, .completed, .extensionRefused, .distributed])
        for change in [assigned, back, isPrivate] {
            #expect(change.appeal.extensionRequest == nil)
            let refused = change.events.first { $0.kind == .extensionRefused }
            #expect(refused.map { EventFacts($0.detail)["reason"] } == "changedHands")
        }
    }

    @Test func `it is remembered from whom an appeal was handed back, whoever did it`() throws {
        let appeal = try held()
        for role in [Role.head, .technician] {
            let change = try regulation.handingBack(
                appeal,
                because: "не то",
                by: Fixtures.person(role),
                given: Workload(),
                through: .cli,
                at: Fixtures.now
            )
            #expect(change.appeal.handedBackBy == ["technician"])
        }
    }
}
