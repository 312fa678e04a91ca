import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaffVoiceTests {
    @Test func `an outage is announced once, shown with who did it, and ended`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            office.become(Person(login: "golova", name: "Голова", roles: [.head]))
            let none = try await client.outage()
            #expect(none == nil)
            let first = try await client.announceOutage(.ejournal)
            let again = try await client.announceOutage(.ejournal)
            #expect(again == first)
            let shown = try await client.outage()
            #expect(shown?.type == .ejournal)
            #expect(shown?.startedBy == "golova")
            let other = try await client.announceOutage(.technical)
            #expect(other.type == .technical)
            await #expect(throws: StaffClientError.self) { try await client.announceOutage(.psychologist) }
            let ended = try await client.endOutage()
            #expect(ended?.endedAt != nil)
            let nothing = try await client.endOutage()
            #expect(nothing == nil)
        }
    }

    @Test func `a recording is given to who may see the appeal, and that is noted`() async throws {
        let office = try StaffOffice()
        let own = try await office.receive(.technical)
        let secret = try await office.receive(.psychologist)
        try await office.open { client in
            office.become(Person(login: "ivanova", name: "Иванова", roles: [.hotline]))
            let sound = try await client.recording(of: own, index: nil)
            #expect(sound == [1, 2, 3, 4])
            await #expect(throws: StaffClientError.self) { try await client.recording(of: own, index: 2) }
            await #expect(throws: StaffClientError.self) { try await client.recording(of: secret, index: nil) }
            await #expect(throws: StaffClientError.self) {
                try await client.recording(of: AppealNumber(99), index: nil)
            }
        }
        #expect(try await office.store.events(of: own).filter { $0.kind == "played" }.count == 1)
        #expect(try await office.store.events(of: secret).allSatisfy { $0.kind != "played" })
    }

    @Test func `a day of the balance is as long as it is, and what is no day is refused`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            office.become(Person(login: "golova", name: "Голова", roles: [.head]))
            let balance = try await client.balance(on: "2026-03-12")
            #expect(balance.exchange == 24)
            await #expect(throws: StaffClientError.self) { try await client.balance(on: "2026-02-30") }
        }
    }

    @Test func `a private call at the queue has no subject`() async throws {
        let office = try StaffOffice()
        try await office.open { client in
            office.become(Person(login: "golova", name: "Голова", roles: [.head]))
            let calls = try await client.liveCalls()
            #expect(calls.map(\.appeal) == [AppealNumber(7)])
            #expect(calls.map(\.route) == [nil])
        }
    }
}
