import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What is decided about a text at the moment it would be sent.
@Suite struct StoreClaimTests {
    private let store: Store
    private let regulation = Fixtures.regulation()
    private static let technician = Fixtures.mobile(5)
    private static let night = QuietHours(from: 22 * 60, to: 8 * 60)

    init() throws { store = try Store.inMemory() }

    /// Appeals that are with the technician, whose authors agreed to texts.
    private func appeals(_ count: Int, from first: Int = 10, at time: Instant = Fixtures.now) async throws
        -> [AppealNumber]
    {
        var numbers: [AppealNumber] = []
        for place in 0..<count {
            numbers.append(
                try await store.record("c\(first)-\(place)", from: Fixtures.mobile(first + place), route: .technical)
                    .appeal
            )
        }
        _ = try await store.handOver(at: time, limit: 100, by: regulation)
        return numbers
    }

    private func claim(
        _ rules: OutboxRules = Fixtures.outboxRules(),
        at now: Instant = Fixtures.now,
        limit: Int = 100
    ) async throws -> [OutboundMessage] {
        try await store.claimDueMessages(limit: limit, at: now, by: rules, under: regulation, heldFor: .seconds(30))
    }

    private func messages(_ kind: MessageKind) async throws -> [KeptMessage] {
        try await store.messages(limit: 999).filter { $0.kind == kind.rawValue }
    }

    @Test func `five that wait for one telephone become one text, and each says so`() async throws {
        let numbers = try await appeals(5)
        let toTechnician = try await claim().filter { $0.recipient == Self.technician }
        #expect(toTechnician.map(\.kind) == [.bundle])
        #expect(toTechnician.first?.parts == ["5 новых: \(numbers[0])–\(numbers[4]). Взять: номер и 1"])
        let assigned = try await messages(.assigned)
        #expect(assigned.count == 5 && assigned.allSatisfy { $0.state == .cancelled && $0.reason == "bundled" })
        let shown = try await store.messages(of: [numbers[2]], limit: 99).map(\.kind)
        #expect(shown.contains("bundle") && shown.contains("assigned"))
    }

    @Test func `two are two texts, one after the other`() async throws {
        _ = try await appeals(2)
        #expect(try await claim().filter { $0.recipient == Self.technician }.map(\.kind) == [.assigned])
    }

    @Test func `one that was taken meanwhile is not among those that are sent`() async throws {
        let numbers = try await appeals(4)
        _ = try await store.perform(
            .take,
            on: numbers[1],
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        let text = try await claim().first { $0.kind == .bundle }?.parts.first
        #expect(text?.hasPrefix("3 новых: \(numbers[0]), \(numbers[2])") == true)
        #expect(try await messages(.assigned).filter { $0.reason == "done" }.count == 1)
    }

    @Test func `a text whose reason is gone is cancelled in the act of taking it`() async throws {
        let number = try await appeals(1)[0]
        _ = try await store.perform(
            .take,
            on: number,
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        let kinds = try await claim().map(\.kind)
        #expect(!kinds.contains(.assigned))
        #expect(try await messages(.assigned).first?.state == .cancelled)
        #expect(try await messages(.assigned).first?.reason == "done")
    }

    @Test func `an assignment that waited until its term was over is not sent`() async throws {
        _ = try await appeals(1)
        let later = Fixtures.now + .seconds(1801)
        #expect(try await claim(at: later).allSatisfy { $0.kind != .assigned })
        #expect(try await messages(.assigned).first?.reason == "expired")
    }

    @Test func `what can wait is held over the night, and goes in the morning`() async throws {
        let rules = Fixtures.outboxRules(quietHours: Self.night)
        let number = try await appeals(1)[0]
        for message in try await claim(rules) {
            try await store.noteAccepted(message.id, parts: [0], receipt: GatewayReceipt(), at: Fixtures.now, by: rules)
        }
        // 23:30 in Moscow.
        let night = Instant(seconds: 1_773_347_400)
        _ = try await store.perform(
            .take,
            on: number,
            by: Fixtures.person(.technician),
            through: .cli,
            at: night,
            under: regulation
        )
        #expect(try await claim(rules, at: night).isEmpty)
        let held = try #require(try await messages(.taken).first)
        #expect(held.state == .held && held.reason == "quietHours")
        let morning = Instant(seconds: 1_773_378_000)
        #expect(held.dueAt == morning)
        #expect(try await store.nextMessageDue() == morning)
        #expect(try await claim(rules, at: morning + .seconds(-1)).isEmpty)
        #expect(try await claim(rules, at: morning).map(\.kind) == [.taken])
    }

    @Test func `one too many for a telephone waits until the window is over`() async throws {
        let rules = Fixtures.outboxRules(perPhone: RateLimit(2, within: .seconds(600)), bundleFrom: 99)
        _ = try await appeals(3)
        for second in 0..<2 {
            let now = Fixtures.now + .seconds(Int64(second))
            let message = try #require(try await claim(rules, at: now).first { $0.recipient == Self.technician })
            try await store.noteAccepted(message.id, parts: [0], receipt: GatewayReceipt(), at: now, by: rules)
        }
        #expect(try await claim(rules, at: Fixtures.now + .seconds(2)).allSatisfy { $0.recipient != Self.technician })
        #expect(try await messages(.assigned).first?.reason == "limit")
        let later = Fixtures.now + .seconds(600)
        #expect(try await claim(rules, at: later).contains { $0.recipient == Self.technician })
    }

    @Test func `one too many in all waits too`() async throws {
        let rules = Fixtures.outboxRules(overall: RateLimit(3, within: .seconds(60)), bundleFrom: 99)
        _ = try await appeals(6)
        #expect(try await claim(rules).count == 3)
        #expect(try await claim(rules).isEmpty)
        #expect(try await claim(rules, at: Fixtures.now + .seconds(60)).count == 3)
    }

    @Test func `an assignment that does not arrive goes by the next gateway, and then to the head`() async throws {
        let rules = Fixtures.outboxRules([
            OutboxRules.Gateway(name: "first"), OutboxRules.Gateway(name: "second"),
        ])
        let number = try await appeals(1)[0]
        for gateway in 0..<2 {
            let message = try #require(try await claim(rules).first { $0.kind == .assigned })
            #expect(message.gateway == gateway && message.unsentParts == [0])
            try await store.noteAccepted(message.id, parts: [0], receipt: GatewayReceipt(), at: Fixtures.now, by: rules)
            let report = DeliveryReport(message: message.id, part: 0, finding: .undelivered)
            #expect(try await store.note(report, at: Fixtures.now, by: rules))
        }
        #expect(try await messages(.assigned).first?.state == .undelivered)
        for _ in 0..<2 { _ = try await store.handOver(at: Fixtures.now, limit: 9, by: regulation) }
        let told = try await messages(.unreached)
        #expect(told.map(\.recipient) == [Fixtures.mobile(1)])
        #expect(told.first?.body == "№\(number) техника: СМС специалисту не дошла. \(number) 5 назначить")
        #expect(try await store.events(of: number).filter { $0.kind == "unreached" }.count == 1)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a gateway that knows a part by its key may get it again at once, and that is no repeat`() async throws {
        let rules = Fixtures.outboxRules([OutboxRules.Gateway(name: "android", unansweredSubmit: .repeatable)])
        _ = try await appeals(1)
        let first = try #require(try await claim(rules, limit: 1).first)
        // The sender dies.
        let again = try #require(
            try await claim(rules, at: Fixtures.now + .seconds(30)).first { $0.id == first.id }
        )
        #expect(again.writtenAt == first.writtenAt)
        #expect(try await store.messages(limit: 99).allSatisfy { $0.repeats == 0 })
    }

    @Test func `where there is no way to know, a text is left and shown, and does not hold up the next`() async throws {
        let rules = Fixtures.outboxRules([OutboxRules.Gateway(name: "smsru", unansweredSubmit: .left)], bundleFrom: 99)
        _ = try await appeals(2)
        let first = try #require(try await claim(rules).first { $0.kind == .assigned })
        try await store.noteUnanswered(first.id, parts: [0], at: Fixtures.now, by: rules)
        let left = try #require(try await store.messages(limit: 99).first { $0.id == first.id })
        #expect(left.state == .unknown && left.dueAt == nil && left.reason == "unanswered")
        let next = try #require(try await claim(rules).first { $0.kind == .assigned })
        #expect(next.id != first.id)
        #expect(try await claim(rules, at: Fixtures.now + .seconds(1700)).allSatisfy { $0.id != first.id })
        // It goes to the head, for nobody knows whether the specialist has it.
        _ = try await store.handOver(at: Fixtures.now, limit: 9, by: regulation)
        #expect(try await messages(.unreached).contains { $0.appeal == first.appeal })
        // And a report settles it, however late.
        let report = DeliveryReport(message: first.id, part: 0, finding: .delivered)
        #expect(try await store.note(report, at: Fixtures.now + .seconds(9), by: rules))
        #expect(try await store.messages(limit: 99).first { $0.id == first.id }?.state == .delivered)
    }

    @Test func `a gateway is asked about what it did not answer, and what it never took goes again, once`() async throws
    {
        let gateway = OutboxRules.Gateway(name: "smsc", unansweredSubmit: .askable, asksAfter: .seconds(20))
        let rules = Fixtures.outboxRules([gateway])
        _ = try await appeals(1)
        let message = try #require(try await claim(rules, limit: 1).first)
        try await store.noteUnanswered(message.id, parts: [0], at: Fixtures.now, by: rules)
        #expect(try await claim(rules, at: Fixtures.now + .seconds(60)).allSatisfy { $0.id != message.id })
        let soon = Fixtures.now + .seconds(61)
        let asked = try await store.partsToAskAbout("smsc", at: soon, limit: 10)
        #expect(asked.map(\.message) == [message.id])
        #expect(asked.first?.key == message.submissions(whole: false, at: soon).first?.part.key)
        try await store.note([PartAnswer(asked[0], .neverTaken)], about: asked, at: soon, by: rules)
        #expect(try await claim(rules, at: soon).contains { $0.id == message.id })
        #expect(try await store.messages(limit: 99).allSatisfy { $0.repeats == 0 })
        #expect(try await store.partsToAskAbout("smsc", at: soon + .seconds(9999), limit: 10).isEmpty)
    }

    @Test func `a gateway that is asked about what it took tells in its own time`() async throws {
        let gateway = OutboxRules.Gateway(name: "smsru", unansweredSubmit: .left, asksAfter: .seconds(20))
        let rules = Fixtures.outboxRules([gateway])
        _ = try await appeals(1)
        let message = try #require(try await claim(rules, limit: 1).first)
        let receipt = GatewayReceipt(reference: "2022-1")
        try await store.noteAccepted(message.id, parts: [0], receipt: receipt, at: Fixtures.now, by: rules)
        #expect(try await store.partsToAskAbout("smsru", at: Fixtures.now + .seconds(19), limit: 10).isEmpty)
        var now = Fixtures.now + .seconds(20)
        let asked = try await store.partsToAskAbout("smsru", at: now, limit: 10)
        #expect(asked.map(\.reference) == ["2022-1"])
        try await store.note([], about: asked, at: now, by: rules)
        #expect(try await store.partsToAskAbout("smsru", at: now + .seconds(9), limit: 10).isEmpty)
        now = now + .seconds(10)
        try await store.note([PartAnswer(asked[0], .report(.delivered))], about: asked, at: now, by: rules)
        #expect(try await store.messages(limit: 99).first { $0.id == message.id }?.state == .delivered)
        #expect(try await store.partsToAskAbout("smsru", at: now + .seconds(99_999), limit: 10).isEmpty)
    }

    @Test func `a report that comes before the answer to its submit is not lost`() async throws {
        let rules = Fixtures.outboxRules([OutboxRules.Gateway(name: "smsc", unansweredSubmit: .askable)])
        _ = try await appeals(1)
        let message = try #require(try await claim(rules, limit: 1).first)
        let report = ReferencedReport(gateway: "smsc", reference: "77", finding: .delivered)
        #expect(try await store.note(report, at: Fixtures.now, by: rules) == false)
        let receipt = GatewayReceipt(reference: "77")
        try await store.noteAccepted(message.id, parts: [0], receipt: receipt, at: Fixtures.now, by: rules)
        #expect(try await store.messages(limit: 99).first { $0.id == message.id }?.state == .delivered)
        #expect(try await store.note(report, at: Fixtures.now, by: rules))
    }

    @Test(arguments: [true, false])
    func `what a gateway says it did not take is tried again, although it also reports it as refused`(
        isReportFirst: Bool
    ) async throws {
        let rules = Fixtures.outboxRules()
        _ = try await appeals(1)
        let message = try #require(try await claim(rules, limit: 1).first)
        let report = DeliveryReport(message: message.id, part: 0, finding: .undelivered)
        if isReportFirst { _ = try await store.note(report, at: Fixtures.now, by: rules) }
        try await store.noteNotAccepted(
            message.id,
            state: .queued,
            reason: "notRoutable",
            due: Fixtures.now + .seconds(15),
            gateway: 0,
            at: Fixtures.now
        )
        if !isReportFirst { _ = try await store.note(report, at: Fixtures.now, by: rules) }
        let again = try await claim(rules, at: Fixtures.now + .seconds(15)).first { $0.id == message.id }
        #expect(again?.unsentParts == [0])
    }

    @Test func `a text that a gateway takes whole is one submission, and one report is for all of it`() async throws {
        let rules = Fixtures.outboxRules([OutboxRules.Gateway(name: "smsc", takesWholeTexts: true)])
        let number = try await appeals(1)[0]
        let long = String(repeating: "Ответ готов. ", count: 20)
        _ = try await store.perform(
            .close(result: long),
            on: number,
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        let message = try #require(try await claim(rules).first { $0.kind == .closed })
        #expect(message.parts.count > 1)
        let submissions = message.submissions(whole: true, at: Fixtures.now)
        #expect(submissions.count == 1)
        #expect(submissions[0].part.text == message.parts.joined() && submissions[0].part.joiningHeader == nil)
        let receipt = GatewayReceipt(reference: "5")
        try await store.noteAccepted(
            message.id,
            parts: submissions[0].places,
            receipt: receipt,
            at: Fixtures.now,
            by: rules
        )
        let report = DeliveryReport(message: message.id, part: 0, finding: .delivered)
        #expect(try await store.note(report, at: Fixtures.now, by: rules))
        #expect(try await messages(.closed).first?.state == .delivered)
    }

    @Test func `a result that a gateway took and never reported on becomes a call after a day`() async throws {
        let rules = Fixtures.outboxRules()
        let number = try await appeals(1)[0]
        _ = try await store.perform(
            .close(result: "Готово."),
            on: number,
            by: Fixtures.person(.technician),
            through: .cli,
            at: Fixtures.now,
            under: regulation
        )
        let message = try #require(try await claim(rules).first { $0.kind == .closed })
        try await store.noteAccepted(message.id, parts: [0], receipt: GatewayReceipt(), at: Fixtures.now, by: rules)
        _ = try await store.handOver(at: Fixtures.now + .seconds(86_399), limit: 9, by: regulation)
        #expect(try await store.appeal(number)?.delivery == .sms)
        _ = try await store.handOver(at: Fixtures.now + .seconds(86_400), limit: 9, by: regulation)
        #expect(try await store.appeal(number)?.delivery == .callback)
    }
}
