import HotlineCore
import HotlineTesting
import Testing

/// Who has an appeal that is opened again.
@Suite struct ReopeningTests {
    private let regulation: Regulation
    private let day: CalendarDay
    private let later = Fixtures.now + .seconds(600)

    init() throws {
        day = try #require(CalendarDay("2026-03-12"))
        var regulation = Fixtures.regulation()
        regulation.terms.zone = Fixtures.moscow
        self.regulation = regulation
    }

    private func absence(_ login: String, deputy: String? = nil) -> Absence {
        Absence(id: Identifier(1), login: login, first: day, last: day, deputy: deputy, enteredBy: "head")
    }

    private func closed(_ route: AppealRoute = .technical) throws -> Appeal {
        let appeal = Fixtures.appeal(type: route.type, route: route, consent: true)
        let held = try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
        let role = route.isPrivate ? Role.psychologist : .technician
        return try regulation.closing(
            held,
            result: "Готово.",
            by: Fixtures.person(role),
            through: .cli,
            at: Fixtures.now
        )
        .appeal
    }

    private func reopened(_ appeal: Appeal, absent: [Absence] = []) throws -> AppealChange {
        try regulation.reopening(
            appeal,
            byAuthor: Fixtures.mobile(),
            words: nil,
            given: Workload(absences: absent),
            through: .sms,
            at: later
        )
    }

    private func phone(_ login: String) -> PhoneNumber? { Fixtures.staff.first { $0.login == login }?.phone }

    @Test func `it goes to who had it`() throws {
        let change = try reopened(closed())
        #expect(change.appeal.assignee == "technician" && change.appeal.status == .inProgress)
        #expect(change.messages.map(\.recipient) == [phone("technician")])
    }

    @Test func `while they are absent it goes to who stands in`() throws {
        let change = try reopened(closed(), absent: [absence("technician", deputy: "ejournal")])
        #expect(change.appeal.assignee == "ejournal" && change.appeal.status == .inProgress)
        #expect(change.messages.map(\.kind) == [.reopened])
        #expect(change.messages.map(\.recipient) == [phone("ejournal")])
    }

    @Test func `where nobody stands in it is handed out again`() throws {
        for deputy in [nil, "director"] as [String?] {
            let change = try reopened(closed(), absent: [absence("technician", deputy: deputy)])
            #expect(change.appeal.assignee == nil && change.appeal.status == .received)
            #expect(change.appeal.handedBackBy.isEmpty)
            #expect(change.appeal.deadlines.distribute.due == later + .seconds(1800))
        }
    }

    @Test func `a private one goes to nobody but a psychologist`() throws {
        let change = try reopened(closed(.psychologist), absent: [absence("psychologist", deputy: "head")])
        #expect(change.appeal.assignee == nil && change.appeal.status == .received)
    }

    @Test func `who opens it while entered as absent is there`() throws {
        let change = try regulation.reopening(
            closed(),
            because: nil,
            by: Fixtures.person(.technician),
            given: Workload(absences: [absence("technician", deputy: "ejournal")]),
            through: .cli,
            at: later
        )
        #expect(change.appeal.assignee == "technician")
    }
}
