import HotlineCore
import HotlineTesting
import Testing

@Suite struct RegulationFormTests {
    private let regulation = Fixtures.regulation()

    private func completing(_ appeal: Appeal, _ changes: FormChanges) throws -> AppealChange {
        try completing(appeal, changes, by: .hotline)
    }

    private func completing(_ appeal: Appeal, _ changes: FormChanges, by role: Role) throws -> AppealChange {
        try regulation.completing(
            appeal,
            with: changes,
            by: Fixtures.person(role),
            given: Workload(),
            through: .cli,
            at: Fixtures.now
        )
    }

    @Test func `what is given is filled in, what is not stays`() throws {
        var appeal = Fixtures.appeal(type: .technical, route: .technical, consent: true)
        appeal.form.className = "5Б"
        let change = try completing(appeal, FormChanges(form: AppealForm(fullName: "Петрова П. П.", role: .parent)))
        #expect(change.appeal.form.fullName == "Петрова П. П.")
        #expect(change.appeal.form.className == "5Б")
        #expect(change.appeal.form.phone == Fixtures.mobile())
        #expect(change.events.map(\.kind) == [.completed])
        #expect(change.events.first?.detail == [NewEvent.Fact("fields", "fullName role")])
        #expect(change.messages.isEmpty)
    }

    @Test func `the log names the fields and quotes none`() throws {
        let form = AppealForm(
            fullName: "Петрова П. П.",
            role: .parent,
            className: "5Б",
            description: "не открывается",
            phone: Fixtures.mobile(7),
            email: "author@example.com"
        )
        let change = try completing(Fixtures.appeal(), FormChanges(form: form, type: .other, route: .equipment))
        let logged = change.events.flatMap(\.detail).map(\.value).joined(separator: " ")
        #expect(logged == "other equipment fullName role className type description phone email")
    }

    @Test func `no changes are no event`() throws {
        let appeal = Fixtures.appeal()
        #expect(try completing(appeal, FormChanges()) == AppealChange(appeal: appeal, events: []))
    }

    @Test func `consent does not go over to another phone`() throws {
        let appeal = Fixtures.appeal(consent: true)
        let same = try completing(appeal, FormChanges(form: AppealForm(phone: Fixtures.mobile())))
        #expect(same.appeal.consent == true)
        let other = try completing(appeal, FormChanges(form: AppealForm(phone: Fixtures.mobile(7))))
        #expect(other.appeal.consent == nil)
        #expect(other.appeal.form.phone == Fixtures.mobile(7))
    }

    @Test(
        arguments: [
            (nil, AppealType.ejournal, nil, AppealType.ejournal, AppealRoute.ejournal),
            (nil, .other, nil, .other, .other),
            (nil, .other, .equipment, .other, .equipment), (nil, nil, .equipment, .other, .equipment),
            (nil, nil, .technical, .technical, .technical), (.other, nil, .equipment, .other, .equipment),
            (.technical, .ejournal, nil, .ejournal, .ejournal),
        ] as [(AppealType?, AppealType?, AppealRoute?, AppealType, AppealRoute)]
    )
    func `a type brings its route, and a route its type`(
        before: AppealType?,
        type: AppealType?,
        route: AppealRoute?,
        typeAfter: AppealType,
        routeAfter: AppealRoute
    ) throws {
        let change = try completing(
            Fixtures.appeal(type: before, route: before?.route),
            FormChanges(type: type, route: route)
        )
        #expect(change.appeal.type == typeAfter)
        #expect(change.appeal.route == routeAfter)
        #expect(change.events.map(\.kind) == [.typed, .completed])
    }

    @Test func `what once was private stays private`() throws {
        let appeal = try completing(Fixtures.appeal(), FormChanges(type: .psychologist)).appeal
        #expect(appeal.isPrivate)
        let changes = FormChanges(type: .technical)
        #expect(throws: AppealFault.withAnother(appeal.number)) { try completing(appeal, changes) }
        let after = try completing(appeal, changes, by: .psychologist)
        #expect(after.appeal.isPrivate && after.appeal.route == .technical)
    }
}
