import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Many at once.
@Suite(.timeLimit(.minutes(5)))
struct StormTests {
    @Test func `thirty calls at once and the server killed in the middle: one record each, and everybody hears an end`()
        async throws
    {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed", calls: 80))
        let callers = try await withThrowingTaskGroup(of: SIPCaller.self) { group in
            for index in 0..<30 {
                group.addTask { try await hotline.rings("+790000001\(String(index + 10))") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await callers[0].hears("type-menu")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in callers.prefix(15) { group.addTask { try await caller.press("2") } }
            try await group.waitForAll()
        }
        await hotline.agi.kill()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in callers { group.addTask { try await caller.waitForBye(within: .seconds(200)) } }
            try await group.waitForAll()
        }
        try await hotline.asterisk.waitUntilIdle(within: .seconds(60))
        let calls = try await hotline.store.calls(limit: 100)
        #expect(calls.count == 30)
        #expect(Set(calls.map(\.appeal)).count == 30)
        #expect(calls.allSatisfy { $0.outcome != nil })
        #expect(calls.filter { $0.keys.hasPrefix("2") }.count == 15)
        #expect(try await hotline.store.audit().isEmpty)
        await hotline.end()
    }

    @Test func `the twenty-first call within an hour is told so, and makes no record`() async throws {
        let hotline = try await Hotline(
            .asterisk,
            Hotline.Wishes(settings: #""menu": {"limits": {"callsPerHour": 2}},"#)
        )
        for count in 1...2 {
            let caller = try await hotline.rings()
            try await caller.waitForSound()
            await caller.hangUp()
            _ = try await hotline.endedCall(count)
        }
        let caller = try await hotline.rings()
        try await caller.hears("too-many-calls")
        try await caller.waitForBye(within: .seconds(20))
        #expect(try await hotline.store.calls(limit: 10).count == 2)
        try await hotline.asterisk.waitUntilIdle()
        await hotline.end()
        #expect(hotline.asterisk.complaints == [])
    }
}
