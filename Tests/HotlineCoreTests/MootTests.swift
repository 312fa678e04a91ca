import HotlineCore
import HotlineTesting
import Testing

/// Which texts are still worth sending, by how the appeal stands.
@Suite struct MootTests {
    private let regulation = Fixtures.regulation()
    private let now = Fixtures.now
    private static let specialist = Fixtures.mobile(5)
    private static let head = Fixtures.mobile(1)

    private func received(consent: Bool? = true) -> Appeal {
        Fixtures.appeal(type: .technical, route: .technical, consent: consent)
    }

    private func distributed() throws -> Appeal {
        try #require(regulation.distribution(of: received(), given: Workload(), at: now)).appeal
    }

    private func taken() throws -> Appeal {
        try regulation.taking(distributed(), by: Fixtures.person(.technician), through: .cli, at: now).appeal
    }

    private func closed() throws -> Appeal {
        try regulation.closing(
            taken(),
            result: "Готово.",
            by: Fixtures.person(.technician),
            through: .cli,
            at: now + .seconds(60)
        ).appeal
    }

    private func moot(_ kind: MessageKind, _ appeal: Appeal, to phone: PhoneNumber, after: Duration = .zero)
        -> MootReason?
    {
        regulation.moot(kind, to: phone, of: appeal, writtenAt: now + .seconds(60), at: now + after)
    }

    @Test(arguments: [MessageKind.assigned, .reminder])
    func `an assignment is worth it while it is with the one it was written to, and not taken`(kind: MessageKind) throws
    {
        #expect(moot(kind, try distributed(), to: Self.specialist) == nil)
        var moved = try distributed()
        moved.deadlines.take?.from = now + .seconds(61)
        #expect(moot(kind, moved, to: Self.specialist) == .moved)
        #expect(moot(kind, try taken(), to: Self.specialist) == .done)
        #expect(moot(kind, received(), to: Self.specialist) == .moved)
        #expect(moot(kind, try closed(), to: Self.specialist) == .closed)
    }

    @Test func `a result is worth it while it is the result`() throws {
        #expect(moot(.closed, try closed(), to: Fixtures.mobile()) == nil)
        #expect(moot(.closed, try taken(), to: Fixtures.mobile()) == .reopened)
        var again = try closed()
        again.closedAt = now + .seconds(600)
        #expect(moot(.closed, again, to: Fixtures.mobile()) == .reopened)
    }

    @Test(arguments: MessageKind.allCases.filter(\.isForAuthor))
    func `an author who does not want texts, or has another number, gets none`(kind: MessageKind) throws {
        #expect(moot(kind, received(consent: false), to: Fixtures.mobile()) == .unwanted)
        #expect(moot(kind, received(consent: nil), to: Fixtures.mobile()) == .unwanted)
        #expect(moot(kind, received(), to: Fixtures.mobile(9)) == .unwanted)
    }

    @Test func `an end that was missed is worth telling while it is missed`() throws {
        #expect(moot(.overdue, try distributed(), to: Self.head, after: .seconds(1801)) == nil)
        #expect(moot(.overdue, try taken(), to: Self.head, after: .seconds(1801)) == .done)
        #expect(moot(.stillOverdue, try closed(), to: Self.head, after: .seconds(99_999)) == .closed)
    }

    @Test(arguments: MessageKind.allCases)
    func `of an appeal whose author is forgotten nothing is told`(kind: MessageKind) throws {
        var appeal = try closed()
        appeal.anonymisedAt = now
        #expect(moot(kind, appeal, to: Self.head) == .anonymised)
    }

    @Test(arguments: MessageKind.allCases)
    func `a text that is written now is of use for a while`(kind: MessageKind) throws {
        for appeal in [received(), try distributed(), try taken(), try closed()] {
            for late in [Duration.zero, .seconds(200_000)] {
                if let expiry = kind.expiry(of: appeal, at: now + late) { #expect(expiry > now + late) }
            }
        }
        #expect(kind.expiry(of: nil, at: now).map { $0 > now } ?? true)
    }

    @Test func `an assignment lives as long as the term to take it`() throws {
        #expect(MessageKind.assigned.expiry(of: try distributed(), at: now) == now + .seconds(1800))
    }
}
