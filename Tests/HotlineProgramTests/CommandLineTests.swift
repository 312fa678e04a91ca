import Foundation
import HotlineTesting
import Testing

/// The built `hotline`: what it ends with, and where its words go.
@Suite(.timeLimit(.minutes(1)))
struct CommandLineTests {
    /// What a run of the program left behind.
    private struct Run {
        let status: ChildProcess.ExitStatus
        let output: String
        let words: String
    }

    private func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Run {
        let inherited = ProcessInfo.processInfo.environment.filter { $0.key != "HOTLINE_CONFIG" }
        let program = try ChildProcess(
            BuiltProducts.program("hotline").path(),
            arguments,
            environment: inherited.merging(environment) { $1 },
            folder: FileManager.default.temporaryDirectory
        )
        let status = try await program.waitForExit(within: .seconds(30))
        return Run(status: status, output: program.standardOutput, words: program.standardError)
    }

    /// Writes a settings file whose socket is at `socket`, and gives its path.
    private func settings(socket: String) throws -> String {
        let path = "\(NSTemporaryDirectory())/hotline-\(UUID().uuidString).json"
        let roles = ["technician", "ejournal", "head", "psychologist", "hotline", "siteAdmin"]
        let staff = roles.enumerated().map { index, role in
            #"{"login": "\#(role)", "name": "N", "roles": ["\#(role)"], "phone": "+7900000000\#(index)"}"#
        }
        let text = """
            {"school": {"name": "S", "shortName": "S", "hotlineNumber": "+74950000001", "timeZone": "Europe/Moscow"},
             "store": {"path": "x.sqlite"}, "socket": {"path": "\(socket)"},
             "agi": {"spool": "spool", "recordings": "recordings"},
             "staff": [\(staff.joined(separator: ","))], "sms": {"gateways": [{"kind": "console"}]}}
            """
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test(arguments: [
        (["note", "5"], "нет текста заметки"), (["hand-back", "5"], "нет причины"), (["extend", "5"], "нет причины"),
    ]) func `words that lack are told by what they are, and how to give them`(verb: [String], lack: String) async throws
    {
        let config = try settings(socket: "x.sock")
        let run = try await run(verb + ["--no-input", "--config", config])
        #expect(run.status == .exited(1) && run.output.isEmpty)
        #expect(run.words == "hotline: \(lack): нужен --reason ТЕКСТ\n")
    }

    @Test func `what a key wants is named in Russian, and so is the choice that a value was none of`() async throws {
        let help = try await run(["help", "simulate"])
        #expect(help.status == .exited(0) && help.output.contains("--from <номер>"))
        #expect(!help.output.contains("<from>") && !help.output.contains("<hangup-after>"))
        let wrong = try await run(["export", "--format", "xml"])
        #expect(wrong.status == .exited(64) && wrong.words.contains("'csv' и 'jsonl'"), "\(wrong.words)")
    }

    @Test func `the help about roles is the table, and takes the keys it names`() async throws {
        let help = try await run(["help", "roles"])
        let table = try await run(["roles"])
        let last = try #require(table.output.split(separator: "\n").last)
        #expect(help.status == .exited(0) && help.output.contains(last))
        for key in ["--json", "--no-color", "--no-pager", "--no-input"] {
            let (asked, plain) = (try await run(["help", "roles", key]), try await run(["roles", key]))
            #expect(asked.status == .exited(0) && asked.output == plain.output, "\(key): \(asked)")
        }
        #expect(try await run(["help", "roles", "--csv"]).status == .exited(64))
    }

    @Test func `the values that a key can have are completed`() async throws {
        let run = try await run(["completion", "bash"])
        #expect(run.status == .exited(0))
        for value in ["ученик", "учитель", "родитель", "equipment"] { #expect(run.output.contains("'\(value)'")) }
    }

    @Test(arguments: [
        (["lst"], "«lst»; может быть, list"), (["help", "shwo"], "«shwo»; может быть, show"),
        (["help", "report", "dayly"], "«dayly»; может быть, daily"), (["config", "chek"], "«chek»; может быть, check"),
        (["help", "горячо"], "«горячо» (справка"),
    ]) func `a verb that is none is refused, and the nearest is told`(arguments: [String], words: String) async throws {
        let run = try await run(arguments)
        #expect(run.status == .exited(64) && run.output.isEmpty)
        #expect(run.words.contains("нет команды \(words)"))
        #expect(run.words.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ["lst"], ["show"], ["show", "абв"], ["show", "0"], ["show", "1", "2"], ["take", "-5"], ["take", "№"],
        ["list", "--limit", "0"], ["list", "--limit", "x"], ["list", "--source", "fax"], ["list", "--csv", "--json"],
        ["list", "--colour"], ["close", "5", "--result", "  "], ["close", "5", "--result"], ["messages", "x"],
        ["messages", "--state", "gone"], ["inbox", "--limit", "0"], ["sms", "preview", "nothing"],
        ["sms", "preview", "assigned", "--text", "x"],
        ["calls", "--limit", "1001"], ["complete", "5", "--class", "13Щ"], ["complete", "5", "--type", "9"],
        ["complete", "5", "--type", "5"], ["complete", "5", "--role", "директор"], ["complete", "5", "--phone", "12"],
        ["complete", "5", "--role", "учитель", "--class", "5А"], ["add", "--role", "teacher", "--class", "5А"],
        ["complete", "5", "--email", "почта"], ["complete", "5", "--from-json", "x.json"],
        ["complete", "5", "--from-json", "-", "--class", "5А"], ["whoami", "x"], ["config", "chek"],
        ["config", "check", "x"], ["outage", "on"], ["outage", "on", "psychologist"], ["outage", "on", "сбой"],
        ["outage", "off", "ejournal"], ["play"], ["play", "5", "--index", "0"],
        ["play", "5", "--output", "x.wav", "--player", "play"], ["calls", "--live", "--balance"],
        ["calls", "--date", "2026-03-12"], ["calls", "5", "--live"], ["calls", "5", "--balance"],
        ["show", "\u{1B}[31m\n1"], ["assign", "5"], ["assign", "x", "petrov"], ["hand-back", "5", "--reason", " "],
        ["extend", "5", "--by", "1x"], ["extend", "5", "--by", "31d", "--reason", "р"], ["mark", "5", "spam"],
        ["mark", "5"],
        ["link", "5"], ["merge", "5", "x"], ["call-back", "5", "maybe"], ["note", "5", "--reason", ""],
        ["absent", "petrov"], ["absent", "--from", "2026-03-12"], ["absent", "petrov", "--from", "12.03.2026"],
        ["absent", "petrov", "--from", "2026-03-12", "--to", "2026-03-11"], ["absent", "petrov", "--cancel", "3"],
        ["audit", "verifi"], ["explain"], ["staff", "--csv", "--json"], ["list", "--all", "--callback"],
        ["token", "new", "--expires", "367d"], ["token", "new", "--expires", "90"], ["token", "new", "--label", ""],
        ["token", "new", "a", "b"], ["token", "revoke"], ["token", "revoke", "x"],
        ["token", "list", "--csv", "--json"], ["absent", "--csv", "--json"],
        ["messages", "5", "--figures"],
        ["messages", "--figures", "--state", "failed"],
        ["list", "--server", "http://localhost:8443"], ["list", "--server", "localhost:8443"],
        ["list", "--server", "https://localhost", "--config", "x.json"], ["token", "new", "petrov"],
        ["simulate", "--from", "anonymous", "--server", "https://localhost"],
    ])
    func `nonsense is one line on standard error and 64`(arguments: [String]) async throws {
        let run = try await run(arguments)
        #expect(run.status == .exited(64))
        #expect(run.output.isEmpty)
        #expect(run.words.hasPrefix("hotline: "))
        #expect(run.words.hasSuffix("\n") && run.words.split(separator: "\n").count == 1)
        #expect(!run.words.contains("\u{1B}"))
    }

    @Test(arguments: [
        ["list"], ["show", "1"], ["take", "1"], ["close", "1", "--result", "x"], ["complete", "1", "--no-input"],
        ["messages"], ["messages", "--figures"], ["messages", "--state", "failed"], ["inbox"],
        ["calls"], ["whoami"], ["calls", "--live"], ["calls", "--balance"], ["outage"], ["outage", "on", "ejournal"],
        ["outage", "off"], ["token"], ["token", "new"], ["token", "revoke", "1"], ["play", "1", "--output", "-"],
        ["play", "1", "--player", "/bin/true"], ["desk", "--no-color"], ["desk", "--json", "--no-color"],
    ])
    func `without the service every verb says so in one line and ends with 69`(verb: [String]) async throws {
        let config = try settings(socket: "nobody-\(UUID().uuidString.prefix(8)).sock")
        let run = try await run(verb + ["--config", config])
        #expect(run.status == .exited(69))
        #expect(run.output.isEmpty)
        #expect(run.words.split(separator: "\n").count == 1)
        #expect(run.words.contains("hotlined не отвечает"))
    }

    @Test
    func `settings are checked, named by option or variable, and their faults end with 78`() async throws {
        let good = try settings(socket: "x.sock")
        let checked = try await run(["config", "check"], environment: ["HOTLINE_CONFIG": good])
        #expect(checked.status == .exited(0))
        #expect(checked.output.contains(good))

        let bad = "\(NSTemporaryDirectory())/hotline-\(UUID().uuidString).json"
        try Data(#"{"school": {"nmae": "S"}}"#.utf8).write(to: URL(filePath: bad))
        let faulty = try await run(["config", "check", "--config", bad])
        #expect(faulty.status == .exited(78))
        #expect(faulty.output.isEmpty)
        #expect(faulty.words.contains("\(bad): /school/nmae: неизвестный ключ «nmae»; может быть, «name»?"))
        #expect(faulty.words.split(separator: "\n").count > 3)

        let missing = try await run(["list", "--config", "/no/such/file.json"])
        #expect(missing.status == .exited(78))
        #expect(missing.words == "/no/such/file.json: такого файла нет\n")
    }

    @Test
    func `a socket path that the system cannot take is a fault of the settings`() async throws {
        let config = try settings(socket: "/tmp/\(String(repeating: "s", count: 103))")
        let run = try await run(["whoami", "--config", config])
        #expect(run.status == .exited(78))
        #expect(run.words.contains("107"))
    }

    @Test
    func `closing without a text, with nobody to ask, ends with 1 and names the missing flag`() async throws {
        let config = try settings(socket: "x.sock")
        let run = try await run(["close", "1", "--no-input", "--config", config])
        #expect(run.status == .exited(1))
        #expect(run.words.contains("--result"))
    }

    @Test
    func `what cannot be undone is not done, nor asked about, where nobody is to be asked`() async throws {
        let config = try settings(socket: "x.sock")
        let run = try await run(["anonymise", "1", "--no-input", "--config", config])
        #expect(run.status == .exited(1))
        #expect(run.words.contains("--yes") && !run.words.contains("?"))
    }

    @Test
    func `data that cannot be written is one line on standard error and 1`() async throws {
        let hotline = BuiltProducts.program("hotline").path()
        let program = try ChildProcess("/bin/sh", ["-c", "exec \"$0\" roles > /dev/full", hotline])
        #expect(try await program.waitForExit(within: .seconds(30)) == .exited(1))
        #expect(program.standardError.split(separator: "\n").count == 1, "\(program.standardError)")
    }

    @Test func `for the psychologist's type there is no announcement, and one line says that`() async throws {
        let run = try await run(["outage", "on", "psychologist"])
        #expect(run.words.contains("объявления нет"))
    }

    @Test(arguments: [
        "list", "show", "complete", "take", "close", "messages", "inbox", "doctor", "sms", "calls", "play", "outage",
        "whoami", "config", "roles", "add", "call", "desk", "export", "backup", "restore", "completion", "audit",
        "absent", "token",
    ])
    func `each verb's help goes to standard output and has an example`(verb: String) async throws {
        let run = try await run(["help", verb])
        #expect(run.status == .exited(0))
        #expect(run.words.isEmpty)
        #expect(run.output.contains("Пример"))
        for word in ["OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "Show help", "default:", "values:"] {
            #expect(!run.output.contains(word), "\(word)")
        }
        #expect(run.output.contains("hotline \(verb)") || run.output.contains("hotline help \(verb)"))
    }

    @Test func `the texts are shown at their longest, with the room they take, and any other text too`() async throws {
        let config = try settings(socket: "x.sock")
        let all = try await run(["sms", "preview", "--config", config])
        #expect(all.status == .exited(0))
        #expect(all.output.contains("assigned") && all.output.contains("частей 1 из 1, UCS-2"))
        let one = try await run(["sms", "preview", "--text", "Щука и №", "--latin", "--json"])
        #expect(one.output.contains("\"encoding\": \"gsm7\"") && one.output.contains("Shchuka"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is completion for each shell`(shell: String) async throws {
        let run = try await run(["--generate-completion-script", shell])
        #expect(run.status == .exited(0))
        #expect(run.output.contains("complete"))
    }
}
