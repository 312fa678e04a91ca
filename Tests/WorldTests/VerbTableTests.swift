import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Every verb as a real process against a real service, by each role: who may, said once more by hand.
@Suite(.timeLimit(.minutes(5)), .enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
struct VerbTableTests {
    /// What stands before a verb is tried; each gives the words that `N` and `M` stand for.
    enum Before {
        case nothing, appeal, closed, asked, pair
    }

    /// A verb as it is tried.
    struct Row: CustomTestStringConvertible {
        var line: String
        var before = Before.nothing
        /// Who may.
        var who: Set<Role>
        /// What it ends with for those who may.
        var status: Int32 = 0
        /// Whether it prints JSON when asked to.
        var hasJSON = true
        var hasCSV = false
        /// A word that its text has, for those who may.
        var word = ""

        var testDescription: String { line }
    }

    private static let everybody = Set(Role.allCases)
    private static let workers = everybody.subtracting([.director])
    private static let overseers: Set<Role> = [.head, .hotline, .siteAdmin]
    private static let holders: Set<Role> = [.head, .ejournal]
    private static let readers = overseers.union([.ejournal])

    static let rows = [
        Row(line: "list", before: .appeal, who: workers, hasCSV: true),
        Row(line: "show N", before: .appeal, who: readers, word: "Обращение №"),
        Row(line: "explain N", before: .appeal, who: readers, word: "поступило"),
        Row(
            line:
                "complete N --no-input --full-name Иванов --role parent --class 5А --description Сбой --email a@b.example",
            before: .appeal,
            who: overseers,
            word: "заполнена"
        ),
        // It lacks nearly all; who may not fill it is told that first.
        Row(line: "complete N --no-input", before: .appeal, who: overseers, status: 1),
        Row(line: "add --no-input --type 2", who: overseers, word: "Заведено"),
        Row(line: "assign N bin", before: .appeal, who: [.head, .hotline]),
        Row(line: "take N", before: .appeal, who: holders),
        Row(line: "close N --result Готово", before: .appeal, who: holders),
        Row(line: "reopen N --reason снова", before: .closed, who: holders),
        Row(line: "hand-back N --reason чужое", before: .appeal, who: holders),
        Row(line: "extend N --by 24h --reason ждём", before: .appeal, who: holders),
        Row(line: "approve N", before: .asked, who: [.head]),
        Row(line: "refuse N", before: .asked, who: [.head]),
        Row(line: "mark N test", before: .appeal, who: readers),
        Row(line: "note N --reason заметка", before: .appeal, who: readers),
        Row(line: "link N M", before: .pair, who: overseers),
        Row(line: "merge N M", before: .pair, who: overseers),
        Row(line: "call-back N reached", before: .closed, who: holders),
        // Without an exchange nobody can be called; who may not call is told that first.
        Row(line: "call N", before: .appeal, who: workers, status: 1),
        // Without a terminal; who may see nothing is told that first.
        Row(line: "desk", who: workers, status: 64, hasJSON: false),
        Row(line: "messages", who: overseers, hasCSV: true),
        Row(line: "messages --figures", who: overseers),
        Row(line: "inbox", who: overseers, hasCSV: true),
        // No server that takes calls runs here, which is a fault.
        Row(line: "doctor", who: overseers, status: 1, hasJSON: false),
        Row(line: "calls", who: [.head, .hotline], hasCSV: true),
        Row(line: "calls --live", who: [.head, .hotline]),
        Row(line: "play N --output -", before: .appeal, who: readers, status: 1, hasJSON: false),
        Row(line: "outage", who: workers),
        Row(line: "outage on ejournal", who: [.head, .hotline]),
        Row(line: "outage off", who: [.head, .hotline]),
        Row(line: "report daily", who: overseers, hasCSV: true, word: "Поступило обращений"),
        Row(line: "report daily --source web --date 2026-03-12", who: overseers, hasCSV: true, word: "только сайт"),
        Row(line: "report weekly --week 2026-W11", who: overseers, hasCSV: true, word: "2026-03-09–2026-03-15"),
        Row(line: "report daily --date 2026-03-12 --html", who: overseers, hasJSON: false, word: "<table"),
        Row(
            line: "report weekly --week 2026-W11 --html",
            who: overseers,
            hasJSON: false,
            word: "data:image/png;base64,"
        ),
        // There is nobody at a terminal, no words are there to read, and no director has an address.
        Row(line: "report weekly --week 2025-W11 --edit", who: [.head], status: 1, hasJSON: false),
        Row(line: "report weekly --week 2025-W11 --proposals /dev/null", who: [.head], word: "2025-W11"),
        Row(line: "report weekly --week 2025-W11 --send", who: [.head], status: 1),
        Row(line: "report sent", who: [.head], hasCSV: true),
        Row(line: "report sent 1", who: [.head], status: 1),
        Row(line: "staff", who: workers, hasCSV: true, word: "bin"),
        Row(line: "absent", who: workers, hasCSV: true),
        Row(line: "absent bin --from 2030-01-01", who: overseers.union([.ejournal])),
        Row(line: "audit verify", who: [.head]),
        Row(line: "audit rebuild N", before: .appeal, who: [.head], word: "сходится"),
        Row(line: "anonymise N --yes", before: .closed, who: [.head]),
        Row(line: "export", who: [.head], hasJSON: false, word: "number,status"),
        Row(line: "backup", who: [.head], status: 1),
        Row(line: "backup list", who: [.head], hasCSV: true),
        Row(line: "restore /nowhere --yes", who: everybody, status: 1),
        Row(line: "simulate --from +79000000042 --keys 2,1 --commit", who: [.head, .hotline], hasJSON: true),
        Row(line: "whoami", who: everybody),
        Row(line: "sms preview assigned", who: everybody, hasJSON: false, word: "№"),
        Row(line: "roles", who: everybody, word: "руководитель"),
        Row(line: "config check", who: everybody, word: "в порядке"),
        Row(line: "token", who: everybody, hasCSV: true),
        Row(line: "token new", who: everybody, word: "hl_"),
        Row(line: "token revoke 99999", who: everybody, status: 1),
        Row(line: "completion bash", who: everybody, hasJSON: false, word: "hotline"),
    ]

    /// The accounts of this machine that the roles have here.
    private static let accounts: [(role: Role, login: String, account: String)] = [
        (.hotline, "ivanova", "daemon"), (.ejournal, "petrov", "bin"), (.technician, "sidorov", "sys"),
        (.head, "golova", "games"), (.psychologist, "dusha", "man"), (.director, "glavny", "lp"),
        (.siteAdmin, "sayt", "mail"),
    ]

    @Test func `each verb does what it is for, or is refused, by the role, in text and for programs`() async throws {
        let accounts = Dictionary(uniqueKeysWithValues: Self.accounts.map { ($0.login, $0.account) })
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: accounts))
        for row in Self.rows {
            for (role, _, account) in Self.accounts {
                try await check(row, by: role, as: account, on: hotline)
            }
            let stranger = try await hotline.command(try await words(row, hotline), as: "news")
            let isLocal = ["sms", "roles", "config", "completion", "restore"].contains { row.line.hasPrefix($0) }
            #expect(isLocal || stranger.status == .exited(77), "\(row.line) by nobody: \(stranger)")
        }
        let log = hotline.companion.standardError
        #expect(!log.contains("9000000042") && !log.contains("Иванов"))
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    private func check(_ row: Row, by role: Role, as account: String, on hotline: Hotline) async throws {
        let isAllowed = row.who.contains(role)
        // Every verb may be told that nobody is there to answer.
        let isTold = row.line.contains("--no-input")
        let text = try await hotline.command(
            try await words(row, hotline) + (isTold ? [] : ["--no-input"]),
            as: account
        )
        let expected = isAllowed ? row.status : 77
        #expect(text.status == .exited(expected), "\(row.line) by \(role): \(text)")
        #expect(text.words.split(separator: "\n").count <= 3, "\(row.line) by \(role): \(text.words)")
        #expect(!text.output.contains("+79000000077") || row.line == "show N", "\(row.line) by \(role)")
        guard isAllowed else {
            #expect(text.output.isEmpty && text.words.hasPrefix("hotline: "), "\(row.line) by \(role): \(text)")
            return
        }
        if row.status == 0, !row.word.isEmpty {
            #expect(text.output.contains(row.word), "\(row.line) by \(role): \(text)")
        }
        if row.hasJSON, row.status == 0 {
            let json = try await hotline.command(try await words(row, hotline) + ["--json"], as: account)
            #expect(json.status == .exited(row.status), "\(row.line) --json by \(role): \(json)")
            let value = try? JSONSerialization.jsonObject(with: Data(json.output.utf8), options: .fragmentsAllowed)
            #expect(value != nil, "\(row.line) --json by \(role): \(json.output)")
        }
        if row.hasCSV {
            let csv = try await hotline.command(try await words(row, hotline) + ["--csv"], as: account)
            #expect(csv.status == .exited(0) && csv.output.contains(",") && csv.output.hasSuffix("\r\n"), "\(row.line)")
        }
    }

    /// The words of a row, with fresh appeals where it takes some.
    private func words(_ row: Row, _ hotline: Hotline) async throws -> [String] {
        var names: [String: String] = [:]
        switch row.before {
        case .nothing: break
        case .appeal: names["N"] = try await appeal(hotline)
        case .closed:
            let number = try await appeal(hotline)
            names["N"] = number
            try await act(.close(result: "Готово"), number, hotline)
        case .asked:
            let number = try await appeal(hotline)
            names["N"] = number
            try await act(.extend(by: .seconds(86_400), reason: "ждём"), number, hotline)
        case .pair: (names["N"], names["M"]) = (try await appeal(hotline), try await appeal(hotline))
        }
        return row.line.split(separator: " ").map { names[String($0)] ?? String($0) }
    }

    /// An appeal that the specialist for the journal has; its author was not asked about texts.
    private func appeal(_ hotline: Hotline) async throws -> String {
        let head = Person(login: "games", name: "", roles: [.head])
        let form = AppealForm(phone: try PhoneNumber(e164: "+79000000077"))
        let regulation = Fixtures.regulation(
            staff: [StaffMember(login: "bin", name: "", roles: [.ejournal])]
        )
        let added = try await hotline.store.add(
            FormChanges(form: form, type: .ejournal),
            consent: nil,
            by: head,
            request: nil,
            at: .now(),
            under: regulation
        )
        _ = try await hotline.store.handOver(at: .now(), limit: 100, by: regulation)
        return "\(try await hotline.appeal(added.appeal.number, .distributed).number)"
    }

    private func act(_ act: AppealAct, _ number: String, _ hotline: Hotline) async throws {
        let number = try #require(AppealNumber(text: number))
        _ = try await hotline.store.perform(
            act,
            on: number,
            by: Person(login: "bin", name: "", roles: [.ejournal]),
            through: .cli,
            at: .now(),
            under: Fixtures.regulation()
        )
    }

    @Test func `every verb has a row`() async throws {
        let hotline = try await Hotline([])
        let help = try ChildProcess(BuiltProducts.program("hotline").path(), ["--help"])
        try await help.waitForExit(within: .seconds(10))
        let list = help.standardOutput.split(separator: "Команды:").last ?? ""
        let verbs = list.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("  "), !line.hasPrefix("   "), let verb = line.split(separator: " ").first,
                verb.allSatisfy({ $0.isLetter && $0.isASCII || $0 == "-" })
            else { return nil }
            return String(verb)
        }
        #expect(verbs.count >= 40)
        // It never ends by itself, and is run by other tests.
        for verb in verbs where verb != "up" {
            #expect(Self.rows.contains { $0.line.split(separator: " ").first.map(String.init) == verb }, "\(verb)")
        }
        await hotline.end()
    }
}
