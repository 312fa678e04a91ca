import HotlineCore
import HotlineTesting
import Testing

@Suite struct OutboxRulesTests {
    private static let night = QuietHours(from: 22 * 60, to: 8 * 60)
    private let rules = Fixtures.outboxRules(quietHours: night)

    /// A time of Thursday, 2026-03-12, in Moscow.
    private func at(_ hour: Int, _ minute: Int = 0) -> Instant {
        // Midnight in Moscow is 21:00 of the day before in UTC.
        Instant(seconds: 1_773_262_800 + Int64(hour) * 3600 + Int64(minute) * 60)
    }

    @Test(
        arguments: [
            (0, 0, 8, false), (7, 59, 8, false), (8, 0, nil, false), (14, 5, nil, false), (21, 59, nil, false),
            (22, 0, 8, true), (23, 30, 8, true),
        ] as [(Int, Int, Int?, Bool)]
    )
    func `quiet hours end in the morning, also those that began before midnight`(
        hour: Int,
        minute: Int,
        end: Int?,
        isTomorrow: Bool
    ) {
        let expected = end.map { at($0 + (isTomorrow ? 24 : 0)) }
        #expect(rules.quietUntil(at: at(hour, minute)) == expected)
    }

    @Test func `hours within one day, and none at all`() {
        let noon = Fixtures.outboxRules(quietHours: QuietHours(from: 13 * 60, to: 14 * 60 + 17))
        #expect(noon.quietUntil(at: at(13)) == at(14, 17))
        #expect(noon.quietUntil(at: at(14, 17)) == nil)
        #expect(Fixtures.outboxRules().quietUntil(at: at(3)) == nil)
    }

    @Test(arguments: [(1_774_737_000, true), (1_792_881_000, false)])
    func `the clocks that change in the night are gone by`(seconds: Int, isShort: Bool) throws {
        // Berlin puts its clocks forward on 2026-03-29 at 01:00 UTC, and back on 2026-10-25 at the same hour.
        let changes = [
            ZoneRules.Change(at: Instant(seconds: 1_774_746_000), offset: 7200),
            ZoneRules.Change(at: Instant(seconds: 1_792_890_000), offset: 3600),
        ]
        let zone = ZoneRules(name: "Europe/Berlin", firstOffset: 3600, changes: changes)
        let rules = OutboxRules(gateways: [OutboxRules.Gateway(name: "x")], quietHours: Self.night, zone: zone)
        let end = try #require(rules.quietUntil(at: Instant(seconds: Int64(seconds))))
        let time = zone.civilTime(at: end)
        #expect((time.hour, time.minute) == (8, 0))
    }

    @Test func `what answers somebody, and what would come too late after the night, is sent at once`() {
        let night = at(23)
        #expect(rules.waitsUntil(.taken, expiring: at(40), at: night) == at(32))
        #expect(rules.waitsUntil(.assigned, expiring: at(23, 30), at: night) == nil)
        #expect(rules.waitsUntil(.assigned, expiring: at(33), at: night) == at(32))
        #expect(rules.waitsUntil(.closed, expiring: nil, at: night) == at(32))
        for kind in MessageKind.allCases where kind.answersSomebody {
            #expect(rules.waitsUntil(kind, expiring: nil, at: night) == nil, "\(kind)")
        }
        #expect(rules.waitsUntil(.taken, expiring: at(40), at: at(12)) == nil)
    }
}

@Suite struct NumberListTests {
    @Test(
        arguments: [
            ([1042], "1042"), ([1042, 1043], "1042, 1043"), ([1042, 1043, 1044], "1042–1044"),
            ([1046, 1042, 1043, 1045, 1044], "1042–1046"), ([1, 3, 3, 4, 5, 9], "1, 3–5, 9"), ([], ""),
        ] as [([Int64], String)]
    )
    func `neighbours are a span`(numbers: [Int64], text: String) {
        #expect(NumberList(numbers.map(AppealNumber.init)).text(within: 70) == text)
    }

    @Test func `what does not fit is counted, and the text never is longer than its room`() {
        let odd = NumberList(stride(from: Int64(1001), to: 1101, by: 2).map(AppealNumber.init))
        #expect(odd.count == 50)
        #expect(odd.text(within: 30) == "1001, 1003, 1005 и ещё 47")
        for room in 16...70 { #expect(odd.text(within: room).utf16.count <= room) }
    }

    @Test(arguments: MessageKind.allCases.filter(\.isBundled))
    func `a text that stands for many is one part, however many they are`(kind: MessageKind) {
        let texts = MessageTexts(school: "Школа 1539", zone: Fixtures.moscow)
        let five = texts.bundle(of: kind, (1042...1046).map(AppealNumber.init))
        #expect(five.hasPrefix("5 ") && five.contains("1042–1046"))
        for count in [2, 3, 40, 900] {
            let numbers = (0..<count).map { AppealNumber(Int64(97_000 + 3 * $0)) }
            #expect(SMSParts.cut(texts.bundle(of: kind, numbers)).count == 1)
        }
    }
}
