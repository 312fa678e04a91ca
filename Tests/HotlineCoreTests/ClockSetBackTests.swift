import HotlineCore
import HotlineTesting
import Testing

/// A clock that ran ahead and was put right.
@Suite struct ClockSetBackTests {
    private let regulation = Fixtures.regulation()
    private let ahead = Fixtures.now + .seconds(40 * 86_400)

    private func kinds(_ change: AppealChange) -> [MessageKind] { change.messages.map(\.kind) }

    @Test func `what was told by a clock that ran ahead is told again in its time, and once`() throws {
        let appeal = Fixtures.appeal(type: .technical, route: .technical)
        let held = try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
        var current = regulation.alarming(held, at: ahead, given: Workload()).appeal
        #expect(current.nextAlarm.map { $0 > ahead } == true)
        var told: [MessageKind] = []
        // Each five minutes of four days.
        for look in 0...(4 * 288) {
            let now = Fixtures.now + .seconds(Int64(look) * 300)
            let change = regulation.alarming(current, at: now, given: Workload())
            told += kinds(change)
            current = change.appeal
        }
        #expect(
            told == [
                .reminder, .overdue, .late, .closeSoon, .stillOverdue, .closeSoon, .overdue, .late, .stillOverdue,
                .stillOverdue, .stillOverdue,
            ]
        )
    }

    @Test func `a clock put right by minutes tells nothing twice`() throws {
        let appeal = Fixtures.appeal(type: .technical, route: .technical)
        let due = Fixtures.now + .seconds(1800)
        let told = regulation.alarming(appeal, at: due, given: Workload())
        #expect(!told.messages.isEmpty)
        for minutes in [1, 30, 60] {
            let now = due + .seconds(Int64(-60 * minutes))
            #expect(regulation.alarming(told.appeal, at: now, given: Workload()).events.isEmpty)
            let ahead = regulation.terms.alarmsAhead(of: told.appeal, at: now)
            #expect(ahead == regulation.terms.alarmsAhead(of: told.appeal, at: due))
        }
    }

    @Test func `a step back by more than an hour is noticed once`() {
        var clock = ClockSteps()
        let seen = [0, 10, -3590, -3600, 7200, 3600, 3599, 90_000, 3599, 3600].map { seconds in
            clock.isSetBack(at: Fixtures.now + .seconds(Int64(seconds)))
        }
        #expect(seen == [false, false, false, false, false, false, false, false, true, false])
    }
}
