import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// The gateway and the mailbox with a real smsd between them and a modem.
@Suite(.timeLimit(.minutes(2))) struct SMSToolsWorldTests {
    private let bench: ModemBench
    private var modem: FakeModem { bench.modem }
    private var desk: NewsDesk { bench.desk }

    init() throws {
        bench = try ModemBench()
    }

    @Test func `a Russian text goes out as it is, and its report comes back`() async throws {
        var part = MessagePart.fixture("№1042 «средства». Взять до 14:35.\nОтвет: 1042 1 беру 👍 ", message: 42)
        part.isUrgent = true
        part.validity = .seconds(1800)
        try await bench.run { [part] in
            try await bench.submit(part)
            let text = try #require(try await modem.texts().first)
            #expect(text.receiver == "+79000000042")
            #expect(text.text == part.text)
            #expect(text.isUCS2 && text.wantsReport)
            #expect(text.header == [])
            #expect(text.validity == 30)
            try await desk.waitForReport(.accepted, on: part)

            modem.report(0x20, on: text)
            modem.report(on: text)
            try await desk.waitForReport(.delivered, on: part)
            try await modem.waitUntilCollected()
            // What is done leaves nothing to collect.
            try await bench.smsd.waitForFiles(0, in: "sent")
            try await bench.smsd.waitForFiles(0, in: "report")
        }
        #expect(modem.texts.count == 1 && modem.unreadableTexts == 0)
    }

    @Test func `parts arrive joined, a character at the edge unbroken, and each has its own report`() async throws {
        // The 67th unit is the first half of a character of two.
        let text = String(repeating: "ё", count: 66) + "👍" + String(repeating: "ж", count: 66) + "👍 да"
        let parts = MessagePart.cut(text, message: 0x2A)
        #expect(parts.count == 3)
        try await bench.run {
            for part in parts { try await bench.submit(part) }
            let texts = try await modem.texts(3).sorted { ($0.part?.number ?? 0) < ($1.part?.number ?? 0) }
            #expect(texts.map { $0.part?.number } == [1, 2, 3])
            #expect(texts.allSatisfy { $0.part?.of == 3 && $0.part?.reference == 0x2A && $0.wantsReport })
            #expect(texts.map(\.text) == parts.map(\.text))
            for (part, text) in zip(parts, texts) {
                modem.report(part.index == 1 ? 70 : 0, on: text)
            }
            try await desk.waitForReport(.delivered, on: parts[0])
            try await desk.waitForReport(.undelivered, on: parts[1])
            try await desk.waitForReport(.delivered, on: parts[2])
        }
        #expect(modem.texts.count == 3)
    }

    @Test func `a text of the GSM alphabet goes out in seven bits, alone and joined`() async throws {
        let words = "Shkola №".dropLast() + "1539: {[ok]} ~ \\ | ^ 5€ @£$_ ÄÖÜ ñ ΔΦ? "
        var alone = MessagePart.fixture(String(words), message: 41)
        alone.encoding = .gsm7
        var full = MessagePart.fixture(String(repeating: "z", count: 153), message: 43, index: 0, count: 2)
        full.encoding = .gsm7
        try await bench.run { [alone, full] in
            try await bench.submit(alone, full)
            let texts = try await modem.texts(2)
            #expect(Set(texts.map(\.text)) == [alone.text, full.text])
            #expect(texts.allSatisfy { !$0.isUCS2 })
            #expect(texts.first { $0.text == full.text }?.header == [5, 0, 3, 43, 2, 1])
        }
    }

    @Test func `what the network refuses is undelivered`() async throws {
        modem.answer(.refused(38), to: "+79000000042")
        let part = MessagePart.fixture("да")
        try await bench.run {
            try await bench.submit(part)
            try await desk.waitForReport(.undelivered, on: part)
            try await bench.smsd.waitForFiles(0, in: "failed")
        }
        #expect(modem.texts.allSatisfy { $0.reference == nil })
    }

    @Test func `texts come in short, long and from a name, each as it was sent`() async throws {
        let sender = "+79000000043"
        // The telephone cuts inside the character of two units.
        let long = String(repeating: "ё", count: 66) + "👍 ответ готов 😀. " + String(repeating: "ж", count: 70)
        let all = ["1042 1 беру 😀", "1042 2 @£$", long]
        try await bench.run {
            modem.receive(all[0], from: sender)
            modem.receive(all[1], from: sender)
            modem.receive(long, from: sender, isReversed: true)
            modem.receive("Vash kod 1234", from: "SberBank")
            try await desk.waitForTexts(4)
        }
        #expect(Set(desk.texts.filter { $0.sender == sender }.map(\.text)) == Set(all))
        #expect(desk.texts.filter { $0.sender == "SberBank" }.map(\.text) == ["Vash kod 1234"])
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        for text in desk.texts { #expect(try abs((now - #require(text.sentAt)).milliseconds) < 120_000) }
        #expect(bench.smsd.names(in: "incoming") == [])
    }

    @Test func `a modem that was pulled: texts wait, and go once it is back`() async throws {
        let parts = (1...3).map { MessagePart.fixture("текст \($0)", message: $0) }
        let before = MessagePart.fixture("раньше", message: 9)
        try await bench.run {
            try await bench.submit(before)
            try await desk.waitForReport(.accepted, on: before)
            try await modem.pull()
            for part in parts { try await bench.submit(part) }
            try await bench.smsd.waitForFiles(0, in: "outgoing")
            #expect(modem.texts.count == 1)
            try modem.plugIn()
            // smsd may have had the device open, and waits a while for an answer that does not come.
            let texts = try await modem.texts(4, within: .seconds(60))
            #expect(Set(texts.map(\.text)) == ["раньше", "текст 1", "текст 2", "текст 3"])
            for text in texts { modem.report(on: text) }
            for part in parts { try await desk.waitForReport(.delivered, on: part) }
        }
        #expect(modem.texts.count == 4)
        #expect(!desk.reports.contains { $0.finding == .undelivered })
    }

    @Test func `smsd killed and started again: nothing is lost and nothing goes twice, either way`() async throws {
        let parts = (1...3).map { MessagePart.fixture("текст \($0)", message: $0) }
        let last = MessagePart.fixture("последний", message: 4)
        try await modem.pull()
        try await bench.run {
            for part in parts { try await bench.submit(part) }
            try await bench.smsd.waitForFiles(3, in: "checked")
            await bench.smsd.kill()
            modem.receive("1042 1 беру", from: "+79000000043")
            // Submitted again, as after a death of ours in the middle.
            for part in parts { try await bench.submit(part) }
            #expect(bench.smsd.names(in: "outgoing") == [])
            try modem.plugIn()
            try bench.smsd.start()
            for text in try await modem.texts(3) { modem.report(on: text) }
            for part in parts { try await desk.waitForReport(.delivered, on: part) }
            try await desk.waitForTexts(1)
            // A text that goes last shows that nothing came between.
            try await bench.submit(last)
            _ = try await modem.texts { $0.text == last.text }
        }
        #expect(modem.texts.map(\.text).sorted() == ["последний", "текст 1", "текст 2", "текст 3"])
        #expect(desk.texts.map(\.text) == ["1042 1 беру"])
    }
}
