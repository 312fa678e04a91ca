import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreActsTests {
    private let store: Store
    private let regulation = Fixtures.regulation()

    init() throws { store = try Store.inMemory() }

    private func perform(
        _ act: AppealAct,
        on number: AppealNumber,
        as role: Role,
        key: String? = nil,
        after seconds: Int64 = 60
    ) async throws -> Appeal {
        try await store.perform(
            act,
            on: number,
            by: Fixtures.person(role),
            through: .cli,
            key: key,
            at: Fixtures.now + .seconds(seconds),
            under: regulation
        )
    }

    private func handedOver(_ uniqueID: String = "1", from phone: PhoneNumber = Fixtures.mobile()) async throws
        -> AppealNumber
    {
        let call = try await store.record(uniqueID, from: phone)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    @Test func `a request that comes twice is obeyed once, and its key does for no other request`() async throws {
        let number = try await handedOver()
        let first = try await perform(.note("Перезвонить."), on: number, as: .ejournal, key: "k1")
        let second = try await perform(.note("Перезвонить."), on: number, as: .ejournal, key: "k1")
        #expect(first == second)
        #expect(try await store.events(of: number).filter { $0.kind == "noted" }.count == 1)
        await #expect(throws: StoreError.refused(.requestReused)) {
            try await perform(.note("Другое."), on: number, as: .ejournal, key: "k1")
        }
        await #expect(throws: StoreError.refused(.requestReused)) {
            try await perform(.note("Перезвонить."), on: number, as: .head, key: "k1")
        }
        _ = try await perform(.close(result: "Готово."), on: number, as: .ejournal, key: "k2")
        #expect(try await perform(.close(result: "Готово."), on: number, as: .ejournal, key: "k2").status == .closed)
        #expect(try await store.messages(limit: 99).filter { $0.kind == "closed" }.count == 1)
    }

    @Test func `a request that was refused may come again`() async throws {
        let number = try await handedOver()
        await #expect(throws: StoreError.refused(.resultMissing(number))) {
            try await perform(.close(result: " "), on: number, as: .ejournal, key: "k")
        }
        #expect(try await perform(.close(result: "Готово."), on: number, as: .ejournal, key: "k").status == .closed)
    }

    @Test func `an appeal goes all the ways there are, and the log tells of it alone`() async throws {
        let number = try await handedOver()
        _ = try await perform(.handBack(reason: "не моё"), on: number, as: .ejournal)
        #expect(try await store.handOver(at: Fixtures.now, limit: 10, by: regulation) == 0)
        await #expect(throws: StoreError.refused(.handedBackBefore(number, by: "ejournal"))) {
            try await perform(.assign(to: "ejournal"), on: number, as: .hotline)
        }
        _ = try await perform(.assign(to: "technician"), on: number, as: .hotline)
        _ = try await perform(.take, on: number, as: .technician)
        _ = try await perform(.extend(by: .seconds(86_400), reason: "ждём"), on: number, as: .technician)
        _ = try await perform(.refuse, on: number, as: .head)
        _ = try await perform(.extend(by: .seconds(3600), reason: "ждём"), on: number, as: .technician)
        let extended = try await perform(.approve, on: number, as: .head)
        #expect(extended.deadlines.close.due == Fixtures.now + .seconds(25 * 3600))
        _ = try await perform(.close(result: "Готово."), on: number, as: .technician)
        _ = try await perform(.reopen(reason: nil), on: number, as: .technician)
        _ = try await perform(.note("Ещё раз."), on: number, as: .technician)
        let other = try await handedOver("2", from: Fixtures.mobile(7))
        _ = try await perform(.link(with: other), on: number, as: .hotline)
        _ = try await perform(.mark(.test), on: other, as: .hotline)
        let kept = try #require(try await store.appeal(number))
        #expect(kept.status == .inProgress && kept.assignee == "technician")
        #expect(try await store.appeal(other)?.mark == .test)
        #expect(try await store.audit().isEmpty)
        let words = try await store.events(of: number).compactMap(\.words)
        #expect(words == ["не моё", "ждём", "ждём", "Готово.", "Ещё раз."])
        let log = try await store.events(of: number).map(\.detail).joined()
        #expect(words.allSatisfy { !log.contains($0) })
    }

    @Test func `the appeal whose running term ends first is in front, and those that are closed come last`()
        async throws
    {
        // Taken: only its closing is waited for. Handed over: it is to be taken. Arrived: it is to be handed over.
        let taken = try await handedOver("1", from: Fixtures.mobile(1))
        _ = try await perform(.take, on: taken, as: .ejournal)
        let closed = try await handedOver("2", from: Fixtures.mobile(2))
        _ = try await perform(.close(result: "Готово."), on: closed, as: .ejournal)
        let distributed = try await handedOver("3", from: Fixtures.mobile(3))
        let received = try await store.record("4", from: Fixtures.mobile(4)).appeal
        let closing = try await store.record("5", from: Fixtures.mobile(5)).appeal
        try await store.write { db in
            // The terms that are kept already say the opposite; of two that run the one that ends first counts.
            let terms: [(AppealNumber, distribute: Int64, take: Int64?, close: Int64)] = [
                (taken, 1, 1, 50), (closed, 1, 1, 1), (distributed, 1, 20, 80), (received, 10, nil, 90),
                (closing, 60, nil, 40),
            ]
            for (number, distribute, take, close) in terms {
                try db.execute(
                    sql: """
                        UPDATE appeal SET distributeFrom = 0, distributeDue = ?, closeFrom = 0, closeDue = ?,
                            takeFrom = CASE WHEN takeFrom IS NULL THEN NULL ELSE 0 END, takeDue = ? WHERE number = ?
                        """,
                    arguments: [distribute, close, take, number.value]
                )
            }
        }
        let open = [received, distributed, closing, taken]
        #expect(try await store.appeals(AppealFilter()).map(\.number) == open)
        #expect(try await store.appeals(AppealFilter(isOpen: false)).map(\.number) == open + [closed])
        #expect(try await store.appeals(AppealFilter(limit: 2)).map(\.number) == [received, distributed])
        #expect(try await store.appeals(AppealFilter(isOpen: false, limit: 4)).map(\.number) == open)
    }

    @Test func `open appeals are found by the index of those that are open`() async throws {
        let plan = try await store.read { db in
            try String.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM appeal WHERE status <> 'closed'
                    ORDER BY status = 'closed', CASE status WHEN 'received' THEN distributeDue ELSE closeDue END LIMIT 9
                    """,
                adapter: SuffixRowAdapter(fromIndex: 3)
            )
        }
        #expect(plan.contains { $0.contains("appeal_open") }, "\(plan)")
    }

    @Test func `a repeat is closed in favour of the other, whose author is the same`() async throws {
        let first = try await handedOver("1")
        let second = try await store.openAppeal(for: try await store.begin(Fixtures.callStart("2")).id).appeal
        #expect(first != second)
        let merged = try await perform(.merge(into: first), on: second, as: .hotline)
        #expect(merged.status == .closed && merged.mergedInto == first && merged.delivery == nil)
        #expect(try await store.events(of: first).last?.kind == "absorbed")
        let stranger = try await handedOver("3", from: Fixtures.mobile(9))
        await #expect(throws: StoreError.refused(.differentAuthors(stranger, first))) {
            try await perform(.merge(into: first), on: stranger, as: .hotline)
        }
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a text with the result that arrives is noted, and one that does not makes a call of it`() async throws {
        for (finding, delivery) in [(DeliveryReport.Finding.delivered, ResultDelivery.sms), (.undelivered, .callback)] {
            let number = try await handedOver("\(delivery)", from: Fixtures.mobile(delivery == .sms ? 1 : 2))
            _ = try await perform(.close(result: "Готово."), on: number, as: .ejournal)
            let message = try #require(try await store.messages(limit: 99).first { $0.kind == "closed" })
            let report = DeliveryReport(message: message.id, part: 0, finding: finding)
            let (receipt, rules) = (GatewayReceipt(), Fixtures.outboxRules())
            try await store.noteAccepted(message.id, parts: [0], receipt: receipt, at: Fixtures.now, by: rules)
            #expect(try await store.note(report, at: Fixtures.now + .seconds(90), by: Fixtures.outboxRules()))
            _ = try await store.handOver(at: Fixtures.now + .seconds(91), limit: 10, by: regulation)
            let appeal = try #require(try await store.appeal(number))
            #expect(appeal.delivery == delivery)
            #expect((appeal.toldAt != nil) == (delivery == .sms))
            guard delivery == .callback else { continue }
            #expect(try await store.appeals(AppealFilter(needsCall: true)).map(\.number) == [number])
            #expect(try await store.messages(limit: 99).first?.kind == "callAuthor")
            _ = try await perform(.callBack(.noAnswer), on: number, as: .ejournal)
            #expect(try await perform(.callBack(.reached), on: number, as: .ejournal).toldAt != nil)
            #expect(try await store.appeals(AppealFilter(needsCall: true)).isEmpty)
        }
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what is kept otherwise than the log tells is named`() async throws {
        let number = try await handedOver()
        try await store.write { db in
            try db.run(
                "UPDATE appeal SET assignee = 'petrov', closeDue = closeDue + 1 WHERE number = ?",
                [number.value]
            )
        }
        let findings = try await store.audit()
        #expect(
            findings == [.differs(appeal: number, field: "assignee"), .differs(appeal: number, field: "terms")]
        )
    }

    @Test func `a text that did not arrive says nothing of the result that came after it`() async throws {
        let number = try await handedOver()
        _ = try await perform(.close(result: "Раз."), on: number, as: .ejournal)
        let message = try #require(try await store.messages(limit: 99).first { $0.kind == "closed" })
        let (receipt, rules) = (GatewayReceipt(), Fixtures.outboxRules())
        try await store.noteAccepted(message.id, parts: [0], receipt: receipt, at: Fixtures.now, by: rules)
        let report = DeliveryReport(message: message.id, part: 0, finding: .undelivered)
        #expect(try await store.note(report, at: Fixtures.now + .seconds(90), by: Fixtures.outboxRules()))
        // The word of it is still left while the appeal is opened and closed again.
        _ = try await perform(.reopen(reason: nil), on: number, as: .ejournal, after: 100)
        _ = try await perform(.close(result: "Два."), on: number, as: .ejournal, after: 110)
        try await store.write { db in
            try db.run("INSERT INTO handover VALUES ('untold', ?) ON CONFLICT DO NOTHING", [number.value])
        }
        _ = try await store.handOver(at: Fixtures.now + .seconds(120), limit: 10, by: regulation)
        #expect(try await store.appeal(number)?.delivery == .sms)
        #expect(try await store.events(of: number).last?.kind == "closed")
    }

    @Test func `what is opened again takes back the result that did not go yet`() async throws {
        let number = try await handedOver()
        _ = try await perform(.close(result: "Раз."), on: number, as: .ejournal)
        _ = try await perform(.reopen(reason: nil), on: number, as: .ejournal, after: 100)
        func closed() async throws -> [String] {
            try await store.messages(limit: 99).filter { $0.kind == "closed" }.map {
                "\($0.body.first ?? " ") \($0.state)"
            }
        }
        #expect(try await closed() == ["Р cancelled"])
        _ = try await perform(.close(result: "Два."), on: number, as: .ejournal, after: 110)
        #expect(try await closed() == ["Д queued", "Р cancelled"])
        #expect(try await store.messages(limit: 99).filter { $0.kind == "registered" }.map(\.state) == [.queued])
    }

    @Test func `the call that is due to nobody any more goes with the author's number, and the log says so`()
        async throws
    {
        let call = try await store.record(consent: false)
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        _ = try await perform(.close(result: "Готово."), on: call.appeal, as: .ejournal)
        #expect(try await store.appeals(AppealFilter(needsCall: true)).count == 1)
        _ = try await perform(.anonymise, on: call.appeal, as: .head)
        #expect(try await store.appeals(AppealFilter(needsCall: true)).isEmpty)
        let event = try #require(try await store.events(of: call.appeal).last)
        #expect(event.kind == "anonymised" && EventFacts(event.facts)["untold"] == "callback")
    }

    @Test func `who stands in does what the absent one may, while they are absent`() async throws {
        let number = try await handedOver()
        let day = try #require(CalendarDay("2026-03-12"))
        await #expect(throws: StoreError.refused(.notAllowed(.assign))) {
            try await perform(.assign(to: "technician"), on: number, as: .ejournal)
        }
        let absence = try await store.addAbsence(
            of: "head",
            from: day,
            to: day,
            deputy: "ejournal",
            by: Fixtures.person(.head),
            at: Fixtures.now
        )
        #expect(try await perform(.assign(to: "technician"), on: number, as: .ejournal).assignee == "technician")
        _ = try await store.cancelAbsence(absence.id, by: Fixtures.person(.head), at: Fixtures.now)
        await #expect(throws: StoreError.refused(.notAllowed(.assign))) {
            try await perform(.assign(to: "hotline"), on: number, as: .ejournal)
        }
    }

    @Test func `an absence counts while it lasts, is entered once, and can be taken back`() async throws {
        let day = try #require(CalendarDay("2026-03-12"))
        let head = Fixtures.person(.head)
        func enter() async throws -> Absence {
            try await store.addAbsence(
                of: "ejournal",
                from: day,
                to: day,
                deputy: "hotline",
                by: head,
                at: Fixtures.now
            )
        }
        let absence = try await enter()
        #expect(try await enter() == absence)
        let first = try await handedOver("1", from: Fixtures.mobile(3))
        #expect(try await store.appeal(first)?.assignee == "hotline")
        #expect(try await store.cancelAbsence(absence.id, by: head, at: Fixtures.now) == absence)
        #expect(try await store.cancelAbsence(absence.id, by: head, at: Fixtures.now) == nil)
        let second = try await handedOver("2", from: Fixtures.mobile(4))
        #expect(try await store.appeal(second)?.assignee == "ejournal")
        let workload = try await store.workload(at: Fixtures.now)
        #expect(workload == Workload(openAppeals: ["hotline": 1, "ejournal": 1]))
    }
}
