import HotlineCore
import HotlineTesting
import Testing

/// The table of moves, said once more by hand.
@Suite struct MovesTests {
    private let regulation = Fixtures.regulation()

    /// Who may do what with an appeal of the technician's, by status: received, distributed, in progress, closed.
    private static let table: [(move: AppealMove, who: Set<Role>, open: [Bool])] = [
        (.complete, [.head, .hotline, .siteAdmin], [true, true, true, false]),
        (.assign, [.head, .hotline], [true, true, true, false]),
        (.take, [.head, .technician], [true, true, true, false]),
        (.handBack, [.head, .technician], [false, true, true, false]),
        (.close, [.head, .technician], [true, true, true, false]),
        (.reopen, [.head, .technician], [false, false, false, true]),
        (.extend, [.head, .technician], [false, true, true, false]),
        (.decideExtension, [.head], [false, true, true, false]),
        (.mark, [.head, .hotline, .siteAdmin, .technician], [true, true, true, false]),
        (.note, [.head, .hotline, .siteAdmin, .technician], [true, true, true, true]),
        (.link, [.head, .hotline, .siteAdmin], [true, true, true, true]),
        (.merge, [.head, .hotline, .siteAdmin], [true, true, true, false]),
        (.callBack, [.head, .technician], [false, false, false, true]),
        (.callAuthor, [.head, .hotline, .siteAdmin, .technician], [true, true, true, true]),
        (.anonymise, [.head], [false, false, false, true]),
    ]

    @Test func `every move stands in the table here`() {
        #expect(Self.table.map(\.move) == AppealMove.allCases)
    }

    @Test(arguments: AppealMove.allCases, Role.allCases)
    func `a move is open to whom the table names, in the statuses it names`(move: AppealMove, role: Role) throws {
        let (_, who, open) = try #require(Self.table.first { $0.move == move })
        for (status, isOpen) in zip(AppealStatus.allCases, open) {
            var appeal = Fixtures.appeal(type: .technical, route: .technical)
            appeal.status = status
            appeal.assignee = status == .received ? nil : "technician"
            // Of what nobody has, its specialist sees nothing yet: they may take it, and so close it.
            let needsSight: Set<AppealMove> = [.mark, .note, .callAuthor]
            let isBlind = status == .received && role == .technician && needsSight.contains(move)
            let isAllowed = (try? regulation.check(move, of: appeal, by: Fixtures.person(role))) != nil
            #expect(isAllowed == (isOpen && who.contains(role) && !isBlind), "\(status)")
        }
    }

    @Test(arguments: AppealMove.allCases)
    func `of a private appeal the psychologist alone does what takes its words`(move: AppealMove) {
        var appeal = Fixtures.appeal(type: .psychologist, route: .psychologist)
        appeal.status = move.rule.from.contains(.distributed) ? .distributed : .closed
        appeal.assignee = "psychologist"
        let byHead = (try? regulation.check(move, of: appeal, by: Fixtures.person(.head))) != nil
        let byHotline = (try? regulation.check(move, of: appeal, by: Fixtures.person(.hotline))) != nil
        let withoutWords: Set<AppealMove> = [.assign, .decideExtension, .anonymise]
        #expect(byHead == withoutWords.contains(move))
        #expect(byHotline == (move == .assign))
    }

    @Test func `what is bare of words can only stay so`() {
        var appeal = Fixtures.appeal(type: .technical, route: .technical)
        appeal.status = .closed
        appeal.assignee = "technician"
        appeal.anonymisedAt = Fixtures.now
        for move in AppealMove.allCases where move.rule.from.contains(.closed) && move != .anonymise {
            #expect(throws: AppealFault.anonymised(appeal.number)) {
                try regulation.check(move, of: appeal, by: Fixtures.person(.head))
            }
        }
    }
}
