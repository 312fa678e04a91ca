import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

/// A machine to follow a page on: a hotline that runs, and a stand-in for `/`, so that nothing outside of the test's folder is touched.
///
/// Paths, ports, accounts and the numbers of appeals (№1042 is №7042 here, beyond what the program for calls holds ready) are turned into
/// the world's before a command runs, and back in what is seen.
final class HandbookWorld: Sendable {
    let hotline: Hotline
    let stage: HandbookStage
    /// What stands in for `/`.
    let root: URL
    /// What a page calls it, and what it is here; the longer ones first.
    private let names: [(page: String, here: String)]
    /// What stands behind the gateway that the page connects.
    let peers: HandbookPeers

    /// The accounts of this machine that stand in for the staff's.
    static let accounts = [
        "ivanova": "daemon", "petrov": "news", "sidorov": "uucp", "golova": "games", "dusha": "proxy",
    ]

    /// The programs a page may use, beside ours: no other is found.
    private static let tools = [
        "sh", "cat", "cp", "mv", "rm", "ls", "ln", "mkdir", "chmod", "install", "sqlite3", "curl", "openssl", "printf",
        "echo", "head",
        "tail", "grep", "sed", "test", "touch", "sort", "tr", "wc", "stat", "sleep", "base64", "sha256sum", "id",
    ]

    /// Starts all that the page's stage names.
    ///
    /// - Parameter stage: What the page finds.
    /// - Throws: What keeps it from starting.
    init(_ stage: HandbookStage) async throws {
        self.stage = stage
        let web = try FreePort.tcp()
        var wishes = Hotline.Wishes(settings: stage.settings)
        wishes.settings += #""web": {"listen": "127.0.0.1:\#(web)", "publicURL": "http://127.0.0.1:\#(web)"},"#
        wishes.accounts = Hotline.canBeOthers ? Self.accounts : [:]
        hotline = try await Hotline(stage.cast, wishes)
        let folder = hotline.folder.path()
        root = hotline.folder.appending(path: "root")
        peers = try await HandbookPeers(stage.gateway, in: hotline.folder.appending(path: "peers"))
        var names = [
            ("/var/lib/hotline/hotline.sqlite", "\(folder)/hotline.sqlite"),
            ("/var/spool/hotline/recordings", "\(folder)/recordings"), ("/var/spool/hotline", "\(folder)/spool"),
            ("/var/backups/hotline", "\(folder)/backups"), ("/etc/asterisk", "\(folder)/pbx/etc"),
            ("/usr/share/asterisk/sounds", "\(folder)/pbx/data/sounds"),
            ("/var/log/asterisk", "\(folder)/pbx/log"), ("/etc/hotline", folder),
            ("127.0.0.1:4573", "127.0.0.1:\(hotline.ports.agi)"),
            ("127.0.0.1:8013", "127.0.0.1:\(hotline.ports.callbacks)"), ("127.0.0.1:8080", "127.0.0.1:\(web)"),
        ]
        if stage.cast.contains(.asterisk) {
            names.append(("127.0.0.1:5038", "127.0.0.1:\(hotline.asterisk.managerPort)"))
        }
        self.names = names.map { (page: $0.0, here: $0.1) }
        try furnish()
        if stage.isExchangeBare { try await forgetTheHotline() }
        if !stage.cast.contains(.asterisk) { try await hotline.startAGI() }
        try await hotline.store.adoptReservation(ReservedNumbers(first: AppealNumber(1), last: AppealNumber(7041)))
        try await startCompanion()
        try await addAppeals()
    }

    /// The same in the words of this world.
    func here(_ text: String) -> String {
        var text = (names + peers.names.value).reduce(text) { $0.replacing($1.page, with: "\u{1}\($1.here)") }
        let place = #"(?<![\w.\x01/-])/(etc|var|usr/share|run|mnt|srv|root|home)(?=/)"#
        text = text.replacingOccurrences(of: place, with: "\(root.path())/$1", options: .regularExpression)
            .replacing("\u{1}", with: "")
        let kept =
            (try? FileManager.default.contentsOfDirectory(atPath: hotline.folder.appending(path: "backups").path()))
        let pattern = "hotline-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?"
        if let newest = kept?.filter({ $0.wholeMatch(of: /hotline-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?/) != nil }).max() {
            text = text.replacingOccurrences(
                of: pattern,
                with: newest,
                options: .regularExpression
            )
        }
        text = text.replacingOccurrences(of: #"\b104([2-9])\b"#, with: "704$1", options: .regularExpression)
        guard Hotline.canBeOthers else { return text }
        return Self.accounts.reduce(text) { $0.withWord($1.key, as: $1.value) }
    }

    /// What is seen, in the words of the page.
    func seen(_ text: String) -> String {
        let text = text.replacing(root.path(), with: "")
        let back = (names + peers.names.value).reduce(text) { $0.replacing($1.here, with: $1.page) }
            .replacingOccurrences(of: #"\b704([2-9])\b"#, with: "104$1", options: .regularExpression)
        guard Hotline.canBeOthers else { return back }
        return Self.accounts.reduce(back) { $0.withWord($1.value, as: $1.key) }
    }

    /// Ends all.
    func end() async {
        await hotline.end()
        await peers.end()
    }

    /// Starts `hotlined`, and waits until it hears the exchange where it is to.
    func startCompanion() async throws {
        try await hotline.startCompanion()
        let settings = try String(contentsOf: hotline.folder.appending(path: "hotline.json"), encoding: .utf8)
        guard
            settings.contains("\"passwordFile\" : \"ami.password\"")
                || settings.contains("\"passwordFile\": \"ami.password\"")
        else { return }
        try? await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(10))
    }

    /// Puts into the stand-in what an installed package has, and the programs that may be used.
    private func furnish() throws {
        let manager = FileManager.default
        let share = root.appending(path: "usr/share/hotline")
        for folder in ["bin", "root", "usr/share/hotline", "mnt", "etc", "var"] {
            try manager.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        try manager.copyItem(at: Handbook.checkout.appending(path: "asterisk"), to: share.appending(path: "asterisk"))
        try manager.copyItem(
            at: Handbook.checkout.appending(path: "config/examples"),
            to: share.appending(path: "examples")
        )
        try manager.copyItem(
            at: Handbook.checkout.appending(path: "config/prompts.ru.json"),
            to: hotline.folder.appending(path: "prompts.ru.json")
        )
        for name in ["hotline.sqlite", "hotline.sqlite-wal", "spool"] {
            let mode = name == "spool" ? 0o770 : 0o660
            try manager.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: hotline.folder.appending(path: name).path()
            )
        }
        for name in ["ami.password", "kannel.password", "kannel.secret", "provider.password", "provider.secret"] {
            try manager.setAttributes(
                [.posixPermissions: 0o640],
                ofItemAtPath: hotline.folder.appending(path: name).path()
            )
        }
        let bin = root.appending(path: "bin")
        for tool in Self.tools {
            let places = ["/usr/bin/\(tool)", "/bin/\(tool)"]
            guard let place = places.first(where: { manager.isExecutableFile(atPath: $0) }) else { continue }
            try manager.createSymbolicLink(atPath: bin.appending(path: tool).path(), withDestinationPath: place)
        }
        for program in ["hotline", "hotlined", "hotline-agi"] {
            try script(program, #"exec "\#(BuiltProducts.program(program).path())" "$@""#)
        }
    }

    /// Puts a program of our own among those that may be used.
    private func script(_ name: String, _ text: String) throws {
        let file = root.appending(path: "bin/\(name)")
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
    }

    /// Takes everything of the hotline out of the exchange: an administrator's Asterisk as it was before.
    private func forgetTheHotline() async throws {
        let folder = hotline.folder.appending(path: "pbx")
        for name in ["extensions.conf", "queues.conf"] {
            let file = folder.appending(path: "etc/\(name)")
            let text = try String(contentsOf: file, encoding: .utf8)
            let lines = text.components(separatedBy: "\n").prefix { !$0.hasPrefix("#include") }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        }
        try FileManager.default.removeItem(at: folder.appending(path: "data/sounds/ru_hotline"))
        for command in ["dialplan reload", "queue reload all"] { try await hotline.asterisk.command(command) }
    }

    /// What the staff have to do: №1042 to take, №1043 whose term is asked to be longer, №1044 of no type, №1045 closed.
    private func addAppeals() async throws {
        let routes: [AppealRoute?] = [.ejournal, .technical, nil, .ejournal]
        for (index, route) in routes.enumerated() {
            let number = try await hotline.takeCall(
                "\(index).1",
                from: "+7900000004\(index + 2)",
                route: route,
                at: .now()
            )
            if route != nil { _ = try await hotline.appeal(number, .distributed) }
        }
        try await act(
            .extend(by: .seconds(86_400), reason: "ждём запчасть"),
            AppealNumber(7043),
            "sidorov",
            .technician
        )
        try await act(.close(result: "Пароль сброшен, войдите ещё раз."), AppealNumber(7045), "petrov", .ejournal)
    }

    private func act(_ act: AppealAct, _ number: AppealNumber, _ login: String, _ role: Role) async throws {
        let account = Hotline.canBeOthers ? Self.accounts[login] ?? login : login
        _ = try await hotline.store.perform(
            act,
            on: number,
            by: Person(login: account, name: "", roles: [role]),
            through: .cli,
            at: .now(),
            under: Hotline.regulation
        )
    }
}

extension String {
    /// The text with one word in the place of another.
    fileprivate func withWord(_ word: String, as other: String) -> String {
        let pattern = #"(?<![\w/.-])\#(word)(?![\w/-])"#
        return replacingOccurrences(of: pattern, with: other, options: .regularExpression)
    }
}
