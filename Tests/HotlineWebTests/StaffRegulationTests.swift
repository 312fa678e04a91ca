import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import JSON
import Testing

/// Acts, explanations, absences and the audit over the staff API.
@Suite(.timeLimit(.minutes(1)))
struct StaffRegulationTests {
    @Test func `an act comes through with all that it takes, and its words are shown to those who may see them`()
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        try await office.open { client in
            office.become("journal")
            _ = try await client.perform(.note("Звонить вечером."), on: number)
            let asked = try await client.perform(.extend(by: .seconds(43_200), reason: "ждём завуча"), on: number)
            #expect(asked.extensionAsked == "12h")
            office.become("chief")
            let granted = try await client.perform(.approve, on: number)
            #expect(granted.extensionAsked == nil && granted.terms.close.due?.rfc3339 == "2026-03-14T02:05:00+03:00")
            let note = try #require(try await client.appeal(number).document.notes?.first)
            #expect(
                note.text == "Звонить вечером." && note.by == "journal"
                    && note.at.rfc3339 == "2026-03-12T14:06:00+03:00"
            )
            let card = AppealCard(try await client.appeal(number).document, now: StaffOffice.now)
            #expect(
                card.lines(Palette(isColoured: false)).suffix(2) == [
                    "Заметки", "  14:06 12.03 journal: Звонить вечером.",
                ]
            )
            let told = try await client.explanation(of: number)
            #expect(told.steps.compactMap(\.words) == ["Звонить вечером.", "ждём завуча"])
            let clocks = told.steps.flatMap(\.clocks)
            #expect(clocks.map(\.step) == [.distribute, .close, .take, .close])
            #expect(clocks.map(\.length) == ["30m", "1d", "30m", "12h"])
            #expect(clocks.allSatisfy { $0.calendar == .wall && $0.dueByNow == nil })
            #expect(clocks.last?.from.rfc3339 == "2026-03-13T14:05:00+03:00")
        }
    }

    @Test func `a private appeal is explained by its times alone to all but the psychologist`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.psychologist)
        try await office.open { client in
            office.become("psy")
            _ = try await client.perform(.note("Тревога перед экзаменом."), on: number)
            #expect(try await client.explanation(of: number).steps.compactMap(\.words).count == 1)
            #expect(try await client.appeal(number).document.notes?.map(\.text) == ["Тревога перед экзаменом."])
            office.become("chief")
            #expect(try await client.appeal(number).document.notes == nil)
            let told = try await client.explanation(of: number)
            #expect(told.steps.compactMap(\.words).isEmpty)
            #expect(!told.json.encoded().contains("psychologist"))
            #expect(told.steps.flatMap(\.clocks).count == 3)
            await #expect(throws: StaffClientError.self) { try await client.perform(.note("Что там?"), on: number) }
        }
    }

    @Test func `a request sent twice under one key is obeyed once`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        office.become("journal")
        try await office.open { _ in
            for body in [#"{"text": "Раз"}"#, #"{"text": "Раз"}"#] {
                let answer = try await Self.post(office, "/v1/appeals/\(number)/note", body: body, key: "abc")
                #expect(answer.status == 200)
            }
            let other = try await Self.post(office, "/v1/appeals/\(number)/note", body: #"{"text": "Два"}"#, key: "abc")
            #expect(other.status == 409)
            for key in ["", "два слова", String(repeating: "k", count: 65)] {
                let answer = try await Self.post(
                    office,
                    "/v1/appeals/\(number)/note",
                    body: #"{"text": "Три"}"#,
                    key: key
                )
                #expect(answer.status == 400)
            }
        }
        #expect(try await office.store.events(of: number).filter { $0.kind == "noted" }.count == 1)
    }

    @Test func `whatever is written, the same request comes through once under its key, and answers the same again`()
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        let version = try #require(try await office.store.appeal(number)).version
        office.become("chief")
        try await office.open { _ in
            let asked: [(HTTPMethod, String, String)] = [
                (.patch, "/v1/appeals/\(number)", #"{"fullName": "Петрова Анна", "version": \#(version)}"#),
                (
                    .post, "/v1/absences",
                    #"{"login": "tech", "first": "2026-03-12", "last": "2026-03-13", "deputy": null}"#
                ),
                (.delete, "/v1/absences/1", ""),
                (.put, "/v1/outage", #"{"type": "ejournal"}"#),
                (.delete, "/v1/outage", ""),
            ]
            for (index, (method, path, body)) in asked.enumerated() {
                let first = try await Self.ask(office, method, path, body, key: "key-\(index)")
                let second = try await Self.ask(office, method, path, body, key: "key-\(index)")
                #expect(first.status == 200, "\(method) \(path)")
                #expect(second.status == 200 && second.text == first.text, "\(method) \(path)")
                let taken = try await Self.ask(office, method, path, body, key: "key-0")
                #expect(index == 0 || taken.status == 409, "\(method) \(path)")
                let bad = try await Self.ask(office, method, path, body, key: "два слова")
                #expect(bad.status == 400, "\(method) \(path)")
            }
        }
        #expect(try await office.store.events(of: number).filter { $0.kind == "completed" }.count == 1)
    }

    @Test(arguments: [
        ("assign", "{}"), ("assign", #"{"to": 5}"#), ("extend", #"{"by": "1x", "reason": "р"}"#),
        ("extend", #"{"by": "31d", "reason": "р"}"#), ("mark", #"{"mark": "spam"}"#), ("link", #"{"with": 0}"#),
        ("merge", "[]"), ("call-back", #"{"outcome": "maybe"}"#), ("note", #"{"text": "а", "more": 1}"#), ("close", ""),
    ])
    func `an act that lacks something or has too much is refused before anything is done`(act: String, body: String)
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.ejournal)
        office.become("chief")
        try await office.open { _ in
            let answer = try await Self.post(office, "/v1/appeals/\(number)/\(act)", body: body, key: nil)
            #expect(answer.status == 400)
        }
    }

    @Test func `absences are entered for oneself by all, for others by those who hand over, and told to all`()
        async throws
    {
        let office = try StaffOffice()
        let day = try #require(CalendarDay("2026-03-12"))
        try await office.open { client in
            office.become("tech")
            let own = AbsenceDocument(login: "tech", first: day, last: day, deputy: "journal")
            let kept = try await client.addAbsence(own)
            #expect(kept.id == 1 && kept.deputy == "journal")
            let others = AbsenceDocument(login: "journal", first: day, last: day, deputy: nil)
            await #expect(throws: StaffClientError.self) { try await client.addAbsence(others) }
            office.become("hlp")
            #expect(try await client.addAbsence(others).login == "journal")
            let psychologist = AbsenceDocument(login: "psy", first: day, last: day, deputy: "tech")
            await #expect(throws: StaffClientError.self) { try await client.addAbsence(psychologist) }
            let nobody = AbsenceDocument(login: "nobody", first: day, last: day, deputy: nil)
            await #expect(throws: StaffClientError.self) { try await client.addAbsence(nobody) }
            let staff = try await client.staff()
            #expect(staff.first { $0.login == "tech" }?.absentUntil == "2026-03-12")
            #expect(staff.filter(\.isOnDuty).map(\.login) == ["hlp", "chief", "psy", "site", "boss"])
            office.become("journal")
            await #expect(throws: StaffClientError.self) { try await client.cancelAbsence(1) }
            #expect(try await client.cancelAbsence(2).login == "journal")
            #expect(try await client.absences().map(\.id) == [1])
        }
    }

    @Test func `what becomes private is refused to who had it, and the psychologist has it`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.technical)
        try await office.open { client in
            office.become("tech")
            let seen = try await client.appeal(number)
            #expect(seen.document.assignee == "tech")
            office.become("hlp")
            var input = FormInput()
            input[.type] = "4"
            let after = try await client.complete(number, with: input, seen: seen.version)
            #expect(after.document.isPrivate && after.document.source == nil)
            office.become("tech")
            await #expect(throws: StaffClientError.self) { try await client.appeal(number) }
            await #expect(throws: StaffClientError.self) { try await client.perform(.take, on: number) }
            office.become("psy")
            #expect(try await client.appeal(number).document.assignee == "psy")
        }
    }

    @Test func `who stands in for the head sees and decides as the head, until the head is back`() async throws {
        let office = try StaffOffice()
        let day = try #require(CalendarDay("2026-03-12"))
        let number = try await office.receive(.technical)
        try await office.open { client in
            office.become("tech")
            _ = try await client.perform(.extend(by: .seconds(43_200), reason: "ждём"), on: number)
            office.become("journal")
            await #expect(throws: StaffClientError.self) { try await client.perform(.approve, on: number) }
            office.become("chief")
            let absence = AbsenceDocument(login: "chief", first: day, last: day, deputy: "journal")
            let kept = try await client.addAbsence(absence)
            office.become("journal")
            #expect(try await client.whoami().roles == [.ejournal, .head])
            #expect(try await client.perform(.approve, on: number).extensionAsked == nil)
            office.become("chief")
            _ = try await client.cancelAbsence(try #require(kept.id))
            office.become("journal")
            #expect(try await client.whoami().roles == [.ejournal])
            await #expect(throws: StaffClientError.self) { try await client.appeal(number) }
        }
    }

    @Test func `the mails of an appeal are shown with it`() async throws {
        var office = try StaffOffice()
        office.letters = LetterTexts(school: "Школа", hotlineNumber: .fictional("+74950000001"), zone: StaffOffice.zone)
        let number = try await office.receive(.ejournal)
        let still = office
        try await office.open { client in
            still.become("hlp")
            let version = try await client.appeal(number).version
            var input = FormInput()
            input[.email] = "parent@example.com"
            _ = try await client.complete(number, with: input, seen: version)
            still.become("journal")
            let closed = try await client.perform(.close(result: "Раз.\n\nДва."), on: number)
            #expect(closed.mails?.map(\.state) == [.queued])
            #expect(closed.mails?.first?.recipient == "parent@example.com")
            let shown = try await client.appeal(number).document
            #expect(shown.mails == closed.mails && shown.result == "Раз.\n\nДва.")
            let card = AppealCard(shown, now: StaffOffice.now).lines(Palette(isColoured: false))
            let title = try #require(card.firstIndex(of: "Письма"))
            #expect(card[title + 2].contains("parent@example.com") && card[title + 2].contains("ждёт отправки"))
        }
    }

    @Test func `the audit goes slice by slice, and knows an end of the log that was written down`() async throws {
        let office = try StaffOffice()
        for caller in 10...14 { _ = try await office.receive(.ejournal, from: "+790000000\(caller)") }
        office.become("chief")
        try await office.open { client in
            var events = try await client.auditEvents(from: 1)
            var count = events.count
            while let next = events.next {
                events = try await client.auditEvents(from: next)
                count += events.count
            }
            #expect(count == 20 && events.findings.isEmpty)
            let seal = try #require(events.seal)
            #expect(seal.hasPrefix("20:") && seal.count == 67)
            #expect(try await client.auditSeal(seal).findings.isEmpty)
            #expect(try await client.auditSeal("19:\(seal.dropFirst(3))").findings.count == 1)
            #expect(try await client.auditSeal("21:\(seal.dropFirst(3))").findings.count == 1)
            #expect(try await client.auditAppeals(from: 1).next == 3)
            await #expect(throws: StaffClientError.self) { try await client.auditSeal("печать") }
        }
    }

    private static func post(_ office: StaffOffice, _ path: String, body: String, key: String?) async throws
        -> HTTPResponse
    {
        try await ask(office, .post, path, body, key: key)
    }

    private static func ask(
        _ office: StaffOffice,
        _ method: HTTPMethod,
        _ path: String,
        _ body: String,
        key: String?
    ) async throws -> HTTPResponse {
        try await HTTPClient().send(
            HTTPRequest(
                method,
                "http://localhost\(path)",
                headers: key.map { [HTTPHeader("Idempotency-Key", $0)] } ?? [],
                body: Array(body.utf8),
                unixSocketPath: office.path
            )
        )
    }
}
