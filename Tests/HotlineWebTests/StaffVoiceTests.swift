import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import JSON
import Synchronization
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

    @Test(arguments: Role.allCases)
    func `what was said to the psychologist is heard by the psychologist and nobody else`(role: Role) async throws {
        let office = try StaffOffice()
        let secret = try await office.receive(.psychologist)
        office.become(Person(login: role == .psychologist ? "psy" : "other", name: "П", roles: [role]))
        try await office.open { client in
            if role == .psychologist {
                let sound = try await client.recording(of: secret, index: 1)
                #expect(!sound.isEmpty)
            } else {
                let error = await #expect(throws: StaffClientError.self) {
                    try await client.recording(of: secret, index: 1)
                }
                #expect(error?.code == .notAllowed)
            }
        }
        let played = try await office.store.events(of: secret).filter { $0.kind == "played" }
        #expect(played.count == (role == .psychologist ? 1 : 0))
    }

    @Test func `calls tell who answered and what was recorded, but of a private one only when it was`() async throws {
        let office = try StaffOffice()
        let own = try await office.receive(.technical)
        let secret = try await office.receive(.psychologist)
        for (number, kinds) in [(own, [CallRecording.Kind.message, .talk]), (secret, [.message])] {
            let id = try #require(try await office.store.calls(of: [number], limit: 1).first).uniqueID
            _ = try await office.store.noteAnswered(id, by: "hlp", rang: .seconds(12), at: StaffOffice.now)
            _ = try await office.store.noteTalk(id, lasting: .seconds(65))
            for kind in kinds {
                let recording = CallRecording(
                    kind: kind,
                    file: "call-\(number)-\(kind.rawValue).wav",
                    length: .seconds(8),
                    sha256: String(repeating: "a", count: 64),
                    isSilent: false
                )
                _ = try await office.store.adopt(recording, ofCall: id, at: StaffOffice.now)
            }
        }
        office.become("hlp")
        try await office.open { client in
            let calls = try await client.calls(of: own, limit: 1)
            #expect(calls.first?.answeredBy == "hlp")
            #expect(calls.first?.rang == 12)
            #expect(calls.first?.talked == 65)
            #expect(calls.first?.link == .made)
            #expect(calls.first?.recordings.map(\.kind) == [.message, .talk])
            let document = try await client.appeal(own).document
            #expect(document.call?.recording == "call-\(own)-message.wav")

            let hidden = try await StaffAppealsTests.raw(office, .get, "/v1/calls?appeal=\(secret)")
            let call = try JSON(parsing: hidden.body)[0]
            #expect(call?["recordings"] == [])
            for key in ["uniqueID", "caller", "link", "answeredBy", "rang", "talked"] {
                #expect(call?[key]?.isNull == true, "\(key)")
            }
        }
    }

    /// The days on which the clocks of Central Europe change, and how many hours they have.
    @Test(arguments: [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-24", 24), ("2026-10-25", 25)])
    func `a day of the balance is as long as the clocks make it`(day: String, hours: Int) async throws {
        var office = try StaffOffice()
        office.zone = ZoneRules(
            name: "Europe/Berlin",
            firstOffset: 3600,
            changes: [
                .init(at: Instant(seconds: 1_774_746_000), offset: 7200),
                .init(at: Instant(seconds: 1_792_890_000), offset: 3600),
            ]
        )
        office.become("chief")
        let balance = try await office.open { client in try await client.balance(on: day) }
        #expect(balance.exchange == hours)
    }

    @Test(arguments: [
        "2026-02-30", "2026-3-12", "12.03.2026", "", " 2026-03-12", "2026-03-12 ", "2026-03-12T00:00:00Z", "today",
        "２０２６-03-12", "-026-03-12",
    ])
    func `what is no day is refused`(day: String) async throws {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { client in
            let error = await #expect(throws: StaffClientError.self) { try await client.balance(on: day) }
            #expect(error?.code == .badRequest)
        }
    }

    @Test func `today is meant where no day is named, and without the exchange's account one line says so`()
        async throws
    {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { client in
            let balance = try await client.balance(on: nil)
            #expect(balance.exchange == 24)
            office.register.hasExchangeAccount.withLock { $0 = false }
            let error = await #expect(throws: StaffClientError.self) { try await client.balance(on: nil) }
            #expect(error?.code == .refused)
            #expect(error?.description.contains("/asterisk/cdr") == true)
        }
    }

    @Test(arguments: [[Role.head], [.hotline], [.head, .psychologist]])
    func `a private call at the queue is a number, but for the psychologist`(roles: [Role]) async throws {
        let office = try StaffOffice()
        office.become(Person(login: "golova", name: "Голова", roles: roles))
        let call = try #require(try await office.open { client in try await client.liveCalls() }.first)
        #expect(call.appeal == AppealNumber(7))
        #expect(call.state == .ringing)
        #expect(call.waited == 3)
        let maySee = roles.contains(.psychologist)
        #expect(call.route == (maySee ? .psychologist : nil))
        #expect(call.people == (maySee ? ["dusha"] : []))
    }
}

extension StaffClientError {
    /// The code the service refused with.
    fileprivate var code: FaultDocument.Code? {
        guard case .refused(let fault) = self else { return nil }
        return fault.code
    }
}
