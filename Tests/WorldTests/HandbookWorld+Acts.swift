import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

/// What comes of a command of a page.
struct HandbookResult {
    var status: Int32
    var output: String

    /// Done, and nothing said.
    static let done = HandbookResult(status: 0, output: "")

    /// Not what a page may ask for.
    static func refused(_ why: String) -> HandbookResult { HandbookResult(status: 126, output: why) }
}

/// How each kind of command is run.
///
/// All but those named here run as they stand, in a shell that finds nothing but our programs and a few tools. What would change the machine
/// the tests run on has a stand-in, which is strict about what it is asked:
///
/// - what a command reads of its standard input is the password that the other side of the gateway gave;
/// - `systemctl`: really starts and stops our programs, Kannel and smsd; a unit must be one of the package's or of what the handbook connects;
/// - `journalctl -u`: what our program has written;
/// - `asterisk -rx`: the real console of the test's Asterisk;
/// - `apt install`: nothing is installed; the package must be ours or one of those the handbook names;
/// - `make`: `make -n`, which says what would be done; the target must be in the Makefile;
/// - `adduser`, `chown`, `chgrp`, and `-o` and `-g` of `install`: nothing is changed; the accounts must be known;
/// - `runuser -u WHO --`, `sudo -u WHO`: what follows, as whoever runs the tests.
extension HandbookWorld {
    private static let units: Set<String> = {
        let folder = Handbook.checkout.appending(path: "packaging").path()
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let ours = files.filter { $0.contains("hotline") && ($0.hasSuffix(".service") || $0.hasSuffix(".socket")) }
        let packaged = ours.compactMap { $0.split(separator: "/").last.map(String.init) }
        // Until the units lie in packaging/, those that the package is to have.
        let planned = ["hotlined.service", "hotlined.socket", "hotline-agi.service", "hotline-agi.socket"]
        return Set(
            (packaged.isEmpty ? planned : packaged) + ["kannel.service", "smstools.service", "asterisk.service"]
        )
    }()
    private static let known: Set<String> = [
        "hotline", "hotline-staff", "asterisk", "kannel", "smsd", "root", "ivanova", "petrov",
    ]
    private static let packages: Set<String> = [
        "kannel", "kannel-extras", "smstools", "asterisk", "msmtp-mta", "sqlite3", "nginx", "sox",
    ]

    /// Runs a command as the page's reader would.
    func run(_ command: HandbookPage.Command) async throws -> HandbookResult {
        var words = command.text.split(separator: " ").map(String.init)
        if let who = ["sudo", "runuser"].contains(words[0]) ? words.dropFirst(2).first : nil {
            guard words[1] == "-u", Self.known.contains(who) else { return .refused(command.text) }
            words.removeFirst(words.count > 3 && words[3] == "--" ? 4 : 3)
        }
        switch words[0] {
        case "systemctl": return try await controlUnits(Array(words.dropFirst()))
        case "journalctl": return journal(words)
        case "apt": return Self.install(words)
        case "make": return try await make(Array(words.dropFirst()))
        case "asterisk":
            let line = words.dropFirst(2).joined(separator: " ").trimmingCharacters(
                in: CharacterSet(charactersIn: "'\"")
            )
            guard words.count > 2, words[1] == "-rx", stage.cast.contains(.asterisk) else {
                return .refused(command.text)
            }
            return HandbookResult(status: 0, output: seen(try await hotline.asterisk.command(line)))
        case "adduser", "chown", "chgrp":
            let accounts = words.dropFirst().prefix(words[0] == "adduser" ? 2 : 1).flatMap { $0.split(separator: ":") }
            let isKnown = accounts.allSatisfy { Self.known.contains(String($0)) }
            return isKnown ? .done : .refused(command.text)
        default: return try await type(words.joined(separator: " "), isStaff: command.prompt == "$")
        }
    }

    private func type(_ text: String, isStaff: Bool) async throws -> HandbookResult {
        var text = here(text)
        if text.hasPrefix("install ") {
            for match in text.matches(of: #/-[og] (\w+)[ ]/#) where !Self.known.contains(String(match.output.1)) {
                return .refused("\(match.output.1): no such account")
            }
            text = text.replacing(#/-[og] \w+[ ]/#, with: "")
        }
        let home = root.appending(path: "root")
        let environment = [
            "PATH": root.appending(path: "bin").path(), "HOME": home.path(), "LANG": "C.UTF-8",
            "HOTLINE_CONFIG": hotline.folder.appending(path: "hotline.json").path(),
        ]
        let input = home.appending(path: ".typed")
        try Data("\(HandbookPeers.password(of: stage.gateway))\n".utf8).write(to: input)
        var words = ["/bin/sh", "-c", "exec 2>&1; umask 027; exec < \"$0\"; \(text)", input.path()]
        if isStaff, Hotline.canBeOthers, let account = stage.login.flatMap({ Self.accounts[$0] }) {
            let disguise = ["--reuid", account, "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"]
            words = ["/usr/bin/setpriv"] + disguise + words
        }
        let shell = try ChildProcess(words[0], Array(words.dropFirst()), environment: environment, folder: home)
        guard case .exited(let status) = try await shell.waitForExit(within: .seconds(30)) else {
            return .refused("killed")
        }
        return HandbookResult(status: status, output: seen(shell.standardOutput + shell.standardError))
    }

    private func controlUnits(_ words: [String]) async throws -> HandbookResult {
        let units = words.dropFirst().filter { $0 != "--now" }
        guard let verb = words.first, !units.isEmpty || verb == "daemon-reload" else { return .refused("\(words)") }
        var states: [String] = []
        for name in units {
            let unit = name.contains(".") ? name : "\(name).service"
            guard Self.units.contains(unit) else { return .refused("\(unit): no such unit") }
            switch (verb, unit) {
            case ("start", "hotlined.service"), ("enable", "hotlined.service"):
                if !hotline.companion.isRunning { try await startCompanion() }
            case ("start", "hotline-agi.service"), ("enable", "hotline-agi.service"):
                if !hotline.agi.isRunning { try await hotline.startAGI() }
            case ("stop", "hotlined.service"):
                await hotline.companion.terminate()
                // Whoever puts a copy back wants the database for themselves.
                try? hotline.store.close()
            case ("stop", "hotline-agi.service"): await hotline.agi.terminate()
            case ("restart", "hotlined.service"):
                await hotline.companion.terminate()
                try await startCompanion()
            case ("restart", "hotline-agi.service"):
                await hotline.agi.terminate()
                try await hotline.startAGI()
            case ("is-active", "hotlined.service"): states.append(hotline.companion.isRunning ? "active" : "inactive")
            case ("is-active", "hotline-agi.service"): states.append(hotline.agi.isRunning ? "active" : "inactive")
            case ("restart", "kannel.service"):
                try await peers.restartKannel(
                    with: root.appending(path: "etc/kannel/kannel.conf"),
                    callbacks: hotline.ports.callbacks
                )
            case ("restart", "smstools.service"): try peers.startModem()
            case ("start", _), ("stop", _), ("restart", _), ("enable", _): break
            default: return .refused("\(words)")
            }
        }
        return HandbookResult(status: states.contains("inactive") ? 3 : 0, output: states.joined(separator: "\n"))
    }

    private func journal(_ words: [String]) -> HandbookResult {
        guard words.count >= 3, words[1] == "-u" else { return .refused("\(words)") }
        switch words[2] {
        case "hotlined": return HandbookResult(status: 0, output: seen(hotline.companion.standardError))
        case "hotline-agi": return HandbookResult(status: 0, output: seen(hotline.agi.standardError))
        default: return .refused("\(words)")
        }
    }

    private static func install(_ words: [String]) -> HandbookResult {
        guard words.count > 2, words[1] == "install" else { return .refused("\(words)") }
        let isKnown = words.dropFirst(2).allSatisfy { word in
            packages.contains(word) || word.wholeMatch(of: /\.\/hotline_[A-Za-z0-9.]+_[a-z0-9]+\.deb/) != nil
        }
        return isKnown ? .done : .refused("\(words): not a package that the handbook names")
    }

    private func make(_ words: [String]) async throws -> HandbookResult {
        let file = try String(contentsOf: Handbook.checkout.appending(path: "Makefile"), encoding: .utf8)
        for target in words where !target.contains("=") {
            if file.contains("\n\(target):") { continue }
            // Until they are in the Makefile.
            guard ["install", "package"].contains(target) else { return .refused("\(target): no such target") }
            return .done
        }
        let make = try ChildProcess("/usr/bin/make", ["-n"] + words, folder: Handbook.checkout)
        guard case .exited(let status) = try await make.waitForExit(within: .seconds(30)) else {
            return .refused("killed")
        }
        return HandbookResult(status: status, output: "")
    }
}

extension HandbookWorld {
    /// Puts a fragment of settings into the settings file and checks the whole.
    func apply(_ fragment: String) async throws -> HandbookResult {
        let file = hotline.folder.appending(path: "hotline.json")
        guard let own = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
            let more = try JSONSerialization.jsonObject(with: Data(here(fragment).utf8)) as? [String: Any]
        else { return .refused("no object") }
        try JSONSerialization.data(withJSONObject: Self.merged(own, more), options: .prettyPrinted).write(to: file)
        return try await type("hotline config check", isStaff: false)
    }

    private static func merged(_ own: [String: Any], _ more: [String: Any]) -> [String: Any] {
        own.merging(more) { old, new in
            guard let old = old as? [String: Any], let new = new as? [String: Any] else { return new }
            return merged(old, new)
        }
    }

    /// Puts lines at the end of the file that the first of them names; `nil` where it names none.
    func append(_ lines: [String]) throws -> Bool {
        guard let name = lines.first?.wholeMatch(of: #/[#;] (/\S+)/#)?.output.1 else { return false }
        let file = URL(filePath: here(String(name)))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let own = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let text = own + here(lines.dropFirst().joined(separator: "\n")) + "\n"
        try Data(text.utf8).write(to: file)
        return true
    }

    /// Sends what `→` stands before from the stage's telephone, and waits for what `←` stands before.
    func correspond(_ lines: [String]) async throws {
        guard let phone = stage.phone?.e164 else {
            throw WorldError.ended(program: "page", output: "it has no telephone")
        }
        var read: Set<String> = []
        for line in lines where !line.isEmpty {
            let text = here(String(line.dropFirst(2)))
            if line.hasPrefix("→ ") {
                try await hotline.phones.send(text, from: phone, to: "1539")
            } else {
                let before = read
                let message = try await hotline.phones.message { message in
                    message.receiver == phone && !before.contains(message.text)
                        && HandbookOutput.matches(message.text, shown: [text])
                }
                read.insert(message.text)
            }
        }
    }
}
