import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting

extension Hotline {
    /// Waits until the database says so, looking often; the limit is the net, not the measure.
    func wait<Value: Sendable>(
        for what: String,
        within limit: Duration = .seconds(30),
        _ look: () async throws -> Value?
    ) async throws -> Value {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while clock.now < end {
            if let value = try await look() { return value }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WorldError.timedOut(awaiting: what, seen: "not there")
    }

    /// Waits until the only call there is has ended, and gives it.
    func endedCall(_ count: Int = 1) async throws -> Call {
        try await wait(for: "the end of a call") {
            let calls = try await self.store.calls(limit: 100)
            return calls.count == count && calls[0].outcome != nil ? calls[0] : nil
        }
    }

    /// Waits until an appeal is as far as this.
    func appeal(_ number: AppealNumber, _ status: AppealStatus) async throws -> Appeal {
        try await wait(for: "appeal \(number) \(status.rawValue)") {
            try await self.store.appeal(number).flatMap { $0.status == status ? $0 : nil }
        }
    }

    /// Waits until an appeal is as `isReady` wants it.
    func appeal(_ number: AppealNumber, _ isReady: (Appeal) -> Bool) async throws -> Appeal {
        try await wait(for: "appeal \(number)") {
            try await self.store.appeal(number).flatMap { isReady($0) ? $0 : nil }
        }
    }

    /// Waits until the log of an appeal has an event of this kind.
    func event(_ kind: String, of number: AppealNumber) async throws -> LoggedEvent {
        try await wait(for: "\(kind) of appeal \(number)") {
            try await self.store.events(of: number).first { $0.kind == kind }
        }
    }

    /// Waits until the messages of an appeal are all in this state, `count` of them.
    func messages(of number: AppealNumber, _ count: Int, _ state: MessageState) async throws -> [KeptMessage] {
        try await wait(for: "\(count) messages \(state.rawValue)") {
            let messages = try await self.store.messages(of: [number], limit: 20)
            return messages.count == count && messages.allSatisfy { $0.state == state } ? messages.reversed() : nil
        }
    }

    /// Rings the hotline as a mobile would, and waits until it is answered.
    func rings(
        _ user: String? = "+79000000042",
        name: String? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws -> SIPCaller {
        var manner = SIPCaller.Manner()
        manner.headers = headers
        return try await SIPCaller.call(
            "74950000001",
            at: asterisk.sipPort,
            as: SIPIdentity(user: user, displayName: name),
            manner: manner
        )
    }

    /// Where a prompt's sound is.
    static func sound(_ prompt: String) -> URL {
        AsteriskServer.projectFolder.appending(path: "sounds/ru_hotline/hotline/\(prompt).wav")
    }
}

extension SIPCaller {
    /// Says something after the tone, as long as the greeting is.
    func saysSomething() async throws {
        try await hears("beep")
        try await speak(try WAVFile.samples(of: Hotline.sound("greeting")))
    }

    /// Skips the spoken message.
    func leavesNoMessage() async throws {
        try await hears("message")
        try await press("#")
    }
}

extension Telephone {
    /// Waits until the beginning of a prompt was heard, and forgets what was heard up to then.
    ///
    /// The search is done on a copy and not often: the call's own thread must keep its pace.
    func hears(_ prompt: String, within limit: Duration = .seconds(40)) async throws {
        let sought = Array(try WAVFile.samples(of: Hotline.sound(prompt)).prefix(4_800))
        let clock = ContinuousClock()
        let end = clock.now + limit
        while clock.now < end {
            // Long enough for what was heard since the last look and the sound itself.
            if AudioMatch.best(of: sought, in: Array(heard.suffix(16_000))).value > 0.9 {
                return forgetHeard()
            }
            try await Task.sleep(for: .milliseconds(300))
        }
        throw WorldError.timedOut(awaiting: "the prompt \(prompt)", seen: "\(heard.count) samples")
    }
}
