internal import Foundation
internal import Synchronization

/// Somebody with a telephone: calls, hears, presses keys, speaks and hangs up.
///
/// A thread per call sends and takes a packet every 20 ms, as a telephone does; the functions here only tell it what to do and
/// wait for what becomes of it. A call that is let go of is hung up.
public final class SIPCaller: Sendable {
    /// How this caller's telephone behaves.
    public struct Manner: Sendable {
        /// How long a key is held, in milliseconds.
        public var tone = 80
        /// How long it is quiet between two keys, in milliseconds.
        public var gap = 60
        /// Further headers of the INVITE, such as P-Asserted-Identity and Privacy.
        public var headers: [(name: String, value: String)] = []

        /// A telephone as most are.
        public init() {}
    }

    let line: Watched<SIPLine>

    /// Dials, and leaves it ringing.
    ///
    /// - Parameters:
    ///   - number: The user part of the address called.
    ///   - port: Where the PBX hears SIP.
    ///   - identity: Who is calling.
    ///   - manner: How the telephone behaves.
    /// - Throws: ``WorldError/socket(operation:errno:)``.
    public init(
        dialling number: String,
        at port: Int,
        as identity: SIPIdentity,
        manner: Manner = Manner()
    ) throws(WorldError) {
        let signalling = try Loopback.bound(port: 0, kind: .datagram)
        let sound = try Loopback.bound(port: 0, kind: .datagram)
        let serial = Self.serial.withLock { serial in
            serial += 1
            return serial
        }
        let dialog = SIPDialog(
            SIPDialog.Call(
                uri: "sip:\(number)@127.0.0.1:\(port)",
                from: identity.value,
                identifier: "c\(ProcessInfo.processInfo.processIdentifier)x\(serial)",
                port: Loopback.port(of: signalling),
                offer: SessionDescription(address: "127.0.0.1", port: Loopback.port(of: sound)),
                headers: manner.headers.map { SIPMessage.Header(name: $0.name, value: Array($0.value.utf8)) }
            )
        )
        let sender = RTPSender(source: UInt32(truncatingIfNeeded: serial), tone: manner.tone, gap: manner.gap)
        line = Watched(SIPLine(dialog: dialog, sender: sender))
        let loop = SIPLineLoop(line: line, signalling: signalling, sound: sound, server: port)
        Thread.detachNewThread { loop.run() }
    }

    deinit {
        line.change { $0.wants = .toLeave }
    }

    private static let serial = Mutex(0)
}

extension SIPCaller {
    /// Dials and waits for the answer.
    ///
    /// - Parameters:
    ///   - number: The user part of the address called.
    ///   - port: Where the PBX hears SIP.
    ///   - identity: Who is calling.
    ///   - manner: How the telephone behaves.
    ///   - limit: How long to wait.
    /// - Returns: The answered call.
    /// - Throws: ``WorldError/notAnswered(status:)`` where the call was refused.
    public static func call(
        _ number: String,
        at port: Int,
        as identity: SIPIdentity = SIPIdentity(user: "+12025550123", displayName: "Tester"),
        manner: Manner = Manner(),
        within limit: Duration = .seconds(10)
    ) async throws(WorldError) -> SIPCaller {
        let caller = try SIPCaller(dialling: number, at: port, as: identity, manner: manner)
        try await caller.waitForAnswer(within: limit)
        return caller
    }

    /// Waits until somebody answers.
    public func waitForAnswer(within limit: Duration = .seconds(10)) async throws(WorldError) {
        let state = await line.first(within: limit) { $0.dialog.state == .calling ? nil : $0.dialog.state }
        switch state {
        case .answered?, .over?: return
        case .refused(let status)?: throw .notAnswered(status: status)
        case .calling?, nil: throw .timedOut(awaiting: "an answer", seen: "ringing")
        }
    }

    /// Presses keys and waits until they have been sent.
    public func press(_ keys: String, within limit: Duration = .seconds(10)) async throws(WorldError) {
        line.change { $0.sender.press(keys) }
        try await wait(for: "keys to be sent", within: limit) { $0.sender.isIdle }
    }

    /// Speaks 16-bit samples at 8 000 a second, and waits until they have been sent.
    public func speak(_ samples: [Int16], within limit: Duration = .seconds(60)) async throws(WorldError) {
        let bytes = samples.map(MuLaw.encode)
        line.change { $0.sender.speak(bytes) }
        try await wait(for: "words to be sent", within: limit) { $0.sender.isSilent }
    }

    /// Waits until something can be heard that was not there when the last wait of this kind ended.
    public func waitForSound(within limit: Duration = .seconds(10)) async throws(WorldError) {
        try await wait(for: "a sound", within: limit) { $0.hasHeardSound }
        line.change { $0.hasHeardSound = false }
    }

    /// Waits until it has been quiet for so long; a sound not yet waited for is waited for first.
    public func waitForSilence(
        of length: Duration = .milliseconds(500),
        within limit: Duration = .seconds(60)
    ) async throws(WorldError) {
        let ticks = Int(length / .milliseconds(20))
        try await wait(for: "silence", within: limit) { $0.soundEverHeard && $0.ticksOfSilence >= ticks }
        line.change { $0.hasHeardSound = false }
    }

    /// Waits until what was heard satisfies a condition, which is asked every 20 ms.
    public func waitUntilHeard(
        _ what: String,
        within limit: Duration = .seconds(60),
        _ condition: @escaping @Sendable ([Int16]) -> Bool
    ) async throws(WorldError) {
        try await wait(for: what, within: limit) { condition($0.heard) }
    }

    /// Waits until the other side hangs up.
    public func waitForBye(within limit: Duration = .seconds(10)) async throws(WorldError) {
        let isOver = await line.holds(within: limit) { $0.dialog.state == .over(byOtherSide: true) }
        guard isOver else { throw .timedOut(awaiting: "the other side to hang up", seen: "\(line.value.dialog.state)") }
    }

    /// Hangs up, and waits until that has been said.
    public func hangUp() async {
        line.change { $0.wants = .toLeave }
        _ = await line.holds(within: .seconds(2)) { $0.hasLeft }
    }

    /// Gives up before anybody answers, and waits until the PBX has said that it knows.
    public func cancel(within limit: Duration = .seconds(5)) async throws(WorldError) {
        line.change { $0.wants = .toCancel }
        guard await line.holds(within: limit, { $0.dialog.state != .calling }) else {
            throw .timedOut(awaiting: "the end of a cancelled call", seen: "ringing")
        }
    }

    /// Whether the call goes on.
    public var isUp: Bool {
        if case .answered = line.value.dialog.state { true } else { false }
    }

    /// All that was heard since the answer, as 16-bit samples at 8 000 a second.
    public var heard: [Int16] { line.value.heard }

    /// Forgets what was heard.
    public func forgetHeard() {
        line.change { line in
            line.heard = []
            line.hasHeardSound = false
        }
    }

    /// Waits for something that can only happen while the call goes on.
    private func wait(
        for what: String,
        within limit: Duration,
        _ condition: @escaping @Sendable (SIPLine) -> Bool
    ) async throws(WorldError) {
        let came = await line.first(within: limit) { line -> Bool? in
            if condition(line) { return true }
            if case .answered = line.dialog.state { return nil }
            return false
        }
        switch came {
        case true?: return
        case false?: throw .callOver
        case nil: throw .timedOut(awaiting: what, seen: "\(line.value.heard.count / MuLaw.rate) s of a call")
        }
    }
}
