import HotlineCore
import HotlineTesting
import Testing

/// Taking and closing: each rule and each refusal.
@Suite struct RegulationWorkTests {
    private let regulation = Fixtures.regulation()
    private let later = Fixtures.now + .seconds(960)
    private let colleague = Person(login: "colleague", name: "Коллега", roles: [.technician])

    private func distributed(_ route: AppealRoute = .technical, consent: Bool? = true) throws -> Appeal {
        let appeal = Fixtures.appeal(type: route.type, route: route, consent: consent)
        return try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
    }

    private func taken(_ route: AppealRoute = .technical, by role: Role = .technician) throws -> Appeal {
        try regulation.taking(distributed(route), by: Fixtures.person(role), through: .cli, at: later).appeal
    }

    private func take(_ appeal: Appeal, _ person: Person) throws(AppealFault) -> AppealChange {
        try regulation.taking(appeal, by: person, through: .cli, at: later)
    }

    private func close(_ appeal: Appeal, _ person: Person, _ result: String = "Сделано.") throws(AppealFault)
        -> AppealChange
    {
        try regulation.closing(appeal, result: result, by: person, through: .cli, at: later)
    }

    @Test func `the one it is with takes it, and the author is told`() throws {
        let change = try take(distributed(), Fixtures.person(.technician))
        #expect(change.appeal.status == .inProgress)
        #expect(change.appeal.takenAt == later)
        #expect(change.events.map(\.kind) == [.taken])
        #expect(change.messages.map(\.body) == ["Обращение №1042 взято в работу в 14:21. Школа 1539"])
    }

    @Test func `a colleague of the same role takes it while nobody works on it`() throws {
        #expect(try take(distributed(), colleague).appeal.assignee == "colleague")
        #expect(throws: AppealFault.taken(AppealNumber(1042), by: "technician")) { try take(taken(), colleague) }
    }

    @Test func `the head takes over what is worked on, and the author is not told twice`() throws {
        let change = try take(taken(), Fixtures.person(.head))
        #expect(change.appeal.assignee == "head")
        #expect(change.appeal.takenAt == later)
        #expect(change.events.map(\.kind) == [.taken])
        #expect(change.messages.isEmpty)
    }

    @Test func `taking one's own again changes nothing`() throws {
        let appeal = try taken()
        let change = try take(appeal, Fixtures.person(.technician))
        #expect(change == AppealChange(appeal: appeal, events: []))
    }

    @Test(arguments: [Role.ejournal, .psychologist, .siteAdmin, .hotline, .director])
    func `nobody takes or closes what is another's`(role: Role) throws {
        let appeal = try distributed()
        let another = AppealFault.withAnother(AppealNumber(1042))
        let mayNot = role == .director
        #expect(throws: mayNot ? .notAllowed(.take) : another) { try take(appeal, Fixtures.person(role)) }
        #expect(throws: mayNot ? .notAllowed(.close) : another) { try close(appeal, Fixtures.person(role)) }
    }

    @Test
    func
        `an untyped appeal is the distributor's to take: the hotline's by phone, the site administrator's from the web`()
        throws
    {
        for (source, role, other) in [
            (AppealSource.phone, Role.hotline, Role.siteAdmin), (.staff, .hotline, .siteAdmin),
            (.web, .siteAdmin, .hotline),
        ] {
            let appeal = Fixtures.appeal(source: source)
            let change = try take(appeal, Fixtures.person(role))
            #expect(change.events.map(\.kind) == [.distributed, .taken])
            #expect(change.appeal.deadlines.take?.due == later + .seconds(1800))
            #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try take(appeal, Fixtures.person(other)) }
        }
    }

    @Test(arguments: [Role.head, .hotline, .technician])
    func `a private appeal is nobody's but the psychologist's, not even the head's`(role: Role) throws {
        let appeal = try distributed(.psychologist)
        let person = Fixtures.person(role)
        #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try take(appeal, person) }
        #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try close(appeal, person) }
        let inWork = try taken(.psychologist, by: .psychologist)
        #expect(throws: AppealFault.self) { try take(inWork, person) }
        #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try close(inWork, person) }
        #expect(!person.maySeeContent(of: inWork))
        #expect(Fixtures.person(.psychologist).maySeeContent(of: inWork))
    }

    @Test func `closing takes first what was not taken, and sends the result`() throws {
        let change = try close(distributed(), Fixtures.person(.technician), "  Починили.\n Проверьте\u{A0}ещё  раз ")
        #expect(change.appeal.status == .closed)
        #expect(change.appeal.closedAt == later)
        #expect(change.appeal.takenAt == later)
        #expect(change.appeal.result == "Починили.\nПроверьте ещё раз")
        #expect(change.appeal.delivery == .sms)
        #expect(change.events.map(\.kind) == [.taken, .closed])
        #expect(change.messages.map(\.body) == ["Починили.\nПроверьте ещё раз\nНе решено? Ответьте 1042 9"])
    }

    @Test func `a result keeps its paragraphs, in the mail and its HTML too, and a reason is one line`() throws {
        var regulation = regulation
        regulation.letters = LetterTexts(school: "Школа", hotlineNumber: Fixtures.landline, zone: Fixtures.moscow)
        var appeal = try taken()
        appeal.form.email = "parent@example.com"
        let technician = Fixtures.person(.technician)
        let change = try regulation.closing(
            appeal,
            result: "\r\n Пароль:\t<новый>.\r\n\u{2028}\n\n Войдите.\n И смените его.  \n\n",
            by: technician,
            through: .cli,
            at: later
        )
        #expect(change.appeal.result == "Пароль: <новый>.\n\nВойдите.\nИ смените его.")
        let mail = try #require(change.mails.first)
        #expect(mail.text.contains("\n\nПароль: <новый>.\n\nВойдите.\nИ смените его.\n\n"))
        #expect(mail.html.contains("Пароль: &lt;новый&gt;.<br><br>\nВойдите.<br>\nИ смените его.</blockquote>"))
        let noted = try regulation.noting(appeal, "Раз.\n\nДва.", by: technician, through: .cli, at: later)
        #expect(noted.events.map(\.words) == ["Раз. Два."])
    }

    @Test(arguments: ["\u{1B}[31m", "\u{7}", "\u{9B}2J", "\u{0}", "\u{8}"])
    func `what a telephone or a terminal might obey is not among the words`(signs: String) throws {
        let technician = Fixtures.person(.technician)
        #expect(throws: AppealFault.wordsNotPlain) { try close(taken(), technician, "Готово\(signs)!") }
        #expect(throws: AppealFault.wordsNotPlain) {
            try regulation.noting(taken(), "\(signs)Заметка", by: technician, through: .cli, at: later)
        }
    }

    @Test func `without consent the result becomes a call back, and nothing is texted`() throws {
        let change = try close(distributed(consent: nil), Fixtures.person(.technician))
        #expect(change.appeal.delivery == .callback)
        #expect(change.messages.isEmpty)
    }

    @Test func `what a psychologist answers is told by telephone, whatever the author agreed to`() throws {
        let appeal = try taken(.psychologist, by: .psychologist)
        #expect(appeal.consent == true)
        let change = try close(appeal, Fixtures.person(.psychologist))
        #expect(change.appeal.delivery == .callback)
        #expect(change.messages.isEmpty)
    }

    @Test(arguments: ["", " ", "\n\t", "\u{A0}"])
    func `closing needs a result`(result: String) throws {
        #expect(throws: AppealFault.resultMissing(AppealNumber(1042))) {
            try close(taken(), Fixtures.person(.technician), result)
        }
    }

    @Test func `a result that is texted has at most six parts; one that is told by telephone may be longer`() throws {
        let room = 6 * 67 - "\nНе решено? Ответьте 1042 9".utf16.count
        let most = String(repeating: "я", count: room)
        #expect(try close(taken(), Fixtures.person(.technician), most).appeal.delivery == .sms)
        #expect(throws: AppealFault.resultTooLong(parts: 7, most: 6)) {
            try close(taken(), Fixtures.person(.technician), most + "я")
        }
        #expect(
            try close(distributed(consent: false), Fixtures.person(.technician), most + "я").appeal.delivery
                == .callback
        )
    }

    @Test func `the head closes for another, a colleague does not`() throws {
        let change = try close(taken(), Fixtures.person(.head))
        #expect(change.events.map(\.kind) == [.taken, .closed])
        // Whoever closes it makes the call that may be due.
        #expect(change.appeal.status == .closed && change.appeal.assignee == "head")
        let operators = Person(login: "root", name: "root", roles: [], isOperator: true)
        #expect(try close(taken(), operators).appeal.assignee == "technician")
        #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try close(taken(), colleague) }
        #expect(throws: AppealFault.withAnother(AppealNumber(1042))) { try close(distributed(), colleague) }
    }

    @Test func `what is closed is not taken, closed or completed`() throws {
        let closed = try close(taken(), Fixtures.person(.technician)).appeal
        let head = Fixtures.person(.head)
        #expect(throws: AppealFault.closed(AppealNumber(1042))) { try take(closed, head) }
        #expect(throws: AppealFault.closed(AppealNumber(1042))) { try close(closed, head) }
        #expect(throws: AppealFault.closed(AppealNumber(1042))) {
            try regulation.completing(
                closed,
                with: FormChanges(),
                by: head,
                given: Workload(),
                through: .cli,
                at: Fixtures.now
            )
        }
    }

    @Test func `the service's own account may what the head may, and an account without a role nothing`() {
        #expect(Person(login: "hotline", name: "", roles: [], isOperator: true).rights == Role.head.rights)
        #expect(Person(login: "guest", name: "", roles: []).rights.isEmpty)
        #expect(Person(login: "d", name: "", roles: [.director]).rights.isEmpty)
    }

    @Test func `a specialist sees their own appeals, the distributors and the head see all`() throws {
        let appeal = try distributed()
        let seeing = Role.allCases.filter { Fixtures.person($0).maySee(appeal) }
        #expect(seeing == [.head, .siteAdmin, .hotline, .technician])
    }

    @Test(arguments: [
        AppealFault.unknown(AppealNumber(7)), .notAllowed(.close), .withAnother(AppealNumber(7)),
        .closed(AppealNumber(7)),
        .taken(AppealNumber(7), by: "ivanova"), .resultMissing(AppealNumber(7)), .resultTooLong(parts: 7, most: 6),
        .changedMeanwhile(AppealNumber(7)),
    ])
    func `a refusal is one line that tells what it is about`(fault: AppealFault) {
        #expect(!"\(fault)".contains("\n"))
        #expect("\(fault)".contains("7") || "\(fault)".contains(Right.close.text))
    }
}
