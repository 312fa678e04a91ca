import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The story the product exists for, with nothing played.
@Suite(.timeLimit(.minutes(3)))
struct MainJobTests {
    @Test func `a caller presses two, and the right specialist's phone gets the assignment`() async throws {
        let hotline = try await Hotline()
        let caller = try await hotline.rings()
        try await caller.hears("greeting")
        try await caller.hears("type-menu")
        try await caller.press("2")

        let appeal = try await hotline.appeal(AppealNumber(1), .distributed)
        #expect(appeal.type == .ejournal)
        #expect(appeal.assignee == "petrov")
        try await caller.hears("contact-mobile")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))
        let call = try await hotline.endedCall()
        #expect(call.outcome == .completed)
        #expect(call.step == .finish)
        #expect(call.keys == "21#")

        let take = try #require(appeal.deadlines.take?.due)
        let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 3 * 3600, changes: [])
        let close = zone.civilTime(at: appeal.deadlines.close.due)
        let assigned = try await hotline.phones.message { $0.receiver == "+79000000002" }
        #expect(
            assigned.text
                == "№1 ЭЖД. Взять до \(zone.civilTime(at: take).clock). Ответ: 1 1 беру, 1 3 не моё"
        )
        let registered = try await hotline.phones.message { $0.receiver == "+79000000042" }
        #expect(
            registered.text == "Обращение №1 принято \(zone.civilTime(at: appeal.receivedAt).clock). "
                + "Ответ до \(close.clock) \(close.shortDate). Школа 1539"
        )
        _ = try await hotline.messages(of: appeal.number, 2, .delivered)
        #expect(hotline.phones.messages.count == 2)
        await hotline.end()
        #expect(hotline.asterisk.complaints == [])
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `a long result arrives in joined parts, once, although each report comes twice`() async throws {
        let hotline = try await Hotline([.asterisk, .companion, .kannel])
        let caller = try await hotline.rings()
        try await caller.press("2")
        try await caller.hears("contact-mobile")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.waitForBye(within: .seconds(30))
        _ = try await hotline.appeal(AppealNumber(1), .distributed)

        let result =
            String(repeating: "Пароль сброшен, войдите заново. ", count: 5).trimmingCharacters(in: .whitespaces) + " 😀"
        #expect(try await hotline.command("take", "1").status == .exited(0))
        #expect(try await hotline.command("close", "1", "--result", result).status == .exited(0))
        let body = result + "\nНе решено? Ответьте 1 9"
        let expected = SMSParts.cut(body)
        #expect(expected.count == 3)
        let parts = try await hotline.phones.messages(3) { $0.part != nil }
        #expect(parts.sorted { ($0.part?.number ?? 0) < ($1.part?.number ?? 0) }.map(\.text) == expected)
        let messages = try await hotline.messages(of: AppealNumber(1), 4, .delivered)
        let closing = try #require(messages.last)
        #expect(closing.kind == "closed")

        for _ in 0..<2 {
            let report = HTTPGet(
                port: hotline.ports.callbacks,
                target: "/sms/kannel/c4llback/report?id=\(closing.id)&part=0&type=2"
            )
            #expect(try await report.answer().status == 202)
        }
        #expect(try await hotline.messages(of: AppealNumber(1), 4, .delivered).last?.state == .delivered)
        #expect(hotline.phones.messages.count == 6)
        await hotline.end()
    }
}
