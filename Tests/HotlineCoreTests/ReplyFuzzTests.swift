import HotlineCore
import HotlineTesting
import Testing

/// Texts by chance, from telephones by chance: whatever comes, nothing changes but what the sender may change.
@Suite struct ReplyFuzzTests {
    private static let pieces = [
        "1042", "1043", "1044", "1045", "№", "1", "2", "3", "4", "5", "6", "7", "9", "0", " ", " ", " ", "\n", "-",
        "беру",
        "готово", "не моё", "продлить", "назначить", "да", "нет", "статус", "СТОП", "СТАРТ", "47", "ответ готов", "...",
        "technician", "\u{A0}", "«", "»", "😀", "\u{0}", "24ч", "не решено",
    ]

    private func text(_ random: inout SplitMix) -> String {
        (0..<random.below(6) + 1).map { _ in
            Self.pieces[random.below(Self.pieces.count)] + (random.below(2) == 0 ? " " : "")
        }.joined()
    }

    private func mutated(_ text: String, _ random: inout SplitMix) -> String {
        var scalars = Array(text.unicodeScalars)
        guard !scalars.isEmpty else { return text }
        let place = random.below(scalars.count)
        switch random.below(4) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(scalars[random.below(scalars.count)], at: place)
        case 2: scalars[place] = Unicode.Scalar(UInt32(random.below(0x2000) + 1)) ?? "?"
        default: scalars.swapAt(place, random.below(scalars.count))
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    @Test func `whatever is texted, nothing changes that its sender may not change`() throws {
        var random = SplitMix(seed: 1042)
        let bench = ReplyBench()
        let appeals = [
            try bench.distributed(1042), try bench.taken(1043), try bench.closed(1044),
            Fixtures.appeal(1045, phone: Fixtures.mobile(50), consent: true),
        ]
        let phones = Fixtures.staff.compactMap(\.phone) + [ReplyBench.author, Fixtures.mobile(50), Fixtures.mobile(99)]
        var changes = 0
        for round in 0..<1_000_000 {
            var bench = bench
            bench.appeals = appeals
            if round % 5 == 0 { bench.correspondent = Correspondent(resultFor: AppealNumber(1043)) }
            var words = text(&random)
            if random.below(2) == 0 { words = mutated(words, &random) }
            let phone = phones[random.below(phones.count)]
            let decision = bench.receive(words, from: phone)
            guard let change = decision.change else { continue }
            changes += 1
            let before = try #require(appeals.first { $0.number == change.appeal.number })
            check(change, of: before, by: phone, bench.regulation)
        }
        #expect(changes > 2000)
    }

    private func check(_ change: AppealChange, of before: Appeal, by phone: PhoneNumber, _ regulation: Regulation) {
        let member = regulation.staff.first { $0.phone == phone }
        for event in change.events {
            #expect(event.channel == .sms)
            switch event.kind {
            case .taken, .closed, .handedBack, .extensionAsked: #expect(member?.login == before.assignee)
            case .distributed: #expect(member.map { Person($0).rights.contains(.assign) } == true)
            case .extensionGranted, .extensionRefused: #expect(member?.roles.contains(.head) == true)
            case .reopened: #expect(before.form.phone == phone)
            default: Issue.record("a text made a \(event.kind)")
            }
        }
        for message in change.messages where !message.kind.isForAuthor {
            #expect(regulation.staff.contains { $0.phone == message.recipient })
        }
        for message in change.messages where message.kind.isForAuthor {
            #expect(message.recipient == before.form.phone)
        }
    }
}
