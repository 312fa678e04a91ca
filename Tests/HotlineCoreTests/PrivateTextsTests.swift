import HotlineCore
import HotlineTesting
import Testing

/// Of a private appeal no topic, name or word of its author is in any text, whoever gets it.
@Suite struct PrivateTextsTests {
    /// What only its author and the psychologist know; each is found in no standard text.
    private static let secrets = [
        "Тайнова", "Секретина", "11Щ", "обидели", "психолог", "shy@", "родител", "ответпсихолога",
    ]

    private let regulation: Regulation = {
        var regulation = Fixtures.regulation()
        regulation.staff.append(
            StaffMember(login: "second", name: "Вторая В. В.", roles: [.psychologist], phone: Fixtures.mobile(20))
        )
        regulation.staff = regulation.staff.map { member in
            var member = member
            if member.login == "psychologist" {
                member.name = "Душа Д. Д."
                member.deputy = "second"
            }
            return member
        }
        return regulation
    }()

    private func appeal() throws -> Appeal {
        var appeal = Fixtures.appeal(type: .psychologist, route: .psychologist, consent: true)
        appeal.form.fullName = "Тайнова Секретина"
        appeal.form.role = .parent
        appeal.form.className = "11Щ"
        appeal.form.description = "меня обидели"
        appeal.form.email = "shy@example.org"
        appeal.result = "ответпсихолога"
        return try #require(regulation.distribution(of: appeal, given: Workload(), at: Fixtures.now)).appeal
    }

    private func leaks(_ text: String) -> [String] {
        Self.secrets.filter { text.lowercased().contains($0.lowercased()) }
    }

    @Test(arguments: MessageKind.allCases.filter { $0 != .closed })
    func `no text of any kind tells a field of the form`(kind: MessageKind) throws {
        #expect(leaks(regulation.texts.text(kind, of: try appeal())) == [])
    }

    @Test func `no text that the rules write on a private appeal's whole way tells a field of the form`() throws {
        var texts: [DraftMessage] = []
        var change = AppealChange(appeal: try appeal(), events: [])
        var now = Fixtures.now
        for _ in 0..<200 {
            now = now + .seconds(900)
            change = regulation.alarming(change.appeal, at: now, given: Workload())
            texts += change.messages
        }
        texts += regulation.unreached(try appeal(), at: Fixtures.now, given: Workload())?.messages ?? []
        texts += regulation.registration(of: try appeal()) + regulation.wordOfDroppedCall(of: try appeal())
        let psychologist = Fixtures.person(.psychologist)
        let taken = try regulation.taking(try appeal(), by: psychologist, through: .sms, at: Fixtures.now)
        let closed = try regulation.closing(
            taken.appeal,
            result: "ответпсихолога",
            by: psychologist,
            through: .sms,
            at: Fixtures.now
        )
        texts += taken.messages + closed.messages
        #expect(texts.count > 5)
        #expect(Set(texts.flatMap { leaks($0.body) }) == [])
        // A deputy who is no psychologist is told nothing of it at all.
        let standIns = texts.filter { $0.kind == .standIn }
        #expect(!standIns.isEmpty && standIns.allSatisfy { $0.recipient == Fixtures.mobile(20) })
    }

    @Test func `no answer to any text tells a field of the form, but to the holder the number to call`() throws {
        var random = SplitMix(seed: 3)
        let words = [
            "1042", "0", "1", "2", "3", "4", "5", "6", "7", "9", "статус", "беру", "ответ", "Душа", "подробно",
        ]
        for _ in 0..<20_000 {
            var bench = ReplyBench()
            bench.regulation = regulation
            bench.appeals = [try appeal()]
            let text = (0..<random.below(4) + 1).map { _ in words[random.below(words.count)] }.joined(separator: " ")
            let phones = regulation.staff.compactMap(\.phone) + [ReplyBench.author]
            let phone = phones[random.below(phones.count)]
            let decision = bench.receive(text, from: phone)
            let told = decision.change?.messages.map(\.body) ?? []
            for body in told + [decision.answer?.body].compactMap(\.self) {
                #expect(leaks(body) == [], "\(text)")
                #expect(!body.contains(ReplyBench.author.e164) || phone == Fixtures.mobile(6))
            }
        }
    }
}
