import HotlineCore
import HotlineTesting
import Testing

struct MessagePartKeyTests {
    private func part(_ message: Int64, _ index: Int, at writtenAt: Instant = Fixtures.now) -> MessagePart {
        MessagePart(
            message: Identifier(message),
            writtenAt: writtenAt,
            index: index,
            count: 6,
            recipient: Fixtures.mobile(),
            text: "да"
        )
    }

    @Test(arguments: [(1, 0), (1042, 5), (.max, 254)])
    func `a key is read back as the part it was written for`(message: Int64, index: Int) throws {
        let part = part(message, index)
        let key = try #require(MessagePart.Key(part.key))
        #expect(key.message == part.message)
        #expect(key.index == index)
        #expect(key.writtenAt == Fixtures.now)
        let report = DeliveryReport(key, .delivered)
        #expect(report == DeliveryReport(message: part.message, part: index, finding: .delivered))
    }

    @Test func `the oldest moment there is makes a key too`() {
        #expect(MessagePart.Key(part(7, 0, at: Instant(milliseconds: 0)).key)?.writtenAt.milliseconds == 0)
    }

    @Test(arguments: [
        "", "hotline", "hotline-1-2", "hotline-1-2-3-4", "hotline--1-2-3", "hotline-1-2-255", "hotline-1-2-",
        "hotline-01-2-3", "hotline-1-02-3", "hotline-1-2-03", "hotline-+1-2-3", "hotline-1-2-3 ", " hotline-1-2-3",
        "Hotline-1-2-3", "hotline-1-2-٣", "hotline-1-9223372036854775808-3", "GSM1.Dfh31x", "hotline-1-2-3.LOCK",
    ])
    func `what is no key of ours is none`(text: String) {
        #expect(MessagePart.Key(text) == nil)
    }
}
