internal import Foundation
internal import Synchronization

/// Somebody with a telephone: calls, hears, presses keys, speaks and hangs up.
///
/// A thread per call sends and takes a packet every 20 ms, as a telephone does; the functions here only tell it what to do and
/// wait for what becomes of it. A call that is let go of is hung up.
public final class SIPCaller: Telephone {
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

    /// The call it is in.
    public let call: LiveCall

    private var line: Watched<SIPLine> { call.line }

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
                server: port,
                identifier: "c\(ProcessInfo.processInfo.processIdentifier)x\(serial)",
                port: Loopback.port(of: signalling),
                offer: SessionDescription(address: "127.0.0.1", port: Loopback.port(of: sound)),
                headers: manner.headers.map { SIPMessage.Header(name: $0.name, value: Array($0.value.utf8)) }
            )
        )
        let sender = RTPSender(source: UInt32(truncatingIfNeeded: serial), tone: manner.tone, gap: manner.gap)
        call = LiveCall(line: Watched(SIPLine(leg: dialog, sound: CallSound(sender: sender))))
        let loop = SIPLineLoop(line: call.line, signalling: signalling, sound: sound)
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
        let state = await line.first(within: limit) { $0.leg.state == .calling ? nil : $0.leg.state }
        switch state {
        case .answered?, .over?: return
        case .refused(let status)?: throw .notAnswered(status: status)
        case .idle?, .calling?, nil: throw .timedOut(awaiting: "an answer", seen: "ringing")
        }
    }

    /// Hangs up, and waits until that has been said.
    public func hangUp() async {
        line.change { $0.wants = .toLeave }
        _ = await line.holds(within: .seconds(2)) { $0.hasLeft }
    }

    /// Gives up before anybody answers, and waits until the PBX has said that it knows.
    public func cancel(within limit: Duration = .seconds(5)) async throws(WorldError) {
        line.change { $0.wants = .toCancel }
        guard await line.holds(within: limit, { $0.leg.state != .calling }) else {
            throw .timedOut(awaiting: "the end of a cancelled call", seen: "ringing")
        }
    }
}
