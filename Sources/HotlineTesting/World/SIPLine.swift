internal import Foundation

/// A telephone as its thread and whoever uses it share it.
struct SIPLine: Sendable {
    /// What the user wants of the thread, beyond going on.
    enum Wish: Hashable {
        case toStay
        /// To pick up what rings.
        case toAnswer
        case toCancel
        /// To end the call and be there for the next.
        case toHangUp
        case toLeave
    }

    var leg: any SIPLeg
    var sound: CallSound
    var wants: Wish = .toStay
    /// Whether the thread has ended.
    var hasLeft = false
}

/// The thread of one telephone.
struct SIPLineLoop: Sendable {
    let line: Watched<SIPLine>
    let signalling: Int32
    let sound: Int32

    private static let tick: ContinuousClock.Duration = .milliseconds(20)

    func run() {
        var next = ContinuousClock.now
        while true {
            let wants = line.value.wants
            if wants == .toLeave { break }
            if wants == .toHangUp { hangUp() }
            send(line.change { $0.leg.due(wants) })
            receive(until: next + Self.tick)
            next += Self.tick
            sendSound()
        }
        leave()
    }

    private func hangUp() {
        let goodbye = line.change { line in
            line.wants = .toStay
            return line.leg.hangUp()
        }
        send(goodbye.map { [$0] } ?? [])
    }

    /// Says goodbye: an answered call is hung up; a ringing one is cancelled, as soon as that can be done.
    private func leave() {
        let end = ContinuousClock.now + .seconds(1)
        while line.value.leg.state == .calling, ContinuousClock.now < end {
            send(line.change { $0.leg.due(.toCancel) })
            receive(until: .now + Self.tick)
        }
        if let goodbye = line.change({ $0.leg.hangUp() }) {
            send([goodbye])
            receive(until: .now + Self.tick)
        }
        close(signalling)
        close(sound)
        line.change { $0.hasLeft = true }
    }

    private func receive(until end: ContinuousClock.Instant) {
        while true {
            let now = ContinuousClock.now
            let rest = now.duration(to: end)
            guard rest > .zero else { return }
            let ready = Loopback.poll([signalling, sound], milliseconds: Int(rest / .milliseconds(1)) + 1)
            if ready[0], let message = Loopback.read(signalling).flatMap(SIPMessage.init) {
                send(line.change { $0.leg.take(message, at: .now) })
            }
            if ready[1], let packet = Loopback.read(sound).flatMap(RTPPacket.init) {
                line.change { $0.sound.hear(packet) }
            }
        }
    }

    private func sendSound() {
        let packets = line.change { line -> [(packet: RTPPacket, port: Int)] in
            guard case .answered(let peer) = line.leg.state else { return [] }
            return line.sound.tick().map { ($0, peer.port) }
        }
        for (packet, port) in packets { Loopback.send(packet.bytes, from: sound, to: port) }
    }

    private func send(_ messages: [SIPMessage]) {
        guard let peer = line.value.leg.peer else { return }
        for message in messages { Loopback.send(message.bytes, from: signalling, to: peer) }
    }
}
