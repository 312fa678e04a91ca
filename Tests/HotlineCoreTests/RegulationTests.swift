import HotlineCore
import HotlineTesting
import Testing

/// Distribution, and what an author may be told.
@Suite struct RegulationTests {
    private let regulation = Fixtures.regulation()
    private let later = Fixtures.now + .seconds(60)

    @Test(arguments: AppealRoute.allCases)
    func `a routed phone appeal goes to the one in charge, with the term to take it and a text`(route: AppealRoute)
        throws
    {
        let appeal = Fixtures.appeal(type: route.type, route: route)
        let change = try #require(regulation.distribution(of: appeal, given: Workload(), at: later))
        let role = try #require(Routing.regulation.roles[route])
        #expect(change.appeal.status == .distributed)
        #expect(change.appeal.assignee == role.rawValue)
        #expect(change.appeal.distributedAt == later)
        #expect(change.appeal.deadlines.take?.due == later + .seconds(1800))
        #expect(change.appeal.deadlines.close == appeal.deadlines.close)
        #expect(change.events.map(\.kind) == [.distributed])
        #expect(change.events.map(\.actor) == [.system])
        #expect(change.messages.map(\.kind) == [.assigned])
        #expect(change.messages.first?.recipient == Fixtures.staff.first { $0.roles == [role] }?.phone)
    }

    @Test func `an appeal waits for a person where it has no route, is handed over, is closed, or nobody is in charge`()
    {
        var appeal = Fixtures.appeal(type: .technical, route: .technical)
        for status in [AppealStatus.distributed, .inProgress, .closed] {
            appeal.status = status
            #expect(regulation.distribution(of: appeal, given: Workload(), at: later) == nil)
        }
        #expect(regulation.distribution(of: Fixtures.appeal(type: .other), given: Workload(), at: later) == nil)
        let web = Fixtures.appeal(type: .technical, route: .technical, source: .web)
        #expect(regulation.distribution(of: web, given: Workload(), at: later) == nil)
        let nobody = Fixtures.regulation(staff: [])
        appeal.status = .received
        #expect(nobody.distribution(of: appeal, given: Workload(), at: later) == nil)
    }

    @Test func `a specialist without a phone gets the appeal and no text`() throws {
        let staff = [StaffMember(login: "t1", name: "Т1", roles: [.technician])]
        let change = Fixtures.regulation(staff: staff).distribution(
            of: Fixtures.appeal(type: .technical, route: .technical, consent: true),
            given: Workload(),
            at: later
        )
        #expect(change?.appeal.assignee == "t1")
        #expect(change?.messages.map(\.kind) == [.registered])
    }

    @Test(
        arguments: [
            (Regulation.ConsentPolicy.asked, true, true), (.asked, false, false), (.asked, nil, false),
            (.assumed, true, true),
            (.assumed, false, false), (.assumed, nil, true),
        ] as [(Regulation.ConsentPolicy, Bool?, Bool)]
    )
    func `an author is texted only where consent stands`(
        policy: Regulation.ConsentPolicy,
        consent: Bool?,
        isTexted: Bool
    ) {
        let regulation = Fixtures.regulation(consent: policy)
        #expect(regulation.mayText(authorOf: Fixtures.appeal(consent: consent)) == isTexted)
        #expect(regulation.registration(of: Fixtures.appeal(consent: consent)).count == (isTexted ? 1 : 0))
        #expect(!regulation.mayText(authorOf: Fixtures.appeal(phone: nil, consent: consent)))
        #expect(!regulation.mayText(authorOf: Fixtures.appeal(phone: Fixtures.landline, consent: consent)))
        #expect(regulation.mayText(authorOf: Fixtures.appeal(phone: Fixtures.foreign(), consent: consent)) == isTexted)
    }

    @Test func `the author of a private appeal is told that somebody calls, and nothing else`() throws {
        let appeal = Fixtures.appeal(type: .psychologist, route: .psychologist, consent: true)
        let change = try #require(regulation.distribution(of: appeal, given: Workload(), at: later))
        #expect(change.messages.map(\.kind) == [.assigned, .private])
        #expect(change.messages.map(\.body).allSatisfy { !$0.lowercased().contains("психолог") })
    }

    @Test func `the regulation's terms are 30 minutes, 30 minutes and 24 hours`() {
        let deadlines = Terms.regulation.deadlines(receivedAt: Fixtures.now)
        #expect(deadlines.distribute.due == Fixtures.now + .seconds(30 * 60))
        #expect(deadlines.take == nil)
        #expect(deadlines.close.due == Fixtures.now + .seconds(24 * 3600))
    }

    @Test func `a term is met up to its last millisecond`() {
        let due = Fixtures.now
        let after = Instant(milliseconds: due.milliseconds + 1)
        #expect(TermState(due: nil, doneAt: nil, now: due) == .waiting)
        #expect(TermState(due: due, doneAt: nil, now: due) == .running)
        #expect(TermState(due: due, doneAt: nil, now: after) == .overdue)
        #expect(TermState(due: due, doneAt: due, now: after) == .met)
        #expect(TermState(due: due, doneAt: after, now: after) == .missed)
    }

    @Test func `the form asks in its order for what it lacks, and a teacher for no class`() {
        var appeal = Fixtures.appeal(phone: nil)
        #expect(appeal.missingFields == FormField.allCases)
        appeal.form.role = .teacher
        #expect(!appeal.missingFields.contains(.className))
        appeal.type = .other
        #expect(appeal.missingFields.contains(.type))
        appeal.route = .equipment
        #expect(appeal.missingFields == [.fullName, .description, .phone, .email])
    }
}
