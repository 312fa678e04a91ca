import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import JSON
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaffAppealsTests {
    /// The keys of section 5 of the description, word for word.
    static let keys = [
        "number", "status", "type", "route", "source", "fullName", "role", "className", "description", "phone", "email",
        "private", "receivedAt", "distributedAt", "takenAt", "closedAt", "assignee", "result", "delivery", "toldAt",
        "mark", "mergedInto", "extensionAsked", "callTask", "anonymisedAt", "terms", "call", "calls",
        "messages", "mails", "notes",
    ]

    /// The answer to a request as it came, without the client between.
    static func raw(
        _ office: StaffOffice,
        _ method: HTTPMethod,
        _ path: String,
        body: String = ""
    ) async throws -> HTTPResponse {
        try await HTTPClient().send(
            HTTPRequest(method, "http://localhost\(path)", body: Array(body.utf8), unixSocketPath: office.path)
        )
    }

    @Test
    func `list and show have exactly the keys of the description, and null for what is absent`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        let number = try await office.receive(.ejournal)
        _ = try await office.receive(nil, from: "anonymous")
        try await office.open { _ in
            let list = try JSON(parsing: try await Self.raw(office, .get, "/v1/appeals").body).arrayValue ?? []
            let show = try JSON(parsing: try await Self.raw(office, .get, "/v1/appeals/\(number)").body)
            #expect(list.count == 2)
            for json in list + [show] {
                #expect(json.objectValue?.keys == Self.keys)
                #expect(json["terms"]?.objectValue?.keys == ["distribute", "take", "close"])
                #expect(json["terms"]?["take"]?.objectValue?.keys == ["due", "state", "calendar"])
                #expect(json["call"]?.objectValue?.keys == ["uniqueID", "outcome", "lastStep", "recording"])
            }
            #expect(list[1]["type"]?.isNull == true)
            #expect(list[1]["phone"]?.isNull == true)
            #expect(show["receivedAt"] == "2026-03-12T14:05:00+03:00")
            #expect(
                show["terms"]?["take"] == ["due": "2026-03-12T14:35:00+03:00", "state": "running", "calendar": "wall"]
            )
            #expect(show["terms"]?["distribute"]?["state"] == "met")
            #expect(
                show["calls"]?[0]?.objectValue?.keys
                    == [
                        "uniqueID", "appeal", "caller", "line", "startedAt", "endedAt", "lastStep", "outcome", "keys",
                        "link", "answeredBy", "rang", "talked", "recordings",
                    ]
            )
            #expect(
                show["messages"]?[0]?.objectValue?.keys == [
                    "id", "appeal", "kind", "to", "text", "parts", "state", "attempts", "repeats", "createdAt",
                    "changedAt",
                    "reason",
                ]
            )
        }
    }

    @Test
    func `only show gives the whole number, once, and that is logged with who saw it`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        let number = try await office.receive(.technical)
        try await office.open { client in
            for path in ["/v1/appeals", "/v1/appeals/\(number)?phone=masked", "/v1/calls", "/v1/messages"] {
                #expect(!(try await Self.raw(office, .get, path).text.contains("+79000000042")))
            }
            #expect(try await office.store.events(of: number).allSatisfy { $0.kind != "numberShown" })
            let shown = try await client.appeal(number).document
            #expect(shown.phone == "+79000000042")
            #expect(shown.calls?.first?.caller == "+7••••••••42")
        }
        let noted = try await office.store.events(of: number).filter { $0.kind == "numberShown" }
        #expect(noted.map(\.actor) == ["hlp"])
    }

    @Test(arguments: ["chief", "hlp", "site"])
    func `a private appeal tells everyone but the psychologist its number, status and times only`(login: String)
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.psychologist)
        office.become("psy")
        try await office.open { client in
            let seen = try await client.appeal(number).document
            #expect(seen.phone == "+79000000042")
            #expect(seen.assignee == "psy")
            _ = try await client.perform(.close(result: "Тайный разговор"), on: number)

            office.become(login)
            var answers: [String] = []
            for path in ["/v1/appeals?open=false", "/v1/appeals/\(number)", "/v1/messages", "/v1/calls"] {
                answers.append(try await Self.raw(office, .get, path).text)
            }
            for secret in [
                "79000000042", "••42", "Тайный", "psychologist", "1700000000.", "перезвон", "Перезвон", "psy", "\"4\"",
            ] {
                #expect(answers.allSatisfy { !$0.contains(secret) }, "\(secret)")
            }
            let shown = try JSON(parsing: answers[1])
            let told = Self.keys.filter { shown[$0]?.isNull == false }
            #expect(
                told == [
                    "number", "status", "private", "receivedAt", "distributedAt", "takenAt", "closedAt", "terms",
                ]
            )
            #expect(shown["private"] == true)
        }
        let watchers = try await office.store.events(of: number).filter { $0.kind == "numberShown" }.map(\.actor)
        #expect(watchers == ["psy"])
    }

    @Test
    func `a specialist sees the appeals that are theirs and no others`() async throws {
        let office = try StaffOffice()
        let theirs = try await office.receive(.technical)
        let another = try await office.receive(.ejournal)
        office.become("tech")
        try await office.open { client in
            let listed = try await client.appeals(AppealQuery())
            #expect(listed.map(\.number) == [theirs])
            for ask in [
                { _ = try await client.appeal(another) }, { _ = try await client.perform(.take, on: another) },
                { _ = try await client.perform(.close(result: "x"), on: another) },
                { _ = try await client.appeals(AppealQuery(assignee: "journal")) },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: StaffClientError.self) { try await ask() }
                guard case .refused(let fault) = error else {
                    Issue.record("not refused")
                    return
                }
                #expect(fault.code == .notAllowed)
            }
        }
    }

    @Test
    func `taking and closing tell the author, and the list follows`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.technical)
        office.become("tech")
        try await office.open { client in
            let taken = try await client.perform(.take, on: number)
            #expect(taken.status == .inProgress)
            let closed = try await client.perform(.close(result: "Доступ  восстановлен\n"), on: number)
            #expect(closed.status == .closed)
            #expect(closed.result == "Доступ восстановлен")
            #expect(closed.messages?.map(\.kind).contains("closed") == true)
            #expect(AppealNews.closed(closed).hasSuffix("ответ уходит автору по СМС."))
            #expect(try await client.appeals(AppealQuery()).isEmpty)
            #expect(try await client.appeals(AppealQuery(isOpen: false)).map(\.number) == [number])
            for ask in [
                { _ = try await client.perform(.take, on: number) },
                { _ = try await client.perform(.close(result: "x"), on: number) },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: StaffClientError.self) { try await ask() }
                #expect(error == .refused(FaultDocument(.refused, AppealFault.closed(number).description)))
            }
        }
    }

    @Test
    func `a form is filled as it was seen, and what was changed meanwhile is not overwritten`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(nil)
        office.become("hlp")
        try await office.open { client in
            let seen = try await client.appeal(number)
            var input = FormInput()
            input[.type] = "1"
            input[.fullName] = "Иванова Анна"
            let after = try await client.complete(number, with: input, seen: seen.version)
            #expect(after.document.type == .technical)
            #expect(after.version > seen.version)
            let error = await #expect(throws: StaffClientError.self) {
                try await client.complete(number, with: input, seen: seen.version)
            }
            guard case .refused(let fault) = error else { return }
            #expect(fault.code == .changedMeanwhile)
        }
        _ = try await office.store.handOver(at: StaffOffice.now, limit: 10, by: office.regulation)
        #expect(try await office.store.appeal(number)?.assignee == "tech")
    }

    @Test
    func `each faulty field is named, and nothing is saved`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(nil)
        office.become("hlp")
        try await office.open { client in
            var input = FormInput()
            input[.fullName] = "Иванова Анна"
            input[.phone] = "12"
            input[.type] = "5"
            let error = await #expect(throws: StaffClientError.self) {
                try await client.complete(number, with: input, seen: 1)
            }
            guard case .refused(let fault) = error else { return }
            #expect(fault.code == .invalid)
            #expect(fault.fields.map(\.field) == [.route, .phone])
        }
        #expect(try await office.store.appeal(number)?.form.fullName == nil)
    }

    @Test
    func `a class is refused where the author is a teacher already`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        let number = try await office.receive(nil)
        try await office.open { client in
            let seen = try await client.appeal(number)
            var role = FormInput()
            role[.role] = "учитель"
            let after = try await client.complete(number, with: role, seen: seen.version)
            var input = FormInput()
            input[.className] = "5А"
            let error = await #expect(throws: StaffClientError.self) {
                try await client.complete(number, with: input, seen: after.version)
            }
            guard case .refused(let fault) = error else { return }
            #expect(fault.code == .invalid && fault.fields.map(\.field) == [.className])
        }
        #expect(try await office.store.appeal(number)?.form.className == nil)
    }
}
