import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import InMemoryLogging
import Logging
import Synchronization
import Testing

/// Who is who by a token, over TLS, and who may make one.
@Suite(.timeLimit(.minutes(1)))
struct StaffTokenTests {
    private static let refused = "токен не подходит: сделайте новый на машине службы, hotline token new"

    /// The refusal that something ends with.
    private func refusal(_ work: () async throws -> Void) async throws -> FaultDocument {
        let error = await #expect(throws: StaffClientError.self) { try await work() }
        guard case .refused(let fault)? = error else { throw StoreError.unknownCall }
        return fault
    }

    @Test func `a token lets in the member it was made for, with the rights of their roles and no more`() async throws {
        let office = try StaffOffice()
        // Whoever runs the service is an operator on the socket; over the network nobody is.
        office.become(Person(login: "root", name: "root", roles: [], isOperator: true))
        let token = try await office.token(for: "tech")
        let identity = try await office.openDoor { door in try await door.client(token).whoami() }
        #expect(identity.login == "tech" && identity.roles == [.technician] && !identity.isOperator)
        #expect(Set(identity.rights) == Role.technician.rights)
        let accounts = office.register.accounts.withLock { $0 }
        #expect(accounts.isEmpty)
    }

    @Test(arguments: StaffOffice.staff) func `the rights by a token are those by the socket`(member: StaffMember)
        async throws
    {
        let office = try StaffOffice()
        let number = try await office.receive(.other, route: .equipment)
        let token = try await office.token(for: member.login)
        let rights = Person(member).rights
        try await office.openDoor { door in
            let client = try door.client(token)
            // What is done for somebody named may be one's own to do.
            for verb in StaffRightsTests.verbs where !verb.name.hasSuffix(" WHO") {
                let isAllowed = !verb.rights.isDisjoint(with: rights)
                do {
                    try await verb.ask(client, number)
                    #expect(isAllowed, "\(verb.name)")
                } catch StaffClientError.refused(let fault) where fault.code == .notAllowed {
                    #expect(!isAllowed || !fault.message.hasPrefix("ваша роль не позволяет"), "\(verb.name)")
                } catch StaffClientError.refused(let fault) {
                    #expect(isAllowed, "\(verb.name): \(fault.code)")
                }
            }
        }
    }

    @Test func `who stands in for somebody has their rights by a token too`() async throws {
        let office = try StaffOffice()
        let day = CalendarDay(StaffOffice.zone.civilTime(at: StaffOffice.now))
        _ = try await office.store.addAbsence(
            of: "chief",
            from: day,
            to: day,
            deputy: "tech",
            by: Person(login: "chief", name: "", roles: [.head]),
            at: StaffOffice.now
        )
        let token = try await office.token(for: "tech")
        let identity = try await office.openDoor { door in try await door.client(token).whoami() }
        #expect(identity.roles.contains(.head) && identity.rights.contains(.audit))
    }

    @Test func `whatever is wrong with a token, whoever shows it is told the same, and only the log knows`()
        async throws
    {
        let office = try StaffOffice()
        let good = try await office.token(for: "tech")
        let revoked = try await office.token(for: "tech")
        _ = try await office.store.revokeToken(
            revoked.id,
            by: Person(login: "tech", name: "", roles: []),
            at: StaffOffice.now
        )
        let shown = [
            ("malformed", "hl_1_x"), ("malformed", "secret"),
            ("unknown", AccessToken(id: Identifier(99), secret: good.secret).text),
            ("wrongSecret", AccessToken(id: good.id, secret: revoked.secret).text),
            ("expired", try await office.token(for: "tech", life: .seconds(60)).text), ("revoked", revoked.text),
            ("nobody", try await office.token(for: "left").text),
        ]
        try await office.openDoor { door in
            for (reason, token) in shown {
                let answer = try await door.whoami([HTTPHeader("Authorization", "Bearer \(token)")])
                #expect(answer.status == 401 && answer[header: "WWW-Authenticate"] == "Bearer", "\(reason)")
                #expect(answer[header: "Server"] == "hotlined" && answer[header: "Connection"] == "close")
                let fault = try await refusal { _ = try await door.client(token).whoami() }
                #expect(fault == FaultDocument(.notAuthenticated, Self.refused), "\(reason)")
                if reason == "unknown" { break }
            }
        }
        // The address has ten in a minute, so the rest come by another door.
        try await office.openDoor { door in
            #expect(try await door.whoami([]).status == 401)
            for (reason, token) in shown.dropFirst(3) {
                let answer = try await door.whoami([HTTPHeader("Authorization", "Bearer \(token)")])
                #expect(answer.status == 401 && answer.text.contains(Self.refused), "\(reason)")
            }
        }
        let reasons = office.log.entries.compactMap { $0.metadata["token.refusal"].map { "\($0)" } }
        #expect(Set(reasons) == Set(TokenRefusal.allCases.map(\.rawValue)))
    }

    @Test(arguments: ["", "Basic aGw6", "Bearer", "hl_1_x"]) func `without a token one is asked for`(header: String)
        async throws
    {
        let office = try StaffOffice()
        let answer = try await office.openDoor { door in
            try await door.whoami(header.isEmpty ? [] : [HTTPHeader("Authorization", header)])
        }
        #expect(answer.status == 401 && answer.text.contains("нужен токен"))
    }

    @Test func `a path that is not there is told only to who may come in`() async throws {
        let office = try StaffOffice()
        let token = try await office.token(for: "boss")
        try await office.openDoor { door in
            let url = "\(door.address)/v1/nowhere"
            let stranger = try await HTTPClient().send(HTTPRequest(.get, url, caFile: door.caFile))
            #expect(stranger.status == 401)
            let known = try await HTTPClient().send(
                HTTPRequest(
                    .get,
                    url,
                    headers: [HTTPHeader("authorization", "bearer  \(token.text)")],
                    caFile: door.caFile
                )
            )
            #expect(known.status == 404)
        }
    }

    @Test func `on the socket the account counts and a token does not`() async throws {
        let office = try StaffOffice()
        office.become("tech")
        let token = try await office.token(for: "chief")
        let answer = try await office.open { _ in
            try await HTTPClient().send(
                HTTPRequest(
                    .get,
                    "http://localhost\(StaffAPI.whoami)",
                    headers: [HTTPHeader("Authorization", "Bearer \(token.text)")],
                    unixSocketPath: office.path
                )
            )
        }
        #expect(answer.status == 200 && answer.text.contains("\"tech\""))
    }

    @Test func `after ten wrong tokens in a minute the address hears 429, and a good token still lets in`() async throws
    {
        let office = try StaffOffice()
        let token = try await office.token(for: "tech")
        try await office.openDoor { door in
            let wrong = [HTTPHeader("Authorization", "Bearer hl_1_wrong")]
            for _ in 0..<10 { #expect(try await door.whoami(wrong).status == 401) }
            for _ in 0..<3 {
                let answer = try await door.whoami(wrong)
                #expect(answer.status == 429 && answer[header: "Retry-After"] == "60")
            }
            #expect(try await door.client(token).whoami().login == "tech")
        }
        #expect(office.log.entries.filter { $0.metadata["token.refusal"] != nil }.count == 10)
    }

    @Test func `whoever shows no token at all is counted with those whose token is wrong`() async throws {
        let office = try StaffOffice()
        try await office.openDoor { door in
            for _ in 0..<10 { #expect(try await door.whoami([]).status == 401) }
            let answer = try await door.whoami([])
            #expect(answer.status == 429 && answer[header: "Connection"] == "close")
        }
    }

    @Test func `who is let in keeps the connection, and one address has only its share of them`() async throws {
        let office = try StaffOffice()
        let token = try await office.token(for: "tech")
        var limits = NetworkLimits()
        limits.connectionsOfOne = 2
        limits.idle = .seconds(30)
        try await office.openDoor(limits) { door in
            let known = try await door.whoami([HTTPHeader("Authorization", "Bearer \(token.text)")])
            #expect(known.status == 200 && known[header: "Connection"] != "close")
        }
        try await office.openDoor(limits) { door in
            let client = try door.client(token)
            let silent = try SilentPeers(8, to: door.port)
            // Two of them stay; whoever else comes from there is closed before anything is said.
            while (try? await client.whoami()) != nil { try Task.checkCancellation() }
            silent.close()
            while (try? await client.whoami()) == nil { try Task.checkCancellation() }
        }
    }

    @Test func `who says nothing is closed, and who waits behind them is served`() async throws {
        let office = try StaffOffice()
        let token = try await office.token(for: "tech")
        var limits = NetworkLimits()
        limits.idle = .milliseconds(200)
        limits.connections = 4
        try await office.openDoor(limits) { door in
            let silent = try SilentPeers(12, to: door.port)
            defer { silent.close() }
            #expect(try await door.client(token).whoami().login == "tech")
        }
    }

    @Test func `nothing of a token is in the log, at any level`() async throws {
        let office = try StaffOffice()
        office.become("tech")
        let made = try await office.open { client in try await client.makeToken(TokenOrder(label: "ноутбук")) }
        _ = try await office.openDoor { door in
            _ = try await door.client(made.token).whoami()
            let wrong = AccessToken(id: Identifier(77), secret: made.token.secret).text
            return try await door.whoami([HTTPHeader("Authorization", "Bearer \(wrong)")])
        }
        let secret = String(made.token.text.split(separator: "_")[2])
        let log = office.log.entries.map { "\($0.message) \($0.metadata)" }
        #expect(log.contains { $0.contains("A token is used.") } && log.contains { $0.contains("does not let in") })
        #expect(!log.contains { $0.contains(secret.prefix(8)) || $0.contains("Bearer") })
    }

    @Test func `everybody makes tokens for themselves, and nobody for others`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            office.become("tech")
            let mine = try await client.makeToken(TokenOrder(label: "ноутбук", life: .seconds(7200)))
            #expect(mine.document.login == "tech" && mine.document.label == "ноутбук")
            #expect(mine.document.state == .active)
            let length = mine.document.expiresAt.instant - mine.document.createdAt.instant
            #expect(length == .seconds(7200))
            // Whoever manages tokens sees those of others, and makes none for them.
            office.become("chief")
            let heads = try await client.makeToken(TokenOrder())
            #expect(heads.document.login == "chief")
            #expect(try await client.tokens().map(\.id) == [heads.document.id, mine.document.id])
            let answer = try await HTTPClient().send(
                HTTPRequest(
                    .post,
                    "http://localhost\(StaffAPI.tokens)",
                    body: Array(#"{"login": "tech"}"#.utf8),
                    unixSocketPath: office.path
                )
            )
            #expect(answer.status == 400)
            #expect(try await office.store.tokens(of: "tech").count == 1)
            // Who is not on the staff has nobody to act for.
            office.become(Person(login: "root", name: "root", roles: [], isOperator: true))
            let operators = try await refusal { _ = try await client.makeToken(TokenOrder()) }
            #expect(operators.code == .refused)
        }
    }

    @Test func `no token that a head can make opens a private appeal`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.psychologist)
        office.become("chief")
        let made = try await office.open { client in try await client.makeToken(TokenOrder()) }
        #expect(try await office.store.tokens(of: "psy").isEmpty)
        let theirs = try await office.token(for: "psy")
        try await office.openDoor { door in
            let head = try door.client(made.token)
            #expect(try await head.whoami().login == "chief")
            let seen = try await head.appeal(number).document
            #expect(seen.isPrivate && seen.phone == nil && seen.type == nil)
            var input = FormInput()
            input[.className] = "5А"
            let fault = try await refusal { [input] in _ = try await head.complete(number, with: input, seen: 1) }
            #expect(fault.code == .notAllowed)
            #expect(try await door.client(theirs).appeal(number).document.type != nil)
        }
    }

    @Test func `what is done by a token is told from what is done on the machine, in the log for good`() async throws {
        let office = try StaffOffice()
        let number = try await office.receive(.technical)
        let token = try await office.token(for: "tech")
        try await office.openDoor { door in
            let client = try door.client(token)
            _ = try await client.perform(.take, on: number)
            for _ in 0..<3 { _ = try await client.appeal(number) }
        }
        office.become("tech")
        let explanation = try await office.open { client in
            _ = try await client.perform(.note("Позвонили"), on: number)
            office.become("chief")
            return try await client.explanation(of: number)
        }
        let facts = Dictionary(explanation.steps.map { ($0.kind, $0.facts["token"]) }) { $1 }
        #expect(facts["taken"] == "\(token.id)" && facts["numberShown"] == "\(token.id)")
        #expect(facts["noted"] == .some(nil))
        let lines = ExplanationText(explanation).lines(Palette(isColoured: false)).joined(separator: "\n")
        #expect(lines.contains("tech (cli, токен \(token.id))") && lines.contains("tech (cli)"))
        #expect(try await office.store.audit().isEmpty)
        let uses = office.log.entries.filter { "\($0.message)" == "A token is used." }
        #expect(uses.count == 1)
        #expect(uses[0].metadata["peer.address"] == "127.0.0.1" && uses[0].metadata["token.id"] == "\(token.id)")
    }

    @Test func `a token makes no token, and takes back only its own member's`() async throws {
        let office = try StaffOffice()
        let head = try await office.token(for: "chief")
        let tech = try await office.token(for: "tech")
        let other = try await office.token(for: "site")
        try await office.openDoor { door in
            for token in [head, tech] {
                let fault = try await refusal { _ = try await door.client(token).makeToken(TokenOrder()) }
                #expect(fault.code == .notAllowed && fault.message.hasPrefix("токен не делает токенов"))
            }
            let client = try door.client(tech)
            #expect(try await client.tokens().map(\.login) == ["tech"])
            for id in [other.id.value, 99] {
                let fault = try await refusal { _ = try await client.revokeToken(id) }
                #expect(fault == FaultDocument(.unknown, "токена \(id) нет"))
            }
            #expect(try await client.revokeToken(tech.id.value).state == .revoked)
            let fault = try await refusal { _ = try await client.whoami() }
            #expect(fault.code == .notAuthenticated)
            #expect(try await door.client(head).revokeToken(other.id.value).revokedBy == "chief")
        }
    }

    @Test func `a request for a token that comes twice makes one, and says what to do about the lost one`() async throws
    {
        let office = try StaffOffice()
        office.become("tech")
        try await office.open { client in
            func ask() async throws -> HTTPResponse {
                try await HTTPClient().send(
                    HTTPRequest(
                        .post,
                        "http://localhost\(StaffAPI.tokens)",
                        headers: [HTTPHeader(StaffAPI.keyHeader, "k1")],
                        unixSocketPath: office.path
                    )
                )
            }
            #expect(try await ask().status == 200)
            let again = try await ask()
            #expect(again.status == 409 && again.text.contains("hotline token revoke 1"))
            #expect(try await client.tokens().count == 1)
        }
    }

    @Test(arguments: [
        #"{"expires": "367d"}"#, #"{"expires": "59m"}"#, #"{"expires": 90}"#, #"{"label": ""}"#, #"{"label": "a\nb"}"#,
        #"{"login": "chief"}"#, #"{"secret": "mine"}"#, "[]", "{",
    ]) func `an order that cannot be obeyed makes nothing`(body: String) async throws {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { client in
            let answer = try await HTTPClient().send(
                HTTPRequest(
                    .post,
                    "http://localhost\(StaffAPI.tokens)",
                    body: Array(body.utf8),
                    unixSocketPath: office.path
                )
            )
            #expect(answer.status == 400, "\(answer.text)")
            #expect(try await client.tokens().isEmpty)
        }
    }

    @Test func `without a database a token is neither good nor bad`() async throws {
        let office = try StaffOffice()
        let token = try await office.token(for: "tech")
        office.register.isStoreLost.withLock { $0 = true }
        let fault = try await office.openDoor { door in
            try await refusal { _ = try await door.client(token).whoami() }
        }
        #expect(fault.code == .unavailable)
    }
}
