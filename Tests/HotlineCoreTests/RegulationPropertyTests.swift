import HotlineCore
import HotlineTesting
import Testing

/// Thousands of acts in any order: only the moves of the state picture happen, and what the schema demands holds throughout.
@Suite struct RegulationPropertyTests {
    private static let moves: Set<[AppealStatus]> = [
        [.received, .distributed], [.received, .inProgress], [.received, .closed], [.distributed, .inProgress],
        [.distributed, .closed], [.inProgress, .closed],
    ]

    @Test(arguments: 1...40)
    func `an appeal moves only as the picture allows`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let regulation = Fixtures.regulation(consent: random.below(2) == 0 ? .asked : .assumed)
        for _ in 0..<50 {
            var appeal = Fixtures.appeal(
                phone: [nil, Fixtures.mobile(), Fixtures.landline][random.below(3)],
                consent: [nil, true, false][random.below(3)],
                source: AppealSource.allCases[random.below(3)]
            )
            var now = Fixtures.now
            for _ in 0..<12 {
                now = now + .seconds(random.below(7200))
                guard let change = try act(on: appeal, under: regulation, at: now, &random) else { continue }
                let after = change.appeal
                if after.status != appeal.status { #expect(Self.moves.contains([appeal.status, after.status])) }
                #expect((after == appeal) == change.events.isEmpty || after.status == appeal.status)
                #expect(after.number == appeal.number && after.receivedAt == appeal.receivedAt)
                #expect(!appeal.isPrivate || after.isPrivate)
                #expect(appeal.status == .received || after.distributedAt == appeal.distributedAt)
                #expect(appeal.takenAt == nil || after.takenAt == appeal.takenAt)
                check(after)
                for message in change.messages where message.kind.isForAuthor {
                    #expect(message.recipient == after.form.phone && regulation.mayText(authorOf: after))
                }
                appeal = after
            }
        }
    }

    /// Does something drawn; `nil` where it is refused.
    private func act(
        on appeal: Appeal,
        under regulation: Regulation,
        at now: Instant,
        _ random: inout SplitMix
    ) throws -> AppealChange? {
        let person = Fixtures.person(Role.allCases[random.below(Role.allCases.count)])
        do throws(AppealFault) {
            switch random.below(4) {
            case 0: return regulation.distribution(of: appeal, given: Workload(), at: now)
            case 1: return try regulation.taking(appeal, by: person, through: .cli, at: now)
            case 2: return try regulation.closing(appeal, result: "Сделано.", by: person, through: .sms, at: now)
            default:
                let type = [nil, AppealType.allCases[random.below(5)]][random.below(2)]
                let route = [nil, AppealRoute.allCases[random.below(6)]][random.below(2)]
                let form = AppealForm(phone: [nil, Fixtures.mobile(random.below(3))][random.below(2)])
                let changes = FormChanges(form: form, type: type, route: route)
                return try regulation.completing(appeal, with: changes, by: person, through: .web, at: now)
            }
        } catch {
            return nil
        }
    }

    /// The CHECKs of the schema, said once more.
    private func check(_ appeal: Appeal) {
        #expect(appeal.type == nil || appeal.route != nil || appeal.type == .other)
        #expect(appeal.route != .psychologist || appeal.isPrivate)
        #expect((appeal.status == .received) == (appeal.distributedAt == nil))
        #expect((appeal.distributedAt == nil) == (appeal.deadlines.take == nil))
        #expect(![.distributed, .inProgress].contains(appeal.status) || appeal.assignee != nil)
        #expect(appeal.status != .inProgress || appeal.takenAt != nil)
        #expect((appeal.status == .closed) == (appeal.closedAt != nil))
        #expect(appeal.status != .closed || (appeal.result != nil && appeal.delivery != nil))
    }
}
