import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Every example of every verb's help, and every command of the README, typed into a shell as it stands.
@Suite(.timeLimit(.minutes(4)))
struct ExamplesTests {
    /// What an example ends with, where that is not 0: nobody is there to be called, played to or written to.
    private static let endings: [String: Int32] = [
        "hotline call 1042": 1, "hotline call 1042 --no-wait --json": 1, "hotline desk": 64, "hotline doctor": 1,
        "hotline doctor --mail": 1, "hotline play 1042": 1, "hotline play 1042 --index 1 --output 1042.wav": 1,
        "hotline calls --balance --date 2026-03-12": 1, "hotline absent --cancel 3": 1,
        // An ellipsis is no seal.
        "hotline audit verify --seal 1042:3f…": 1,
        "hotline restore /var/backups/hotline/hotline-20261126T020000Z": 1,
        "hotline restore /mnt/hotline-20261126T020000Z --key-file backup.key --yes": 1,
        // Who runs the tests is nobody on the staff, and there are not so many tokens.
        "hotline token new --output token": 1, #"hotline token new --label "домашний ноутбук" --output token"#: 1,
        #"hotline token new --expires 30d --label "ноутбук в учительской""#: 1,
        "hotline token revoke 3": 1,
        // No terminal, no director with an address, and nothing sent.
        "hotline report weekly --edit": 1, "hotline report weekly --send": 1, "hotline report sent 1": 1,
        "hotline report sent 1 --html > отчёт.html": 1,
        // It serves until it is told to stop: 124 is what timeout says of that.
        "hotline up --demo": 124,
    ]

    /// What an example finds, by its verb: 1042 is an appeal of this kind.
    private enum Kind { case open, closed, asked, pair }

    private static let kinds: [String: Kind] = [
        "reopen": .closed, "call-back": .closed, "anonymise": .closed, "approve": .asked, "refuse": .asked,
        "link": .pair,
        "merge": .pair,
    ]

    @Test func `each example does what it says`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(settings: #""backup": {"folder": "backups"},"#))
        let work = hotline.folder.appending(path: "work")
        for folder in ["bash_completion.d", ".zfunc", ".config/fish/completions"] {
            try FileManager.default.createDirectory(at: work.appending(path: folder), withIntermediateDirectories: true)
        }
        let form =
            #"{"fullName": "Иванова Анна", "role": "parent", "className": "5А", "type": 2, "phone": "89000000042", "email": "a@b.example", "description": "Сбой"}"#
        for (name, text) in [
            ("форма.json", form), ("ответ.txt", "Готово"), ("заметка.txt", "Позвонить"),
            ("предложения.txt", "Больше линий"),
        ] {
            try Data(text.utf8).write(to: work.appending(path: name))
        }
        let made = try await hotline.command("backup", "--json")
        let backup = try #require(made.output.split(separator: "\"").first { $0.hasSuffix("Z") && $0.contains("/") })
        let examples = try await helpExamples(hotline) + readmeExamples()
        #expect(examples.count > 60)
        for example in examples {
            let (status, words) = try await type(example, backup: String(backup), in: work, hotline)
            let expected = Self.endings[example.replacing("№", with: "")] ?? 0
            #expect(status == .exited(expected), "\(example): \(words)")
        }
        await hotline.end()
    }

    /// The examples in the help of all verbs, and of theirs.
    private func helpExamples(_ hotline: Hotline) async throws -> [String] {
        var examples: [String] = []
        var verbs = try await Self.verbs([], hotline).map { [$0] }
        while let verb = verbs.popLast() {
            let help = try await Self.help(verb, hotline)
            for word in ["values:", "default", "Show ", "subcommand"] {
                #expect(!help.contains(word), "\(verb): \(word)")
            }
            let told = help.components(separatedBy: "Вызов:")[0]
            guard let block = told.range(of: "Пример") else {
                Issue.record("\(verb) has no example")
                continue
            }
            for line in told[block.lowerBound...].split(separator: "\n") {
                for piece in "\(line)".components(separatedBy: ", hotline").enumerated() {
                    let text = piece.offset == 0 ? piece.element : "hotline\(piece.element)"
                    guard let start = text.range(of: "hotline ") else { continue }
                    examples.append(String(text[start.lowerBound...]))
                }
            }
            verbs += try await Self.verbs(verb, hotline).map { verb + [$0] }
        }
        return examples
    }

    private func readmeExamples() throws -> [String] {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let blocks = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "```")
        return blocks.enumerated().filter { $0.offset % 2 == 1 }.flatMap { block in
            block.element.split(separator: "\n").filter { $0.hasPrefix(".build/debug/hotline ") }
                .map { "\($0.dropFirst(".build/debug/".count))".replacing(" show 1", with: " show 1042") }
        }
    }

    private static func help(_ verb: [String], _ hotline: Hotline) async throws -> String {
        let program = try ChildProcess(BuiltProducts.program("hotline").path(), ["help"] + verb)
        try await program.waitForExit(within: .seconds(10))
        return program.standardOutput
    }

    private static func verbs(_ verb: [String], _ hotline: Hotline) async throws -> [String] {
        let parts = try await help(verb, hotline).components(separatedBy: "Команды:")
        guard parts.count > 1 else { return [] }
        return parts[1].split(separator: "\n").compactMap { line in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), let name = line.split(separator: " ").first,
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") })
            else { return nil }
            return String(name)
        }
    }

    private func type(
        _ example: String,
        backup: String,
        in work: URL,
        _ hotline: Hotline
    ) async throws -> (ChildProcess.ExitStatus, String) {
        let verb = example.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let numbers = try await numbers(Self.kinds[verb] ?? .open, hotline)
        var line = example.replacing("1043", with: numbers[1]).replacing("1040", with: numbers[1])
            .replacing("1042", with: numbers[0])
            .replacing("/var/backups/hotline/hotline-20261126T020000Z", with: backup)
            .replacing("/mnt/hotline-20261126T020000Z", with: backup).replacing(
                "/etc/hotline/hotline.json",
                with: "$HOTLINE_CONFIG"
            )
            .replacing("/etc/bash_completion.d", with: "bash_completion.d")
        line = line.replacing("/etc/hotline/backup.key", with: "\(UUID().uuidString).key")
        if verb == "add", !line.contains("<") { line = "printf '\\n\\n\\n3\\n' | \(line)" }
        if line.contains("--resume") {
            // What it goes on with, as an interrupted one leaves it.
            try Data().write(to: work.appending(path: "обращения.jsonl.partial"))
        }
        if verb == "up" {
            line = "timeout 5 \(line) --config up.json"
            try settingsOfTheirOwn(in: work, hotline)
        }
        let programs = BuiltProducts.program("hotline").deletingLastPathComponent().path()
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(programs):\(environment["PATH"] ?? "")"
        environment["HOTLINE_CONFIG"] = hotline.folder.appending(path: "hotline.json").path()
        environment["HOME"] = work.path()
        let shell = try ChildProcess("/bin/sh", ["-c", line], environment: environment, folder: work)
        let status = try await shell.waitForExit(within: .seconds(30))
        return (status, "\(shell.standardOutput.prefix(300)) \(shell.standardError)")
    }

    /// Settings that no other program uses, for the one that runs everything.
    private func settingsOfTheirOwn(in work: URL, _ hotline: Hotline) throws {
        let settings = hotline.folder.appending(path: "hotline.json")
        let text = try String(contentsOf: settings, encoding: .utf8)
            .replacing("127.0.0.1:\(hotline.ports.agi)", with: "127.0.0.1:\(try FreePort.tcp())")
            .replacing("127.0.0.1:\(hotline.ports.callbacks)", with: "127.0.0.1:\(try FreePort.tcp())")
        try Data(text.utf8).write(to: work.appending(path: "up.json"))
    }

    /// Two appeals with one author, as an example's verb wants them.
    private func numbers(_ kind: Kind, _ hotline: Hotline) async throws -> [String] {
        let head = Person(login: "golova", name: "", roles: [.head])
        let regulation = Fixtures.regulation(staff: [StaffMember(login: "petrov", name: "", roles: [.ejournal])])
        var numbers: [String] = []
        for _ in 0..<2 {
            let form = AppealForm(phone: try PhoneNumber(e164: "+79000000077"))
            let number = try await hotline.store.add(
                FormChanges(form: form, type: .ejournal),
                consent: nil,
                by: head,
                request: nil,
                at: .now(),
                under: regulation
            ).appeal.number
            _ = try await hotline.store.handOver(at: .now(), limit: 100, by: regulation)
            _ = try await hotline.appeal(number, .distributed)
            let act: AppealAct? =
                switch kind {
                case .open, .pair: nil
                case .closed: .close(result: "Готово")
                case .asked: .extend(by: .seconds(86_400), reason: "ждём")
                }
            if let act {
                let holder = Person(login: "petrov", name: "", roles: [.ejournal])
                _ = try await hotline.store.perform(
                    act,
                    on: number,
                    by: holder,
                    through: .cli,
                    at: .now(),
                    under: regulation
                )
            }
            numbers.append("\(number)")
        }
        return numbers
    }
}
