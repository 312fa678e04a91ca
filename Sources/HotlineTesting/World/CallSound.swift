/// What is heard and said in one call.
struct CallSound: Sendable {
    /// The loudness from which on a packet counts as a sound.
    private static let threshold: Int16 = 300

    var sender: RTPSender
    var heard: [Int16] = []
    /// Whether there was a sound since this was last taken note of.
    var hasHeardSound = false
    /// Whether there was any sound since the answer.
    var soundEverHeard = false
    /// How many times 20 ms have passed since the last sound.
    var ticksOfSilence = 0

    init(sender: RTPSender) {
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

    /// The packets of the next 20 ms.
    mutating func tick() -> [RTPPacket] {
        ticksOfSilence += 1
        return sender.tick()
    }
}
