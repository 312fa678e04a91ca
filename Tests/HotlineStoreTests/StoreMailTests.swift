import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreMailTests {
    private let store: Store
    private let regulation: Regulation

    init() throws {
        store = try Store.inMemory()
        var regulation = Fixtures.regulation()
        regulation.letters = LetterTexts(school: "Школа", hotlineNumber: Fixtures.landline, zone: Fixtures.moscow)
        self.regulation = regulation
    }

    private func closed(consent: Bool = true) async throws -> AppealNumber {
        let call = try await store.record(consent: consent)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let regulation = regulation
        _ = try await store.change(call.appeal, at: Fixtures.now) { appeal, _ in
            try regulation.completing(
                appeal,
                with: FormChanges(form: AppealForm(email: "parent@example.com")),
                by: Fixtures.person(.hotline),
                given: Workload(),
                through: .cli,
                at: Fixtures.now
            )
        }
        let close = AppealAct.close(result: "Пароль <нов>ый.")
        let person = Fixtures.person(.ejournal)
        return try await store.perform(
            close,
            on: call.appeal,
            by: person,
            through: .cli,
            at: Fixtures.now,
            under: regulation
        ).number
    }

    private func claim(after seconds: Int64 = 0) async throws -> OutboundMail? {
        try await store.claimDueMail(
            at: Fixtures.now + .seconds(seconds),
            heldFor: .seconds(120),
            unknownFor: .seconds(1800),
            by: regulation
        )
    }

    @Test func `a result goes by mail where there is an address, once, and that it went is part of the record`()
        async throws
    {
        let number = try await closed()
        #expect(try await store.messages(limit: 99).allSatisfy { $0.kind != "closed" })
        let mail = try #require(try await claim())
        #expect(mail.recipient == "parent@example.com" && mail.subject.contains("№\(number)"))
        #expect(mail.text.contains("Пароль <нов>ый.") && mail.html.contains("Пароль &lt;нов&gt;ый."))
        #expect(try await claim() == nil)
        try await store.noteMailSent(mail.id, at: Fixtures.now + .seconds(2))
        #expect(try await store.nextMailDue() == nil)
        let appeal = try #require(try await store.appeal(number))
        #expect(appeal.delivery == .email && appeal.toldAt == Fixtures.now + .seconds(2))
        #expect(try await store.mails(of: [number]).map(\.state) == ["sent"])
        #expect(try await store.audit().isEmpty)
    }

    @Test(arguments: [(true, ResultDelivery.sms, "closed"), (false, .callback, "callAuthor")])
    func `a mail that is refused for good gives way to a text, or to a call`(
        consent: Bool,
        delivery: ResultDelivery,
        kind: String
    ) async throws {
        let number = try await closed(consent: consent)
        let mail = try #require(try await claim())
        try await store.noteMailNotSent(
            mail.id,
            due: nil,
            isUnknown: false,
            reason: "recipient",
            at: Fixtures.now,
            by: regulation
        )
        #expect(try await store.appeal(number)?.delivery == delivery)
        #expect(try await store.messages(limit: 99).first?.kind == kind)
        #expect(try await store.events(of: number).last?.kind == "notTold")
        #expect(try await store.audit().isEmpty)
    }

    private func perform(_ act: AppealAct, on number: AppealNumber, after seconds: Int64) async throws {
        let person = Fixtures.person(.ejournal)
        let now = Fixtures.now + .seconds(seconds)
        _ = try await store.perform(act, on: number, by: person, through: .cli, at: now, under: regulation)
    }

    @Test(arguments: [true, false])
    func `a mail of a result that does not stand any more says nothing of the next`(isRefused: Bool) async throws {
        let number = try await closed()
        let old = try #require(try await claim())
        try await perform(.reopen(reason: nil), on: number, after: 10)
        try await perform(.close(result: "Второй ответ."), on: number, after: 20)
        if isRefused {
            try await store.noteMailNotSent(
                old.id,
                due: nil,
                isUnknown: false,
                reason: "recipient",
                at: Fixtures.now + .seconds(30),
                by: regulation
            )
        } else {
            try await store.noteMailSent(old.id, at: Fixtures.now + .seconds(30))
        }
        let appeal = try #require(try await store.appeal(number))
        #expect(appeal.delivery == .email && appeal.toldAt == nil)
        #expect(try await store.messages(limit: 99).allSatisfy { $0.kind != "closed" })
        let mail = try #require(try await claim(after: 40))
        #expect(mail.text.contains("Второй ответ."))
        try await store.noteMailSent(mail.id, at: Fixtures.now + .seconds(41))
        #expect(try await store.appeal(number)?.toldAt == Fixtures.now + .seconds(41))
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what is opened again takes back its mail, and one that was being sent does not go a second time`()
        async throws
    {
        let queued = try await closed()
        try await perform(.reopen(reason: nil), on: queued, after: 10)
        #expect(try await store.mails(of: [queued]).map(\.state) == ["cancelled"])
        #expect(try await claim(after: 20) == nil)
        try await perform(.close(result: "Второй ответ."), on: queued, after: 30)
        let mail = try #require(try await claim(after: 31))
        try await perform(.reopen(reason: nil), on: queued, after: 32)
        try await store.noteMailNotSent(
            mail.id,
            due: Fixtures.now + .seconds(60),
            isUnknown: false,
            reason: "unavailable",
            at: Fixtures.now + .seconds(33),
            by: regulation
        )
        #expect(try await claim(after: 60) == nil)
        #expect(try await store.mails(of: [queued]).map(\.state) == ["cancelled", "cancelled"])
        #expect(try await store.mails(of: [queued]).map(\.recipient).allSatisfy { $0 == "parent@example.com" })
    }

    @Test func `a mail that fails for now comes again, and one whose sender died is sent once more and then is not`()
        async throws
    {
        let number = try await closed()
        var mail = try #require(try await claim())
        try await store.noteMailNotSent(
            mail.id,
            due: Fixtures.now + .seconds(60),
            isUnknown: false,
            reason: "unavailable",
            at: Fixtures.now,
            by: regulation
        )
        #expect(try await claim(after: 59) == nil)
        mail = try #require(try await claim(after: 60))
        #expect(mail.attempt == 2 && mail.unanswered == 0)
        // Its sender dies: nobody says what became of it.
        #expect(try await claim(after: 181) == nil)
        mail = try #require(try await claim(after: 181 + 1800))
        #expect(mail.attempt == 3 && mail.unanswered == 1)
        #expect(try await claim(after: 181 + 1800 + 121) == nil)
        #expect(try await claim(after: 181 + 1800 + 121 + 1800) == nil)
        #expect(try await store.mails(of: [number]).map(\.state) == ["failed"])
        #expect(try await store.appeal(number)?.delivery == .sms)
    }
}
