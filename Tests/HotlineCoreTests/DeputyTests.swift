import HotlineCore
import HotlineTesting
import Testing

/// Who stands in is told, and may do what they are told of.
@Suite struct DeputyTests {
    private let day: CalendarDay
    private let late = Fixtures.now + .seconds(1800)

    init() throws { day = try #require(CalendarDay("2026-03-12")) }

    private func absence(_ login: String, deputy: String?) -> Absence {
        Absence(id: Identifier(1), login: login, first: day, last: day, deputy: deputy, enteredBy: "head")
    }

    private func regulation(_ staff: [StaffMember] = Fixtures.staff) -> Regulation {
        var regulation = Fixtures.regulation(staff: staff)
        regulation.terms.zone = Fixtures.moscow
        return regulation
    }

    private func phone(_ login: String) -> PhoneNumber? { Fixtures.staff.first { $0.login == login }?.phone }

    private func roles(_ role: Role, _ absences: [Absence], at now: Instant = Fixtures.now) -> [Role] {
        regulation().standingIn(Fixtures.person(role), given: Workload(absences: absences), at: now).roles
    }

    @Test func `while the head is absent the deputy has the head's rights, and no longer`() {
        let away = [absence("head", deputy: "ejournal")]
        #expect(roles(.ejournal, away) == [.ejournal, .head])
        #expect(roles(.ejournal, away, at: Fixtures.now + .seconds(86_400)) == [.ejournal])
        #expect(roles(.technician, away) == [.technician])
        #expect(roles(.head, away) == [.head])
    }

    @Test func `who stands in for a deputy stands in for both`() {
        let away = [absence("head", deputy: "ejournal"), absence("ejournal", deputy: "technician")]
        #expect(roles(.technician, away) == [.technician, .head, .ejournal])
        #expect(roles(.ejournal, away) == [.ejournal])
    }

    @Test func `nobody sees as a psychologist by standing in`() {
        let appeal = Fixtures.appeal(type: .psychologist, route: .psychologist)
        let away = [absence("psychologist", deputy: "head")]
        #expect(roles(.head, away) == [.head])
        let head = regulation().standingIn(Fixtures.person(.head), given: Workload(absences: away), at: Fixtures.now)
        #expect(!head.maySeeContent(of: appeal))
    }

    @Test func `the deputy who is asked for more time may grant it`() throws {
        let workload = Workload(absences: [absence("head", deputy: "ejournal")])
        let regulation = regulation()
        let appeal = Fixtures.appeal(type: .technical, route: .technical)
        let held = try #require(regulation.distribution(of: appeal, given: workload, at: Fixtures.now)).appeal
        let asked = try regulation.askingForTime(
            held,
            more: .seconds(3600),
            because: "ждём",
            by: Fixtures.person(.technician),
            given: workload,
            through: .cli,
            at: Fixtures.now
        )
        #expect(asked.messages.map(\.recipient) == [phone("ejournal")])
        let own = Fixtures.person(.ejournal)
        #expect(throws: AppealFault.notAllowed(.decideExtension)) {
            try regulation.decidingOnTime(asked.appeal, isGranted: true, by: own, through: .cli, at: Fixtures.now)
        }
        let deputy = regulation.standingIn(own, given: workload, at: Fixtures.now)
        let granted = try regulation.decidingOnTime(
            asked.appeal,
            isGranted: true,
            by: deputy,
            through: .cli,
            at: Fixtures.now
        )
        #expect(granted.appeal.deadlines.close.due == held.deadlines.close.due + .seconds(3600))
    }

    @Test func `the distributor's deputy hands over`() throws {
        let deputy = regulation().standingIn(
            Fixtures.person(.technician),
            given: Workload(absences: [absence("hotline", deputy: "technician")]),
            at: Fixtures.now
        )
        let change = try regulation().assigning(
            Fixtures.appeal(),
            to: "ejournal",
            by: deputy,
            through: .cli,
            at: Fixtures.now
        )
        #expect(change.appeal.assignee == "ejournal")
    }

    @Test func `a deputy without a phone is told nothing, so the head is all the same`() {
        var staff = Fixtures.staff
        for index in staff.indices where staff[index].login == "ejournal" { staff[index].phone = nil }
        let appeal = Fixtures.appeal(type: .technical, route: .technical)
        let workload = Workload(absences: [absence("head", deputy: "ejournal")])
        let told = regulation(staff).alarming(appeal, at: late, given: workload).messages
        #expect(told.filter { $0.kind == .overdue }.map(\.recipient) == [phone("head")])
    }

    @Test func `what an absent specialist is reminded of their deputy is too`() throws {
        let regulation = regulation()
        let appeal = Fixtures.appeal(type: .technical, route: .technical)
        let held = try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
        let workload = Workload(absences: [absence("technician", deputy: "ejournal")])
        func told(_ now: Instant, _ workload: Workload) -> Set<PhoneNumber?> {
            let messages = regulation.alarming(held, at: now, given: workload).messages
            return Set(messages.filter { [.reminder, .late].contains($0.kind) }.map(\.recipient))
        }
        let soon = Fixtures.now + .seconds(1200)
        #expect(told(soon, Workload()) == [phone("technician")])
        #expect(told(soon, workload) == [phone("technician"), phone("ejournal")])
        #expect(told(late, workload) == [phone("technician"), phone("ejournal")])
    }
}
