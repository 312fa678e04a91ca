internal import Foundation

/// Somebody's telephone that a PBX rings: lets it ring, answers, hears, speaks and hangs up, one call after the other.
///
/// One that is let go of is gone from its port.
public final class SIPPhone: Telephone {
    /// What is done with a call.
    public enum Behaviour: Hashable, Sendable {
        /// Answers after it has rung for so long.
        case answers(afterRinging: Duration)
        /// Rings until the other side gives up, or until ``SIPPhone/answer(within:)``.
        case keepsRinging
        /// Talks to somebody else (486).
        case isBusy
        /// Does not want it (603).
        case declines
        /// Nothing is at the port.
        case isNotThere
    }

    /// One call as it came.
    public struct Ring: Hashable, Sendable {
        /// The name shown; `nil` where there is none.
        public let name: String?
        /// The number shown; `nil` where there is none.
        public let number: String?
        /// When it began to ring.
        public let time: ContinuousClock.Instant
    }

    /// Where it hears signalling.
    public let port: Int
    /// The call it is in.
    public let call: LiveCall

    /// - Parameters:
    ///   - port: Where it hears signalling; `nil` for a free one.
    ///   - behaviour: What is done with a call.
    /// - Throws: ``WorldError/socket(operation:errno:)``.
    public init(at port: Int? = nil, _ behaviour: Behaviour) throws(WorldError) {
        let port = if let port { port } else { try FreePort.udp() }
        self.port = port
        let sound = try Loopback.bound(port: 0, kind: .datagram)
        let description = SessionDescription(address: "127.0.0.1", port: Loopback.port(of: sound))
        let sender = RTPSender(source: UInt32(truncatingIfNeeded: port), tone: 80, gap: 60)
        let leg = SIPAnswer(behaviour, port: port, sound: description)
        call = LiveCall(line: Watched(SIPLine(leg: leg, sound: CallSound(sender: sender))))
        guard behaviour != .isNotThere else {
            close(sound)
            call.line.change { $0.hasLeft = true }
            return
        }
        let signalling = try Loopback.bound(port: port, kind: .datagram)
        let loop = SIPLineLoop(line: call.line, signalling: signalling, sound: sound)
        Thread.detachNewThread { loop.run() }
    }

    deinit {
        call.line.change { $0.wants = .toLeave }
    }
}

extension SIPPhone {
    /// Every call that came.
    public var rings: [Ring] { answer.rings }

    /// How many calls the other side gave up before anybody answered.
    public var cancellations: Int { answer.cancellations }

    /// Waits until it rings.
    ///
    /// - Returns: The last call that came.
    @discardableResult
    public func waitForRing(within limit: Duration = .seconds(10)) async throws(WorldError) -> Ring {
        let ring = await call.line.first(within: limit) { ($0.leg as? SIPAnswer)?.rings.last }
        guard let ring else { throw .timedOut(awaiting: "a call", seen: "\(call.line.value.leg.state)") }
        return ring
    }

    /// Waits until somebody has answered.
    public func waitForAnswer(within limit: Duration = .seconds(10)) async throws(WorldError) {
        let isUp = await call.line.holds(within: limit) { line in
            if case .answered = line.leg.state { true } else { false }
        }
        guard isUp else { throw .timedOut(awaiting: "an answered call", seen: "\(call.line.value.leg.state)") }
    }

    /// Waits until the other side gives up a ringing call.
    public func waitForCancel(within limit: Duration = .seconds(10)) async throws(WorldError) {
        let came = await call.line.holds(within: limit) { (($0.leg as? SIPAnswer)?.cancellations ?? 0) > 0 }
        guard came else { throw .timedOut(awaiting: "the end of ringing", seen: "\(call.line.value.leg.state)") }
    }

    /// Picks up what rings, and waits until that is done.
    public func answer(within limit: Duration = .seconds(10)) async throws(WorldError) {
        call.line.change { $0.wants = .toAnswer }
        try await waitForAnswer(within: limit)
        call.line.change { $0.wants = .toStay }
    }

    /// Ends the call and waits until that has been said; the next can come.
    public func hangUp() async {
        call.line.change { $0.wants = .toHangUp }
        _ = await call.line.holds(within: .seconds(2)) { $0.wants == .toStay || $0.hasLeft }
    }

    private var answer: SIPAnswer {
        get {
            call.line.value.leg as? SIPAnswer ?? SIPAnswer(.isNotThere, port: port, sound: .init(address: "", port: 0))
        }
    }
}

extension SIPPhone.Ring {
    /// Reads who is calling in a From header.
    init(from header: String, at time: ContinuousClock.Instant) {
        let quoted = header.split(separator: "\"", omittingEmptySubsequences: false)
        name = quoted.count > 2 && !quoted[1].isEmpty ? String(quoted[1]) : nil
        let address = header.firstSIPAddress?.dropFirst("sip:".count) ?? ""
        number = address.contains("@") ? address.split(separator: "@").first.map(String.init) : nil
        self.time = time
    }
}
