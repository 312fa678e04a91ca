import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// A specialist with nothing but a telephone, and an author with another, over a real Kannel.
@Suite(.timeLimit(.minutes(3)))
struct ReplyTests {
    private static let specialist = "+79000000002"
    private static let author = "+79000000042"

    /// An appeal about the electronic journal whose author agreed to texts.
    private func appeal(_ hotline: Hotline) async throws -> AppealNumber {
        _ = try await hotline.takeCall("1.1", from: Self.author, route: .ejournal, at: .now())
        let appeal = try await hotline.appeal(AppealNumber(1), .distributed)
        _ = try await hotline.phones.message { $0.receiver == Self.specialist && $0.text.contains("Взять до") }
        return appeal.number
    }

    @Test func `an appeal is taken, answered, doubted and answered again by telephone alone`() async throws {
        let hotline = try await Hotline([.companion, .kannel])
        let number = try await appeal(hotline)
        let phones = hotline.phones

        try await phones.send("\(number) беру", from: Self.specialist, to: "1539")
        #expect(try await hotline.appeal(number, .inProgress).assignee == "petrov")
        _ = try await phones.message { $0.receiver == Self.specialist && $0.text.hasPrefix("№1 у Вас до") }
        _ = try await phones.message { $0.receiver == Self.author && $0.text.contains("взято в работу") }

        try await phones.send("\(number) 0", from: Self.specialist, to: "1539")
        let details = try await phones.message { $0.receiver == Self.specialist && $0.text.contains(Self.author) }
        #expect(details.text.hasPrefix("№1 ЭЖД"))

        try await phones.send("\(number) 2 Пароль сброшен, войдите заново.", from: Self.specialist, to: "1539")
        #expect(try await hotline.appeal(number, .closed).result == "Пароль сброшен, войдите заново.")
        let result = try await phones.message { $0.receiver == Self.author && $0.text.contains("Пароль сброшен") }
        #expect(result.text.hasSuffix("Не решено? Ответьте 1 9"))
        _ = try await hotline.event("told", of: number)

        try await phones.send("1 9 всё равно не пускает", from: Self.author, to: "1539")
        _ = try await hotline.appeal(number, .inProgress)
        _ = try await phones.message { $0.receiver == Self.specialist && $0.text.contains("открыто снова") }
        try await phones.send("статус", from: Self.author, to: "1539")
        _ = try await phones.message { $0.receiver == Self.author && $0.text.hasPrefix("№1 в работе") }

        try await phones.send("СТОП", from: Self.author, to: "1539")
        _ = try await hotline.appeal(number) { $0.consent == false }
        try await phones.send("2 Теперь точно", from: Self.specialist, to: "1539")
        #expect(try await hotline.appeal(number, .closed).delivery == .callback)

        let inbox = try await hotline.answer([ToldText].self, "inbox")
        #expect(inbox.map(\.outcome) == ["done", "stop", "told", "done", "done", "told", "done"])
        #expect(inbox.last?.login == "petrov" && inbox.last?.text == "1 беру")
        #expect(inbox.allSatisfy { $0.from?.contains("•") == true })
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `what is texted while the service is down, or dies over it, is done once it is back`() async throws {
        let hotline = try await Hotline([.companion, .kannel])
        let number = try await appeal(hotline)
        hotline.companion.signal(SIGKILL)
        _ = try await hotline.companion.waitForExit(within: .seconds(10))
        try await hotline.phones.send("\(number) 1", from: Self.specialist, to: "1539")
        try await hotline.phones.send("\(number) 1", from: "+79990000001", to: "1539")
        try await hotline.startCompanion()
        #expect(try await hotline.appeal(number, .inProgress).assignee == "petrov")
        let texts = try await hotline.wait(for: "two texts") {
            let texts = try await hotline.store.texts(limit: 9)
            return texts.count == 2 && texts.allSatisfy { $0.handledAt != nil } ? texts : nil
        }
        #expect(Set(texts.map(\.outcome)) == ["done", "stranger"])
        #expect(try await hotline.store.events(of: number).filter { $0.kind == "taken" }.count == 1)
        #expect(hotline.phones.messages.allSatisfy { $0.receiver != "+79990000001" })
        await hotline.end()
    }
}

/// A text that came in, as the command line tells of it.
struct ToldText: Decodable, Sendable {
    var from: String?
    var login: String?
    var appeal: Int?
    var outcome: String?
    var text: String?
}
