import HotlineCore
import HotlineTesting
import Testing

/// What is private is a psychologist's, from the moment it is.
@Suite struct PrivacyTests {
    private let later = Fixtures.now + .seconds(600)

    private func held(by login: String, under regulation: Regulation, isTaken: Bool = true) throws -> Appeal {
        let appeal = try regulation.assigning(
            Fixtures.appeal(type: .technical, route: .technical, consent: true),
            to: login,
            by: Fixtures.person(.head),
            through: .cli,
            at: Fixtures.now
        ).appeal
        guard isTaken, let member = regulation.staff.first(where: { $0.login == login }) else { return appeal }
        return try regulation.taking(appeal, by: Person(member), through: .cli, at: Fixtures.now).appeal
    }

    private func makingPrivate(_ appeal: Appeal, under regulation: Regulation) throws -> AppealChange {
        try regulation.completing(
            appeal,
            with: FormChanges(type: .psychologist),
            by: Fixtures.person(.hotline),
            given: Workload(),
            through: .cli,
            at: later
        )
    }

    @Test(arguments: [("technician", true), ("technician", false), ("hotline", true), ("head", true)])
    func `what becomes private goes from who has it to the psychologist at once`(holder: String, isTaken: Bool) throws {
        let regulation = Fixtures.regulation()
        let appeal = try held(by: holder, under: regulation, isTaken: isTaken)
        let change = try makingPrivate(appeal, under: regulation)
        #expect(change.events.map(\.kind) == [.typed, .completed, .distributed])
        #expect(change.appeal.assignee == "psychologist" && change.appeal.status == .distributed)
        #expect(change.appeal.takenAt == nil && change.appeal.deadlines.take?.from == later)
        #expect(EventFacts(change.events[2].detail)["route"] == "psychologist")
        let psychologist = try #require(regulation.staff.first { $0.login == "psychologist" })
        #expect(change.messages.map(\.kind) == [.assigned, .private])
        #expect(change.messages.first?.recipient == psychologist.phone)
        for member in regulation.staff {
            #expect(Person(member).maySeeContent(of: change.appeal) == (member.login == "psychologist"))
        }
    }

    @Test func `where there is no psychologist it waits for one, and nobody has it meanwhile`() throws {
        let regulation = Fixtures.regulation(staff: Fixtures.staff.filter { $0.login != "psychologist" })
        let change = try makingPrivate(held(by: "technician", under: regulation), under: regulation)
        #expect(change.events.map(\.kind) == [.typed, .completed, .handedBack])
        #expect(change.appeal.status == .received && change.appeal.assignee == nil)
        // Nobody gave it back: the system hands it over once there is somebody.
        #expect(change.appeal.handedBackBy.isEmpty)
        #expect(change.appeal.deadlines.distribute.due == later + .seconds(1800))
        #expect(change.messages.map(\.kind) == [.handedBack])
        let choice = Fixtures.regulation().distribution(of: change.appeal, given: Workload(), at: later)
        #expect(choice?.appeal.assignee == "psychologist")
    }

    @Test func `what a psychologist has stays with them`() throws {
        let regulation = Fixtures.regulation()
        let appeal = Fixtures.appeal(type: .psychologist, route: .psychologist)
        let held = try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
        let change = try regulation.completing(
            held,
            with: FormChanges(form: AppealForm(fullName: "Петрова")),
            by: Fixtures.person(.psychologist),
            given: Workload(),
            through: .cli,
            at: later
        )
        #expect(change.events.map(\.kind) == [.completed] && change.appeal.assignee == "psychologist")
    }

    @Test func `a private appeal is no technician's though its subject was changed to a technical one`() throws {
        let regulation = Fixtures.regulation()
        var appeal = Fixtures.appeal(type: .technical, route: .technical)
        appeal.isPrivate = true
        let technician = Fixtures.person(.technician)
        #expect(throws: AppealFault.withAnother(appeal.number)) {
            try regulation.taking(appeal, by: technician, through: .cli, at: later)
        }
        let psychologist = Fixtures.person(.psychologist)
        #expect(try regulation.taking(appeal, by: psychologist, through: .cli, at: later).appeal.status == .inProgress)
        let handed = regulation.distribution(of: appeal, given: Workload(), at: later)
        #expect(handed?.appeal.assignee == "psychologist")
        // One that was with a technician before all this shows them nothing.
        appeal.status = .distributed
        appeal.assignee = "technician"
        #expect(!technician.maySeeContent(of: appeal))
    }
}
