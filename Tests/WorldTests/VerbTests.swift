import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The command line against a running service, as the account the tests run under: the service's own.
@Suite(.timeLimit(.minutes(3)))
struct VerbTests {
    private static let keys = [
        "number", "status", "type", "route", "source", "fullName", "role", "className", "description", "phone", "email",
        "private", "receivedAt", "distributedAt", "takenAt", "closedAt", "assignee", "result", "delivery", "toldAt",
        "mark", "mergedInto", "extensionAsked", "callTask", "anonymisedAt", "terms", "call", "calls", "messages",
        "mails", "notes",
    ]

    private func json(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    @Test func `an absence of days that are over is kept, and said to change nothing`() async throws {
        let hotline = try await Hotline(.companion)
        let past = try await hotline.command("absent", "petrov", "--from", "2026-03-12")
        #expect(past.status == .exited(0) && past.words.contains("Эти дни уже прошли"), "\(past.words)")
        let coming = try await hotline.command("absent", "petrov", "--from", "2030-03-12")
        #expect(coming.status == .exited(0) && !coming.words.contains("прошли"), "\(coming.words)")
        await hotline.end()
    }

    @Test func `an appeal goes from a call to its result by the command line alone`() async throws {
        let hotline = try await Hotline(.companion)
        let played = try await hotline.command("simulate", "--from", "+79000000042", "--keys", "5,1,1", "--commit")
        #expect(played.status == .exited(0))
        #expect(played.output.contains("средства обучения") && !played.output.contains("equipment"))
        #expect(try await hotline.appeal(AppealNumber(1), .distributed).assignee == "golova")

        let list = try #require(try json(await hotline.command("list", "--json").output) as? [[String: Any]])
        #expect(list.count == 1)
        #expect(Set(list[0].keys) == Set(Self.keys))
        #expect(list[0]["phone"] as? String == "+7••••••••42")

        let filled = try await hotline.command(
            "complete",
            "1",
            "--no-input",
            "--full-name",
            "Иванов Иван",
            "--role",
            "parent",
            "--class",
            "5А",
            "--description",
            "Нет компьютера",
            "--email",
            "ivanov@example.com"
        )
        #expect(filled.status == .exited(0), "\(filled.words)")
        let shown = try #require(try json(await hotline.command("show", "№1", "--json").output) as? [String: Any])
        #expect(Set(shown.keys) == Set(Self.keys))
        #expect(shown["fullName"] as? String == "Иванов Иван")
        #expect(shown["phone"] as? String == "+79000000042")
        #expect((shown["receivedAt"] as? String)?.hasSuffix("+03:00") == true)
        #expect(try await hotline.store.events(of: AppealNumber(1)).contains { $0.kind == "numberShown" })

        #expect(try await hotline.command("take", "1").status == .exited(0))
        #expect(try await hotline.command("close", "1", "--result", "Выдали ноутбук").status == .exited(0))
        #expect(try await hotline.command("close", "1", "--result", "Ещё раз").status == .exited(1))
        #expect(try await hotline.command("take", "7").status == .exited(1))
        _ = try await hotline.messages(of: AppealNumber(1), 4, .delivered)
        let messages = try #require(try json(await hotline.command("messages", "--json").output) as? [[String: Any]])
        #expect(Set(messages.compactMap { $0["kind"] as? String }) == ["registered", "assigned", "taken", "closed"])
        let calls = try #require(try json(await hotline.command("calls", "--json").output) as? [[String: Any]])
        #expect(calls.first?["keys"] as? String == "511")
        #expect(try json(await hotline.command("whoami", "--json").output) is [String: Any])
        #expect(try await hotline.store.audit().isEmpty)
        let log = hotline.companion.standardError
        #expect(!log.contains("79000000042") && !log.contains("Иванов") && !log.contains("ноутбук"))
        await hotline.end()
    }

    @Test func `a simulation without commit is the same every time and leaves nothing`() async throws {
        let hotline = try await Hotline([])
        let order = [
            "simulate", "--from", "+79000000042", "--keys", "4,3", "--at", "2026-03-12T14:05:00+03:00",
        ]
        let first = try hotline.start("hotline", order)
        try await first.waitForExit(within: .seconds(30))
        let second = try hotline.start("hotline", order)
        try await second.waitForExit(within: .seconds(30))
        #expect(first.standardOutput == second.standardOutput)
        #expect(first.standardOutput.contains("№1 звонок. Взять до 14:35."))
        #expect(try await hotline.store.calls(limit: 1).isEmpty)
        let dropped = try await hotline.command(
            "simulate",
            "--from",
            "anonymous",
            "--keys",
            "2",
            "--hangup-after",
            "type"
        )
        #expect(dropped.output.contains("положил трубку, шаг: контакт"), "\(dropped.output)")
        #expect(dropped.output.contains("• шаг       выбор типа\n"), "\(dropped.output)")
        await hotline.end()
    }
}
