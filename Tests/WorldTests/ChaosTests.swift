import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

extension Instant {
    /// What time it is by the machine's clock.
    static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

/// Ten thousand texts through a gateway that swallows answers and dies, by a service that is killed whenever it likes.
@Suite(.timeLimit(.minutes(10)))
struct ChaosTests {
    private static let count = 10_000

    @Test func `no text is lost, and one that came twice is one nobody could know of, and is counted`() async throws {
        let gateway = try ChaoticKannel(seed: 1042)
        let clock = try VirtualClock(showing: .now())
        var wishes = Hotline.Wishes()
        wishes.clock = clock
        wishes.kannel = gateway.url
        let hotline = try await Hotline([.companion], wishes)
        try await fill(hotline)
        var random = SplitMix(seed: 7)
        var now = Instant.now()
        var kills = 0
        let limit = ContinuousClock.now + .seconds(420)
        while try await hotline.store.nextMessageDue() != nil, ContinuousClock.now < limit {
            now = now + .seconds(10)
            try clock.set(now)
            // Chaos is over once most have gone, so that what is left of it can be counted.
            let sent = gateway.account.taken.count
            if sent < Self.count * 9 / 10 {
                gateway.setDead(random.below(12) == 0)
                if random.below(25) == 0 {
                    await hotline.companion.kill()
                    try await hotline.startCompanion()
                    kills += 1
                }
            } else {
                gateway.calmDown()
            }
            try await Task.sleep(for: .milliseconds(150))
        }
        #expect(try await hotline.store.nextMessageDue() == nil)
        #expect(kills > 0)
        _ = try await hotline.wait(for: "every report") { gateway.account.reportsLeft == 0 ? true : nil }
        let account = gateway.account
        let messages = try await hotline.store.messages(limit: .max).filter { $0.kind == "timersLate" }
        #expect(messages.count == Self.count)
        var lost = 0
        var doubled = 0
        for message in messages {
            let times = account.taken["\(message.id).0"] ?? 0
            if times == 0 { lost += 1 }
            guard times > 1 else { continue }
            doubled += 1
            // Each double is one the gateway left us no way to know of, and the record says so.
            #expect(message.repeats >= times - 1)
            #expect(account.untold.contains("\(message.id).0") || message.repeats > 0)
        }
        #expect(lost == 0)
        #expect(doubled < Self.count / 20, "\(doubled) doubles, \(account.untold.count) untold, \(kills) kills")
        #expect(messages.allSatisfy { [.accepted, .delivered, .failed].contains($0.state) })
        await hotline.end()
    }

    /// Writes the texts into the outbox, a hundred in a transaction.
    private func fill(_ hotline: Hotline) async throws {
        let number = try await hotline.takeCall("chaos", from: "+79000000042", route: nil, at: .now())
        for hundred in 0..<(Self.count / 100) {
            let texts = try (0..<100).map { place in
                DraftMessage(
                    kind: .timersLate,
                    recipient: try PhoneNumber(e164: "+7900\(1_000_000 + hundred * 100 + place)"),
                    body: "Текст \(hundred * 100 + place)"
                )
            }
            _ = try await hotline.store.change(number, at: .now()) { appeal, _ in
                let event = NewEvent(.noted, by: .system, through: .system)
                return AppealChange(appeal: appeal, events: [event], messages: texts)
            }
        }
    }
}
