internal import Foundation

/// A call as its thread and its caller share it.
struct SIPLine: Sendable {
    /// What the caller wants of the thread, beyond going on.
    enum Wish: Hashable {
        case toStay
        case toCancel
        case toLeave
    }

    /// The loudness from which on a packet counts as a sound.
    private static let threshold: Int16 = 300

    var dialog: SIPDialog
    var sender: RTPSender
    var wants: Wish = .toStay
    /// Whether the thread has ended.
    var hasLeft = false
    var heard: [Int16] = []
    /// Whether there was a sound since this was last taken note of.
    var hasHeardSound = false
    /// Whether there was any sound since the answer.
    var soundEverHeard = false
    /// How many times 20 ms have passed since the last sound.
    var ticksOfSilence = 0

    init(dialog: SIPDialog, sender: RTPSender) {
        self.dialog = dialog
        self.sender = sender
    }

    /// Takes a packet of sound.
    mutating func hear(_ packet: RTPPacket) {
        guard packet.payloadType == RTPPacket.voice else { return }
        let samples = packet.payload.map(MuLaw.decode)
        heard += samples
        if samples.contains(where: { abs($0) > Self.threshold }) {
            hasHeardSound = true
            soundEverHeard = true
            ticksOfSilence = 0
        }
    }
}

/// The thread of one call.
struct SIPLineLoop: Sendable {
    let line: Watched<SIPLine>
    let signalling: Int32
    let sound: Int32
    let server: Int

    private static let tick: ContinuousClock.Duration = .milliseconds(20)
    /// The first INVITE is repeated after so many times 20 ms, later ones after twice as many each.
    private static let firstRepeat = 25

    func run() {
        var next = ContinuousClock.now
        var ticks = 0
        var repeatAt = 0
        var hasCancelled = false
        while true {
            let wants = line.value.wants
            if wants == .toLeave { break }
            if wants == .toCancel, !hasCancelled, let cancel = line.value.dialog.cancel {
                hasCancelled = true
                send(cancel)
            }
            if ticks == repeatAt {
                send(line.value.dialog.invite)
                repeatAt = max(Self.firstRepeat, repeatAt * 2)
            }
            receive(until: next + Self.tick)
            next += Self.tick
            ticks += 1
            sendSound()
        }
        leave()
    }

    /// Says goodbye: an answered call is hung up; a ringing one is cancelled, as soon as that can be done.
    private func leave() {
        let end = ContinuousClock.now + .seconds(1)
        var hasCancelled = false
        while line.value.dialog.state == .calling, ContinuousClock.now < end {
            if !hasCancelled, let cancel = line.value.dialog.cancel {
                hasCancelled = true
                send(cancel)
            }
            receive(until: .now + Self.tick)
        }
        if let goodbye = line.change({ $0.dialog.hangUp() }) {
            send(goodbye)
            receive(until: .now + Self.tick)
        }
        close(signalling)
        close(sound)
        line.change { $0.hasLeft = true }
    }

    private func receive(until end: ContinuousClock.Instant) {
        while true {
            let rest = ContinuousClock.now.duration(to: end)
            guard rest > .zero else { return }
            let ready = Loopback.poll([signalling, sound], milliseconds: Int(rest / .milliseconds(1)) + 1)
            if ready[0], let message = Loopback.read(signalling).flatMap(SIPMessage.init) {
                send(line.change { $0.dialog.handle(message) })
            }
            if ready[1], let packet = Loopback.read(sound).flatMap(RTPPacket.init) {
                line.change { $0.hear(packet) }
            }
        }
    }

    private func sendSound() {
        let packets = line.change { line -> [(packet: RTPPacket, port: Int)] in
            guard case .answered(let peer) = line.dialog.state else { return [] }
            line.ticksOfSilence += 1
            return line.sender.tick().map { ($0, peer.port) }
        }
        for (packet, port) in packets { Loopback.send(packet.bytes, from: sound, to: port) }
    }

    private func send(_ message: SIPMessage?) {
        guard let message else { return }
        Loopback.send(message.bytes, from: signalling, to: server)
    }
}
