/// What a telephone sends during a call: keys, else what is spoken into it, else silence.
///
/// Pure: every 20 ms it is asked for the packets that are due.
struct RTPSender {
    private struct Key {
        let event: UInt8
        let timestamp: UInt32
        var duration = 0
        var isFirst = true
    }

    /// Samples in the 20 ms of one packet.
    static let samplesPerTick = 160

    /// The keys, each at the number of its event.
    private static let keys = Array("0123456789*#ABCD")

    private let tone: Int
    private let gap: Int
    private var sequence: UInt16 = 1
    private var timestamp: UInt32 = 160
    private var waiting: [UInt8] = []
    private var pressed: Key?
    /// Samples until the next key may begin.
    private var rest = 0
    private var speech: [UInt8] = []
    private let source: UInt32

    /// - Parameters:
    ///   - source: What tells this stream from others.
    ///   - tone: How long a key is held, in milliseconds.
    ///   - gap: How long it is quiet between two, in milliseconds.
    init(source: UInt32, tone: Int, gap: Int) {
        self.source = source
        self.tone = tone * MuLaw.rate / 1_000
        self.gap = gap * MuLaw.rate / 1_000
    }

    /// Whether every key has been sent, and the gap after it has passed.
    var isIdle: Bool { waiting.isEmpty && pressed == nil && rest <= 0 }

    /// Whether all that was to be spoken has been sent.
    var isSilent: Bool { speech.isEmpty }

    /// Presses keys, after those already pressed; what is no key is left out.
    mutating func press(_ keys: String) {
        waiting += keys.compactMap { key in Self.keys.firstIndex(of: key).map { UInt8($0) } }
    }

    /// Speaks, after what is already being spoken.
    mutating func speak(_ bytes: [UInt8]) {
        speech += bytes
    }

    /// The packets of the next 20 ms.
    mutating func tick() -> [RTPPacket] {
        defer { timestamp &+= UInt32(Self.samplesPerTick) }
        if pressed == nil, rest <= 0, !waiting.isEmpty {
            pressed = Key(event: waiting.removeFirst(), timestamp: timestamp)
        }
        guard let key = pressed else {
            rest -= Self.samplesPerTick
            return [packet(RTPPacket.voice, timestamp: timestamp, voice())]
        }
        return hold(key)
    }

    private mutating func hold(_ held: Key) -> [RTPPacket] {
        var key = held
        key.duration += Self.samplesPerTick
        let isLast = key.duration >= tone
        // The last is sent three times, since nobody would ask for it again.
        let packets = (0..<(isLast ? 3 : 1)).map { _ in
            defer { key.isFirst = false }
            let payload = [key.event, (isLast ? 0x80 : 0) | 10] + RTPPacket.bigEndian(UInt16(key.duration))
            return packet(RTPPacket.key, isMarked: key.isFirst, timestamp: key.timestamp, payload)
        }
        pressed = isLast ? nil : key
        if isLast { rest = gap }
        return packets
    }

    private mutating func voice() -> [UInt8] {
        let spoken = speech.prefix(Self.samplesPerTick)
        speech.removeFirst(spoken.count)
        return spoken + Array(repeating: MuLaw.silence, count: Self.samplesPerTick - spoken.count)
    }

    private mutating func packet(
        _ type: UInt8,
        isMarked: Bool = false,
        timestamp: UInt32,
        _ payload: [UInt8]
    ) -> RTPPacket {
        defer { sequence &+= 1 }
        return RTPPacket(
            payloadType: type,
            isMarked: isMarked,
            sequence: sequence,
            timestamp: timestamp,
            source: source,
            payload: payload
        )
    }
}
