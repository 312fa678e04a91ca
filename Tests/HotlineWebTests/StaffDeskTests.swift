import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import HotlineWeb
import Testing

/// The live desk: answered when something is different, with what the one who asks may see.
@Suite(.timeLimit(.minutes(1)))
struct StaffDeskTests {
    @Test func `who has seen nothing is answered at once, and who has seen it when something changes`() async throws {
        let office = try StaffOffice()
        let first = try await office.receive(.ejournal)
        try await office.open { client in
            office.become("hlp")
            let before = try await client.desk(seen: nil)
            #expect(before.appeals.map(\.number) == [first])
            async let next = client.desk(seen: before.tag)
            let second = try await office.receive(.technical, from: "+79000000043")
            office.changes.ring()
            #expect(try await next.tag != before.tag)
            let after = try await client.desk(seen: before.tag)
            #expect(Set(after.appeals.map(\.number)) == [first, second])
            // The same state has the same tag.
            let one = try await client.desk(seen: nil)
            let two = try await client.desk(seen: nil)
            #expect(one.tag == two.tag && one == two)
        }
    }

    @Test func `a specialist sees their own, the director nothing, and nobody a whole number`() async throws {
        let office = try StaffOffice()
        _ = try await office.receive(.ejournal)
        let theirs = try await office.receive(.technical, from: "+79000000043")
        let secret = try await office.receive(.psychologist, from: "+79000000044")
        try await office.open { client in
            office.become("tech")
            let own = try await client.desk(seen: nil)
            #expect(own.appeals.map(\.number) == [theirs] && own.calls.isEmpty)
            #expect(own.appeals.first?.phone == "+7••••••••43")
            office.become("hlp")
            let all = try await client.desk(seen: nil)
            let hidden = try #require(all.appeals.first { $0.number == secret })
            #expect(all.appeals.count == 3 && hidden.isPrivate)
            #expect(hidden.phone == nil && hidden.route == nil && hidden.assignee == nil)
            office.become("psy")
            let shown = try await client.desk(seen: nil)
            #expect(shown.appeals.map(\.number) == [secret] && shown.appeals.first?.phone != nil)
            office.become("boss")
            await #expect(throws: StaffClientError.self) { try await client.desk(seen: nil) }
        }
    }

    @Test func `a call in the menu is told with its step and its keys, a private one without`() async throws {
        let office = try StaffOffice()
        let start = CallStart(
            uniqueID: "9.9",
            caller: CallerNumber(callerID: "+79000000042", presentation: 0, cityCode: "495"),
            dialled: "hotline"
        )
        let arrival = try await withCheckedContinuation { continuation in
            office.store.begin(start, at: StaffOffice.now, terms: .regulation, limits: ArrivalLimits(callsPerHour: nil))
            {
                continuation.resume(returning: $0)
            }
        }.get()
        guard case .begun(let call) = arrival else {
            Issue.record("no call")
            return
        }
        let note = { (progress: CallProgress) in
            try await withCheckedContinuation { continuation in
                office.store.note(progress, at: StaffOffice.now) { continuation.resume(returning: $0) }
            }.get()
        }
        try await note(CallProgress(call: call.id, step: .role, keys: "2", type: .ejournal, route: .ejournal))
        try await office.open { client in
            office.become("hlp")
            let told = try #require(try await client.desk(seen: nil).calls.first { $0.appeal == call.appeal })
            #expect(told.state == .menu && told.step == .role && told.keys == "2" && told.route == .ejournal)
            #expect(told.caller == "+7••••••••42")
            // The exchange's own call is private, and so only a number.
            let live = try #require(try await client.desk(seen: nil).calls.first { $0.state == .ringing })
            #expect(live.route == nil && live.people.isEmpty && live.caller == nil)
            office.become("psy")
            #expect(try await client.desk(seen: nil).calls.isEmpty)
        }
        try await note(
            CallProgress(call: call.id, step: .psychologist, keys: "4", type: .psychologist, route: .psychologist)
        )
        try await office.open { client in
            office.become("hlp")
            let told = try #require(try await client.desk(seen: nil).calls.first { $0.appeal == call.appeal })
            #expect(told.keys == nil && told.caller == nil && told.step == nil && told.route == nil)
        }
    }
}
