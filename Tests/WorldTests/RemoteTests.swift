import Foundation
import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The command line on another machine against a real `hotlined`, over TLS.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RemoteTests {
    @Test func `what needs only the service is done from another machine, with nothing but a token`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        let token = try await elsewhere.token(for: "golova")
        try elsewhere.keep(token)
        let verbs: [[String]] = [
            ["whoami"], ["simulate", "--from", "+79000000042", "--keys", "5,1,1", "--commit"],
            ["complete", "1", "--no-input", "--full-name", "Иванов Иван", "--role", "parent", "--class", "5А"]
                + ["--description", "Нет компьютера", "--email", "ivanov@example.com", "--phone", "1234567"],
            ["add", "--type", "2", "--phone", "7654321", "--no-input"], ["list", "--json"], ["show", "1"],
            ["take", "1"],
            ["note", "1", "--reason", "Позвонили"], ["explain", "1"], ["close", "1", "--result", "Выдали"],
            ["reopen", "1"],
            ["calls"], ["messages"], ["inbox"], ["staff"], ["absent"], ["outage"], ["export"], ["audit", "verify"],
            ["token"], ["roles"],
        ]
        for verb in verbs {
            let ran = try await elsewhere.run(verb)
            #expect(ran.status == .exited(0), "\(verb): \(ran.words)")
            // The service hands it over, and would change it beneath the next verb.
            if verb.first == "simulate" { _ = try await hotline.appeal(AppealNumber(1), .distributed) }
            if verb.first == "add" { _ = try await hotline.appeal(AppealNumber(2), .distributed) }
        }
        // Seven digits stand in the city the service names, for there is no settings file here.
        #expect(try await hotline.store.appeal(AppealNumber(1))?.form.phone?.e164 == "+74951234567")
        #expect(try await hotline.store.appeal(AppealNumber(2))?.form.phone?.e164 == "+74957654321")
        let events = try await hotline.store.events(of: AppealNumber(1))
        let taken = events.first { $0.kind == "taken" }
        #expect(taken?.actor == "golova" && taken?.detail == "token=1")
        let there = try await elsewhere.run(["list", "--json"]).output
        let here = try await hotline.command("list", "--json").output
        #expect(there == here)
        let named = try await elsewhere.run(["list"]) { surroundings in
            surroundings.server = surroundings.variables.removeValue(forKey: "HOTLINE_SERVER")
        }
        #expect(named.status == .exited(0))
        #expect(try await hotline.store.token(Identifier(1))?.lastUsedAt != nil)
        let secret = String(token.suffix(43))
        #expect(!hotline.companion.standardError.contains(secret.prefix(8)))
        await elsewhere.end()
    }

    @Test func `roles are the same as on the machine itself, and a token makes none`() async throws {
        let elsewhere = try await Elsewhere()
        try elsewhere.keep(try await elsewhere.token(for: "sidorov"))
        let who = try await elsewhere.run(["whoami", "--json"])
        let identity = try #require(try JSONSerialization.jsonObject(with: Data(who.output.utf8)) as? [String: Any])
        #expect(identity["login"] as? String == "sidorov" && identity["operator"] as? Bool == false)
        for verb in [["calls"], ["audit", "verify"], ["export"], ["token", "new"]] {
            let ran = try await elsewhere.run(verb)
            #expect(ran.status == .exited(77) && ran.output.isEmpty, "\(verb): \(ran.words)")
        }
        await elsewhere.end()
    }

    @Test func `every certificate that is not the school's is refused before anything is sent`() async throws {
        let elsewhere = try await Elsewhere()
        let other = try await CertificateAuthority()
        defer { other.remove() }
        let token = try await elsewhere.token(for: "golova")
        try elsewhere.keep(token)
        let cases: [(words: String, change: (inout Elsewhere.Surroundings) -> Void)] = [
            ("неизвестным центром", { $0.variables["HOTLINE_CA_FILE"] = other.certificate.path() }),
            ("неизвестным центром", { $0.variables["HOTLINE_CA_FILE"] = nil }),
            ("на другое имя", { $0.variables["HOTLINE_SERVER"] = "https://127.0.0.1:\(elsewhere.port)" }),
        ]
        for (words, change) in cases {
            let ran = try await elsewhere.run(["list"], change)
            #expect(ran.status == .exited(69) && ran.output.isEmpty, "\(ran.words)")
            #expect(ran.words.contains("сертификату нельзя верить") && ran.words.contains(words), "\(ran.words)")
            #expect(ran.words.split(separator: "\n").count == 1)
        }
        #expect(try await elsewhere.hotline.store.token(Identifier(1))?.lastUsedAt == nil)
        await elsewhere.end()
    }

    @Test func `what is spoken without TLS gets no answer`() async throws {
        let elsewhere = try await Elsewhere()
        let token = try await elsewhere.token(for: "golova")
        let url = "http://localhost:\(elsewhere.port)\(StaffAPI.whoami)"
        let error = await #expect(throws: HTTPError.self) {
            try await HTTPClient().send(
                HTTPRequest(.get, url, headers: [HTTPHeader("Authorization", "Bearer \(token)")])
            )
        }
        #expect(error?.mayHaveBeenReceived == true)
        // The command line never even tries.
        let ran = try await elsewhere.run(["list"]) { $0.server = "http://localhost:\(elsewhere.port)" }
        #expect(ran.status == .exited(64))
        try elsewhere.keep(token)
        let byVariable = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_SERVER"] = url }
        #expect(byVariable.status == .exited(78))
        #expect(try await elsewhere.hotline.store.token(Identifier(1))?.lastUsedAt == nil)
        await elsewhere.end()
    }

    @Test func `a token that is expired, revoked, nobody's or made up ends with 77 and one line`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        let expired = try await elsewhere.made(for: "golova", ago: .seconds(7200))
        let gone = try await elsewhere.made(for: "uvolen")
        let revoked = try await elsewhere.made(for: "golova")
        #expect(try await hotline.command("token", "revoke", "\(revoked.id)").output == "Токен 3 (golova) отозван.\n")
        var said: Set<String> = []
        for token in [expired.text, gone.text, revoked.text, "hl_1_\(revoked.text.suffix(43))", "hl_9_x"] {
            try elsewhere.keep(token)
            let ran = try await elsewhere.run(["list"])
            #expect(ran.status == .exited(77) && ran.output.isEmpty, "\(ran.words)")
            said.insert(ran.words)
        }
        #expect(said == ["hotline: токен не подходит: сделайте новый на машине службы, hotline token new\n"])
        let log = hotline.companion.standardError
        for reason in ["expired", "nobody", "revoked", "wrongSecret", "malformed"] {
            #expect(log.contains("token.refusal=\(reason)"), "\(reason)")
        }
        for token in [expired, gone, revoked] { #expect(!log.contains(token.text.suffix(43).prefix(8))) }
        await elsewhere.end()
    }

    @Test func `who is taken off the staff and put back finds the old token taken back`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        try elsewhere.keep(try await elsewhere.token(for: "sidorov"))
        _ = try await elsewhere.made(for: "golova")
        #expect(try await elsewhere.run(["whoami"]).status == .exited(0))
        let file = hotline.folder.appending(path: "hotline.json")
        let settings = try String(contentsOf: file, encoding: .utf8)
        for (login, status) in [("uvolen", Int32(77)), ("sidorov", 77)] {
            await hotline.companion.terminate()
            try Data(settings.replacing(#""login": "sidorov""#, with: #""login": "\#(login)""#).utf8).write(to: file)
            try await hotline.startCompanion()
            try await hotline.companion.waitForOutput(containing: "Machines elsewhere can ask.", within: .seconds(30))
            #expect(try await elsewhere.run(["whoami"]).status == .exited(status), "\(login)")
            let taken = hotline.companion.standardError.contains("token.count=1")
            #expect(taken == (login == "uvolen"))
        }
        let kept = try await hotline.store.tokens(of: nil)
        #expect(kept.map(\.revokedBy) == [nil, "system"])
        await elsewhere.end()
    }

    @Test func `a token is made by the command line into a file that it is read from at once`() async throws {
        let elsewhere = try await Elsewhere([], Hotline.Wishes(accounts: ["golova": "root"]))
        let hotline = elsewhere.hotline
        let file = elsewhere.home.appending(path: "made").path()
        let made = try await hotline.command("token", "new", "--label", "тест", "--output", file)
        #expect(made.status == .exited(0) && made.output.isEmpty && made.words.contains("Токен 1 для root"))
        let ran = try await elsewhere.run(["whoami"]) { $0.variables["HOTLINE_TOKEN_FILE"] = file }
        #expect(ran.status == .exited(0) && ran.output.contains("root"), "\(ran.words)")
        // What is there is not written over, and then no token is made.
        let again = try await hotline.command("token", "new", "--output", file)
        #expect(again.status == .exited(1) && again.words.contains("такой файл уже есть"), "\(again.words)")
        #expect(try await hotline.store.tokens(of: nil).count == 1)
        #expect(try await hotline.command("token", "new", "golova").status == .exited(64))
        await elsewhere.end()
    }

    @Test func `a token is taken from where it is safe, and nothing is asked without one`() async throws {
        let elsewhere = try await Elsewhere()
        let none = try await elsewhere.run(["list"])
        #expect(none.status == .exited(78) && none.words.contains("hotline token new"), "\(none.words)")
        let token = try await elsewhere.token(for: "golova")
        for mode in [0o644, 0o640, 0o604, 0o660] {
            try elsewhere.keep(token, mode: mode)
            let ran = try await elsewhere.run(["list"])
            #expect(ran.status == .exited(78) && ran.words.contains("chmod 600"), "\(ran.words)")
        }
        #expect(try await elsewhere.hotline.store.token(Identifier(1))?.lastUsedAt == nil)
        if Hotline.canBeOthers {
            // Nobody can read it but the one whose token it is, and that is not who asks.
            try elsewhere.keep(token, mode: 0o600)
            let file = elsewhere.home.appending(path: ".config/hotline/token").path()
            try FileManager.default.setAttributes([.ownerAccountID: 2], ofItemAtPath: file)
            let ran = try await elsewhere.run(["list"])
            #expect(ran.status == .exited(78) && ran.words.contains("другой учётной записи"), "\(ran.words)")
            #expect(!ran.words.contains("chmod"))
            try FileManager.default.setAttributes([.ownerAccountID: 0], ofItemAtPath: file)
        }
        try elsewhere.keep(token, mode: 0o400)
        #expect(try await elsewhere.run(["list"]).status == .exited(0))
        // What is named wins over what is usual.
        let byVariable = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_TOKEN"] = "hl_1_x" }
        #expect(byVariable.status == .exited(77))
        let file = elsewhere.home.appending(path: "other")
        try Data("\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
        let empty = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_TOKEN_FILE"] = file.path() }
        #expect(empty.status == .exited(78) && empty.words.contains("нет токена"), "\(empty.words)")
        for name in ["/nonexistent", elsewhere.home.path()] {
            let ran = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_TOKEN_FILE"] = name }
            #expect(
                ran.status == .exited(78)
                    && (ran.words.hasPrefix("hotline: \(name): ") || ran.words.hasPrefix("\(name): "))
            )
        }
        for name in ["/nonexistent", file.path()] {
            let ran = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_CA_FILE"] = name }
            #expect(ran.status == .exited(78) && ran.words.contains("$HOTLINE_CA_FILE"), "\(ran.words)")
        }
        await elsewhere.end()
    }

    @Test func `a server that is gone, and one that is no hotlined, end with 69`() async throws {
        let elsewhere = try await Elsewhere()
        try elsewhere.keep(try await elsewhere.token(for: "golova"))
        await elsewhere.hotline.companion.terminate()
        let gone = try await elsewhere.run(["list"])
        #expect(
            gone.status == .exited(69) && gone.words.contains("не отвечает на \(elsewhere.address)"),
            "\(gone.words)"
        )
        let stranger = try ChildProcess(
            "/usr/bin/openssl",
            ["s_server", "-accept", "127.0.0.1:\(elsewhere.port)", "-cert", elsewhere.certificate.path()]
                + ["-key", elsewhere.key.path(), "-www"]
        )
        try await stranger.waitForOutput(containing: "ACCEPT")
        let other = try await elsewhere.run(["list"])
        #expect(other.status == .exited(69) && other.words.contains("отвечает не hotlined"), "\(other.words)")
        await stranger.kill()
        let old = try ChildProcess(
            "/usr/bin/openssl",
            ["s_server", "-accept", "127.0.0.1:\(elsewhere.port)", "-cert", elsewhere.certificate.path()]
                + ["-key", elsewhere.key.path(), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]
        )
        try await old.waitForOutput(containing: "ACCEPT")
        let spoken = try await elsewhere.run(["list"])
        #expect(spoken.status == .exited(69) && spoken.words.contains("не отвечает по TLS"), "\(spoken.words)")
        await old.kill()
        try await elsewhere.hotline.startCompanion()
        #expect(try await elsewhere.run(["list"]).status == .exited(0))
        await elsewhere.end()
    }

    @Test func `fifty machines ask at once, while others say nothing`() async throws {
        let elsewhere = try await Elsewhere()
        let token = try await elsewhere.token(for: "ivanova")
        // More than there is room for, from elsewhere than those who ask; of each address some are closed at once.
        let silent = (2...6).map { SilentConnections(80, to: elsewhere.port, from: UInt8($0)) }
        let client = try elsewhere.client(token)
        let logins = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await client.whoami().login } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(logins == [String](repeating: "ivanova", count: 50))
        _ = try await elsewhere.hotline.wait(for: "the end of those who say nothing", within: .seconds(90)) {
            silent.allSatisfy(\.areClosed) ? true : nil
        }
        for connections in silent { connections.close() }
        await elsewhere.end()
    }

    @Test func `a certificate that is renewed is used at once, and one that is no good is not`() async throws {
        let elsewhere = try await Elsewhere()
        let token = try await elsewhere.token(for: "golova")
        try elsewhere.keep(token)
        try Data("half a certificate".utf8).write(to: elsewhere.certificate)
        try await elsewhere.hotline.companion.waitForOutput(containing: "is no good; the one before stays.")
        #expect(try await elsewhere.run(["list"]).status == .exited(0))
        let other = try await CertificateAuthority()
        defer { other.remove() }
        let renewed = try await other.identity()
        for (from, to) in [(renewed.certificate, elsewhere.certificate), (renewed.key, elsewhere.key)] {
            try Data(contentsOf: from).write(to: to)
        }
        try await elsewhere.hotline.companion.waitForOutput(containing: "The certificate was read anew.")
        #expect(try await elsewhere.run(["list"]).status == .exited(69))
        let ran = try await elsewhere.run(["list"]) { $0.variables["HOTLINE_CA_FILE"] = other.certificate.path() }
        #expect(ran.status == .exited(0), "\(ran.words)")
        await elsewhere.end()
    }

    @Test func `a certificate or a key that is no good is told by config check, with its place`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        let other = try await elsewhere.authority.identity()
        let settings = try String(contentsOf: hotline.folder.appending(path: "hotline.json"), encoding: .utf8)
        let faults = [
            (
                elsewhere.certificate.path(), "/nonexistent.pem",
                "/api/certificateFile: /nonexistent.pem: такого файла нет"
            ),
            (elsewhere.key.path(), "/nonexistent.key", "/api/keyFile: /nonexistent.key: такого файла нет"),
            (
                elsewhere.key.path(), other.key.path(),
                "/api/keyFile: \(other.key.path()): это ключ не от этого сертификата"
            ),
        ]
        for (good, bad, fault) in faults {
            try Data(settings.replacing(good, with: bad).utf8).write(to: hotline.folder.appending(path: "bad.json"))
            let ran = try hotline.start("hotline", ["config", "check"], settings: "bad.json")
            #expect(try await ran.waitForExit(within: .seconds(30)) == .exited(78))
            #expect(ran.standardError.contains(fault), "\(ran.standardError)")
        }
        await elsewhere.end()
    }

    @Test(.enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
    func `files that are for the service alone are no fault of the settings`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        let secret = hotline.folder.appending(path: "kannel.password").path()
        let settings = hotline.folder.appending(path: "hotline.json")
        var text = try String(contentsOf: settings, encoding: .utf8)
        let gateway =
            #"{"kind": "kannel", "url": "http://127.0.0.1:1/sendsms", "username": "u", "passwordFile": "kannel.password","#
            + #" "from": "School", "callbackSecretFile": "kannel.secret"}"#
        text = text.replacing(#"{"kind": "console"}"#, with: gateway)
        try #require(text.contains("kannel.secret"))
        let other = hotline.folder.appending(path: "closed.json")
        try Data(text.utf8).write(to: other)
        for path in [elsewhere.key.path(), secret] {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        // Without the right to read every file, which other tests give.
        func check(_ words: String...) async throws -> ChildProcess {
            try await hotline.command(words + ["--config", other.path()], asNobodyBut: "bin")
        }
        let said = try await check("config", "check")
        #expect(said.standardOutput.contains("всё в порядке"), "\(said.standardError)")
        #expect(said.standardError.contains(elsewhere.key.path()) && said.standardError.contains(secret))
        let told = try await check("config", "check", "--json")
        #expect(told.standardOutput.contains(#""good": true"#) && told.standardOutput.contains("kannel.password"))
        // What is a fault stays one.
        try FileManager.default.removeItem(at: hotline.folder.appending(path: "kannel.secret"))
        let faulty = try await check("config", "check")
        #expect(faulty.standardError.contains("callbackSecretFile") && !faulty.standardError.contains("keyFile"))
        await elsewhere.end()
    }

    @Test func `what keeps the door shut stops nothing else, is told with its cure, and is tried again`() async throws {
        let elsewhere = try await Elsewhere()
        let hotline = elsewhere.hotline
        let token = try await elsewhere.token(for: "golova")
        try elsewhere.keep(token)
        await hotline.companion.terminate()
        let key = try Data(contentsOf: elsewhere.key)
        try FileManager.default.removeItem(at: elsewhere.key)
        var busy: SilentServer? = try SilentServer(port: elsewhere.port)
        try await hotline.startCompanion()
        func finds(_ words: String) async throws {
            let found = try await hotline.command("doctor", "--json").output
            #expect(found.contains("\(words)"), "\(found)")
        }
        try await hotline.companion.waitForOutput(containing: "/api/keyFile: \(elsewhere.key.path()): there is no such")
        try await finds("такого файла нет")
        // Calls are handed over all the same.
        let played = try await hotline.command(
            "simulate",
            "--from",
            "+79000000042",
            "--keys",
            "5,1,1",
            "--commit"
        )
        #expect(played.status == .exited(0), "\(played.words)")
        try key.write(to: elsewhere.key)
        try await hotline.companion.waitForOutput(
            containing: "/api/listen: another program listens on 127.0.0.1:\(elsewhere.port)"
        )
        try await finds("порт занят другой программой")
        #expect(busy?.callers == 0)
        busy = nil
        try await hotline.companion.waitForOutput(containing: "Machines elsewhere can ask.", within: .seconds(30))
        #expect(try await elsewhere.run(["list"]).status == .exited(0))
        try await finds("сертификат до")
        await elsewhere.end()
    }
}
