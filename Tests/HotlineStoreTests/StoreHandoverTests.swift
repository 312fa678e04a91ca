import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What calls leave for the companion, in whatever order it comes.
@Suite struct StoreHandoverTests {
    private let regulation = Fixtures.regulation()

    private enum Step: CaseIterable { case type, consent, handOver }

    private static let orders: [[Step]] = [
        [.type, .consent, .handOver], [.consent, .type, .handOver], [.type, .handOver, .consent, .handOver],
        [.consent, .handOver, .type, .handOver], [.handOver, .type, .handOver, .consent, .handOver],
        [.type, .handOver, .consent, .consent, .handOver],
        [.consent, .handOver, .type, .handOver, .consent, .handOver],
    ]

    @Test(arguments: orders.indices, [AppealRoute.ejournal, .equipment])
    func `an author is told once, and the specialist once, in whatever order consent and the type come`(
        index: Int,
        route: AppealRoute
    ) async throws {
        let store = try Store.inMemory()
        let begun = try await store.begin(Fixtures.callStart())
        for step in Self.orders[index] {
            switch step {
            case .type: try await store.note(CallProgress(call: begun.id, step: .type, type: route.type, route: route))
            case .consent:
                let consent = Consent(isGiven: true, digit: "1", promptVersion: "7")
                try await store.note(
                    CallProgress(call: begun.id, step: .contact, contact: ContactChoice(consent: consent))
                )
            case .handOver: _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
            }
        }
        #expect(try await store.messages(limit: 10).map(\.kind).sorted() == ["assigned", "registered"])
        #expect(try await store.appeal(begun.appeal)?.status == .distributed)
        #expect(try await store.events(of: begun.appeal).count { $0.kind == "distributed" } == 1)
    }

    @Test func `a private appeal's author gets the private text, and nothing of the topic is texted`() async throws {
        let store = try Store.inMemory()
        _ = try await store.record(route: .psychologist)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let messages = try await store.messages(limit: 10)
        #expect(messages.map(\.kind).sorted() == ["assigned", "private"])
        #expect(messages.map(\.body).allSatisfy { !$0.lowercased().contains("психолог") })
    }

    @Test func `an author who said no is not texted`() async throws {
        let store = try Store.inMemory()
        _ = try await store.record(consent: false)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        #expect(try await store.messages(limit: 10).map(\.kind) == ["assigned"])
    }

    @Test func `an untyped appeal waits, until a specialist types it`() async throws {
        let store = try Store.inMemory()
        let begun = try await store.begin(Fixtures.callStart())
        #expect(try await store.handOver(at: Fixtures.now, limit: 10, by: regulation) == 0)
        _ = try await store.change(begun.appeal, at: Fixtures.now) { [regulation] appeal, _ in
            let changes = FormChanges(type: .technical)
            return try regulation.completing(
                appeal,
                with: changes,
                by: Fixtures.person(.hotline),
                given: Workload(),
                through: .cli,
                at: Fixtures.now
            )
        }
        #expect(try await store.handOver(at: Fixtures.now, limit: 10, by: regulation) == 1)
        #expect(try await store.appeal(begun.appeal)?.assignee == "technician")
    }

    @Test func `a word that cannot be dealt with is set aside, and the others go on`() async throws {
        let store = try Store.inMemory()
        var appeals: [AppealNumber] = []
        for index in 1...3 {
            let call = try await store.record("call-\(index)", from: Fixtures.mobile(50 + index), consent: false)
            appeals.append(call.appeal)
        }
        let first = appeals[0]
        try await store.write { db in
            try db.execute(
                sql: "CREATE TRIGGER broken BEFORE INSERT ON event WHEN NEW.appeal = \(first)"
                    + " BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )
        }
        var report = try await store.handOver(at: Fixtures.now, limit: 1, except: [], by: regulation)
        #expect(report.done == 0 && report.setAside.count == 1)
        let aside = Set(report.setAside.keys)
        #expect(aside.map(\.appeal) == [first] && aside.map(\.kind) == ["distribute"])
        report = try await store.handOver(at: Fixtures.now, limit: 2, except: aside, by: regulation)
        #expect(report.done == 2 && report.setAside.isEmpty)
        report = try await store.handOver(at: Fixtures.now, limit: 2, except: aside, by: regulation)
        #expect(report == HandoverReport())
        #expect(try await store.appeals(AppealFilter()).map(\.assignee) == [nil, "ejournal", "ejournal"])
        // It is still there for whoever mends what is broken.
        try await store.write { db in try db.execute(sql: "DROP TRIGGER broken") }
        #expect(try await store.handOver(at: Fixtures.now, limit: 2, by: regulation) == 1)
        #expect(try await store.appeal(first)?.assignee == "ejournal")
        #expect(try await store.audit().isEmpty)
    }

    @Test func `the next appeal goes to whoever has fewer open`() async throws {
        let staff = (1...3).map {
            StaffMember(login: "e\($0)", name: "Э\($0)", roles: [.ejournal], phone: Fixtures.mobile($0))
        }
        let regulation = Fixtures.regulation(staff: staff)
        let store = try Store.inMemory()
        for index in 1...7 { _ = try await store.record("call-\(index)", from: Fixtures.mobile(50 + index)) }
        _ = try await store.handOver(at: Fixtures.now, limit: 100, by: regulation)
        let assignees = try await store.appeals(AppealFilter()).sorted { $0.number < $1.number }.map(\.assignee)
        #expect(assignees == ["e1", "e2", "e3", "e1", "e2", "e3", "e1"])
    }

    @Test func `whole lives of appeals pass every check of the schema`() async throws {
        let store = try Store.inMemory()
        for (index, route) in AppealRoute.allCases.enumerated() {
            let begun = try await store.record("call-\(index)", from: Fixtures.mobile(50 + index), route: route)
            _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
            let login = try #require(try await store.appeal(begun.appeal)?.assignee)
            let role = try #require(Role(rawValue: login))
            let taken = try await store.change(begun.appeal, at: Fixtures.now) { [regulation] appeal, _ in
                try regulation.taking(appeal, by: Fixtures.person(role), through: .cli, at: Fixtures.now)
            }
            #expect(taken.status == .inProgress)
            let closed = try await store.change(begun.appeal, seen: taken.version, at: Fixtures.now) {
                [regulation] appeal, _ in
                try regulation.closing(
                    appeal,
                    result: "Сделано.",
                    by: Fixtures.person(role),
                    through: .cli,
                    at: Fixtures.now
                )
            }
            #expect(closed.status == .closed)
        }
        #expect(try await store.appeals(AppealFilter()).isEmpty)
        #expect(try await store.appeals(AppealFilter(isOpen: false)).count == 6)
        #expect(try await store.audit().isEmpty)
    }
}
