import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Two hundred days of a school in virtual time, with the real `hotlined` killed whenever it likes.
///
/// Calls come as `hotline-agi` keeps them; all that the staff do goes through the socket, under their accounts. Texts go to a
/// double of Kannel's and mails to a mail program that count what arrives. Once the clock is set back by forty minutes.
@Suite(.timeLimit(.minutes(12)), .enabled(if: Hotline.canBeOthers, "only root can ask for the whole staff"))
struct VirtualTimeTests {
    @Test(arguments: [1, 2])
    func `every warning, end, text and mail is written and sent once in 200 days, however many services run and die`(
        services: Int
    ) async throws {
        var school = try await ScriptedSchool(services: services, seed: UInt64(services))
        try await school.live(days: 200)
        try await school.settle()
        try await school.expectMailsThatFailed()
        let written = try await school.written()
        for text in Set(written.keys).union(school.expected.keys) where written[text] != school.expected[text] {
            Issue.record("\(text): \(written[text] ?? 0) written, \(school.expected[text] ?? 0) expected")
        }
        #expect(try await school.store.audit().isEmpty)
        #expect(school.expected.values.reduce(0, +) > 400)
        #expect(school.kills > 50 && school.actsKilled > 10 && school.actsRepeated > 50)
        #expect(services > 1 || school.expected.keys.contains { $0.kind == "timersLate" })
        try await school.expectArrivals()
        await school.end()
    }
}
