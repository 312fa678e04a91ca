import Testing

@testable import HotlineTesting

struct RTPTests {
    @Test func `a packet comes back from its bytes`() {
        let packet = RTPPacket(
            payloadType: 101,
            isMarked: true,
            sequence: 0xFFFE,
            timestamp: 0x8000_0001,
            source: 7,
            payload: [1, 2, 3]
        )
        #expect(RTPPacket(packet.bytes) == packet)
        #expect(RTPPacket([0x80, 0]) == nil)
    }

    @Test func `a key is held for its tone, ends three times, and leaves a gap`() {
        var sender = RTPSender(source: 1, tone: 40, gap: 40)
        sender.press("5x")
        let ticks = (0..<5).map { _ in sender.tick() }

        #expect(ticks.map(\.count) == [1, 3, 1, 1, 1])
        #expect(ticks[0].map(\.payload) == [[5, 10, 0, 160]])
        #expect(ticks[0][0].isMarked)
        #expect(ticks[1].map(\.payload) == Array(repeating: [5, 0x8A, 1, 64], count: 3))
        #expect(Set((ticks[0] + ticks[1]).map(\.timestamp)).count == 1)
        #expect(ticks[2...].allSatisfy { $0[0].payloadType == RTPPacket.voice })
        #expect(sender.isIdle)
    }

    @Test func `the same key twice is two events`() {
        var sender = RTPSender(source: 1, tone: 20, gap: 20)
        sender.press("11")
        let events = (0..<6).flatMap { _ in sender.tick() }.filter { $0.payloadType == RTPPacket.key }
        #expect(Set(events.map(\.timestamp)).count == 2)
        #expect(Set(events.map(\.sequence)).count == 6)
    }

    @Test func `speech fills packets, and silence follows it`() {
        var sender = RTPSender(source: 1, tone: 80, gap: 60)
        sender.speak(Array(repeating: 1, count: 200))
        let packets = (0..<2).map { _ in sender.tick()[0] }
        #expect(packets[0].payload == Array(repeating: 1, count: 160))
        let silence = Array(repeating: MuLaw.silence, count: 120)
        #expect(packets[1].payload == Array(repeating: 1, count: 40) + silence)
        #expect(sender.isSilent)
    }
}
