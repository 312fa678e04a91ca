import HotlineCore
import JSON
import Testing

@testable import HotlineClient

/// What the tables of texts and mails say to people, who read no codes.
@Suite struct MessageWordsTests {
    private func message(_ kind: String, _ state: MessageState, _ reason: String?) throws -> MessageDocument {
        let json: JSON = [
            "id": 1, "appeal": 1042, "kind": .string(kind), "to": "+7••••••••42", "text": "Готово", "parts": 1,
            "state": .string(state.rawValue), "attempts": 1, "repeats": 0, "createdAt": "2026-03-12T14:05:00+03:00",
            "changedAt": "2026-03-12T14:05:00+03:00", "reason": JSON(reason),
        ]
        return try json.read(as: .messageDocument)
    }

    @Test func `every kind of text has words of its own, in Russian`() {
        let words = MessageKind.allCases.map(\.word)
        #expect(Set(words).count == words.count)
        #expect(words.allSatisfy { word in word.unicodeScalars.allSatisfy { !("a"..."z").contains($0) } }, "\(words)")
    }

    @Test func `every reason that is known has words, and another stays as it is`() {
        let known =
            MootReason.allCases.map(\.rawValue) + GatewayError.Reason.allCases.map(\.rawValue)
            + ["quietHours", "limit", "undelivered", "unanswered", "interrupted", "noSender"]
        for reason in known { #expect(StateReason.words(reason) != reason) }
        #expect(StateReason.words("E42") == "E42")
    }

    @Test func `a table of texts tells kind and reason in words, a spreadsheet and programs by their names`() throws {
        let messages = [
            try message("assigned", .held, "quietHours"), try message("later", .failed, "E42"),
            try message("closed", .delivered, nil),
        ]
        let lines = MessageListing(messages).lines(Palette(isColoured: false))
        #expect(lines[1].contains("  новое  ") && lines[1].contains("отложено (тихие часы)"), "\(lines)")
        #expect(lines[2].contains("  later  ") && lines[2].contains("не отправлено (E42)"), "\(lines)")
        #expect(lines[3].contains("  ответ автору  ") && lines[3].contains("доставлено  "), "\(lines)")
        #expect(MessageListing(messages).csv.contains(",assigned,"))
        #expect(messages[0].json["kind"] == "assigned" && messages[0].json["reason"] == "quietHours")
    }
}
