import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

/// What is due is told once: by whoever looks, however often, and in time or late.
@Suite struct StoreAlarmTests {
    private let store: Store
    private let regulation = Fixtures.regulation()

    init() throws { store = try Store.inMemory() }

    private func tell(after seconds: Int64, by regulation: Regulation? = nil) async throws -> AlarmReport {
        try await store.tellAlarms(at: Fixtures.now + .seconds(seconds), limit: 10, by: regulation ?? self.regulation)
    }

    private func kinds() async throws -> [String] { try await store.messages(limit: 99).reversed().map(\.kind) }

    private func handedOver() async throws -> AppealNumber {
        let call = try await store.record()
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        return call.appeal
    }

    @Test func `nothing is told before its time, and each thing once at it`() async throws {
        _ = try await handedOver()
        #expect(try await store.nextAlarm() == Fixtures.now + .seconds(1200))
        #expect(try await tell(after: 1199).appeals == 0)
        #expect(try await tell(after: 1200).appeals == 1)
        #expect(try await tell(after: 1200).appeals == 0)
        #expect(try await kinds() == ["assigned", "registered", "reminder"])
        #expect(try await tell(after: 1800).appeals == 1)
        #expect(try await kinds().suffix(2) == ["overdue", "late"])
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what is done in time is told nobody`() async throws {
        let number = try await handedOver()
        let person = Fixtures.person(.ejournal)
        _ = try await store.perform(.take, on: number, by: person, through: .cli, at: Fixtures.now, under: regulation)
        #expect(try await tell(after: 3600).appeals == 0)
        #expect(try await store.nextAlarm() == Fixtures.now + .seconds(20 * 3600))
        let close = AppealAct.close(result: "Готово.")
        _ = try await store.perform(close, on: number, by: person, through: .cli, at: Fixtures.now, under: regulation)
        #expect(try await store.nextAlarm() == nil)
    }

    @Test func `two stores on one file tell it once between them`() async throws {
        let file = try TemporaryFile()
        let stores = [try Store(path: file.path), try Store(path: file.path)]
        for index in 0..<20 {
            _ = try await stores[0].record("\(index)", from: Fixtures.mobile(50 + index))
        }
        _ = try await stores[0].handOver(at: Fixtures.now, limit: 100, by: regulation)
        let later = Fixtures.now + .seconds(1200)
        let regulation = regulation
        let told = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<8 {
                group.addTask {
                    var told = 0
                    while case let count = try await stores[index % 2].tellAlarms(at: later, limit: 3, by: regulation)
                        .appeals, count > 0
                    {
                        told += count
                    }
                    return told
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(told == 20)
        let reminders = try await stores[0].messages(limit: 999).filter { $0.kind == "reminder" }
        #expect(reminders.count == 20 && Set(reminders.map(\.appeal)).count == 20)
        #expect(try await stores[1].audit().isEmpty)
    }

    @Test func `after a day in the dark only what still holds is told, and the head that it was late, once an hour`()
        async throws
    {
        _ = try await handedOver()
        _ = try await store.record("2", from: Fixtures.mobile(7))
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        let report = try await tell(after: 86_400 + 7200)
        #expect(report.appeals == 2 && report.isLatenessTold)
        #expect(report.late == .seconds(86_400 + 7200 - 1200))
        let told = try await kinds().filter { !["assigned", "registered"].contains($0) }
        #expect(
            told.sorted() == ["late", "late", "late", "late", "overdue", "overdue", "overdue", "overdue", "timersLate"]
        )
        let log = try await store.events(of: AppealNumber(1)).filter { $0.kind == "warned" }
        #expect(log.count == 3 && log.allSatisfy { EventFacts($0.facts)["told"] == "no" })
        #expect(try await store.audit().isEmpty)
    }

    @Test func `a clock set back tells nothing twice, and what comes due again by it in its time`() async throws {
        _ = try await handedOver()
        #expect(try await tell(after: 1200).appeals == 1)
        #expect(try await tell(after: -3600).appeals == 0)
        #expect(try await tell(after: 1200).appeals == 0)
        #expect(try await tell(after: 1800).appeals == 1)
    }

    @Test func `after a clock that ran ahead was put right, the alarms ring in their time`() async throws {
        let number = try await handedOver()
        let month: Int64 = 40 * 86_400
        #expect(try await tell(after: month).appeals == 1)
        #expect(try await store.nextAlarm().map { $0 > Fixtures.now + .seconds(month) } == true)
        #expect(try await store.reschedule(by: regulation.terms, at: Fixtures.now) == 1)
        #expect(try await store.nextAlarm() == Fixtures.now + .seconds(1200))
        let before = try await kinds().count
        for seconds in [0, 1200, 1200, 1800, 1800, 3600] { _ = try await tell(after: Int64(seconds)) }
        #expect(try await kinds().dropFirst(before) == ["reminder", "overdue", "late"])
        // What the clock told of before its time counts as not told: all of it is ahead again, and nothing else.
        let appeal = try #require(try await store.appeal(number))
        let ahead = regulation.terms.alarmsAhead(of: appeal, at: Fixtures.now + .seconds(3600))
        #expect(ahead.map(\.name) == ["close-4h", "morning", "close-1h", "close"])
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what was told of an appeal is kept with its time, and rows of before have none`() async throws {
        let number = try await handedOver()
        _ = try await tell(after: 1200)
        let due = Fixtures.now + .seconds(1800)
        let key = AlarmKey(name: "take-10m", of: due)
        #expect(try await store.appeal(number)?.alarms == [key: Fixtures.now + .seconds(1200)])
        try await store.write { db in try db.run("UPDATE appeal SET alarms = ?", ["\(key)"]) }
        #expect(try await store.appeal(number)?.alarms == [key: Instant(milliseconds: 0)])
        #expect(try await tell(after: 1300).appeals == 0)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `an appeal whose alarms cannot be told holds no other up, and is tried again when asked`() async throws {
        let first = try await handedOver()
        let second = try await store.record("2", from: Fixtures.mobile(7)).appeal
        _ = try await store.handOver(at: Fixtures.now, limit: 10, by: regulation)
        try await store.write { db in
            try db.execute(
                sql: "CREATE TRIGGER broken BEFORE INSERT ON event WHEN NEW.appeal = \(first) AND NEW.kind = 'warned'"
                    + " BEGIN SELECT RAISE(ABORT, 'broken'); END"
            )
        }
        let report = try await tell(after: 1200)
        #expect(report.appeals == 1 && Set(report.setAside.keys) == [first])
        #expect(try await store.events(of: second).last?.kind == "warned")
        let now = Fixtures.now + .seconds(1200)
        #expect(try await store.nextAlarm() == now)
        #expect(try await store.nextAlarm(except: [first]).map { $0 > now } == true)
        let again = try await store.tellAlarms(at: now, limit: 10, except: [first], by: regulation)
        #expect(again.appeals == 0 && again.setAside.isEmpty)
        // Nothing of it was left half done.
        #expect(try await kinds().filter { $0 == "reminder" }.count == 1)
        try await store.write { db in try db.execute(sql: "DROP TRIGGER broken") }
        #expect(try await tell(after: 1200).appeals == 1)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `other settings set the alarms of open appeals anew, and no alarm rings again by that`() async throws {
        _ = try await handedOver()
        #expect(try await tell(after: 1200).appeals == 1)
        var sooner = regulation
        sooner.terms.take.warnings = [.seconds(900), .seconds(600)]
        let later = Fixtures.now + .seconds(1200)
        #expect(try await store.reschedule(by: sooner.terms, at: later) == 1)
        #expect(try await store.reschedule(by: sooner.terms, at: later) == 0)
        #expect(try await store.nextAlarm() == Fixtures.now + .seconds(900))
        // The warning of fifteen minutes is overtaken by the one that was told.
        _ = try await tell(after: 1201, by: sooner)
        #expect(try await tell(after: 1202, by: sooner).appeals == 0)
    }

    @Test func `the head is told of all that is late, however many one look deals with`() async throws {
        for index in 0..<7 { _ = try await store.record("\(index)", from: Fixtures.mobile(60 + index)) }
        _ = try await store.handOver(at: Fixtures.now, limit: 99, by: regulation)
        let later = Fixtures.now + .seconds(1200 + 600)
        var reports: [AlarmReport] = []
        while case let report = try await store.tellAlarms(at: later, limit: 3, by: regulation), report.appeals > 0 {
            reports.append(report)
        }
        #expect(reports.map(\.appeals) == [3, 3, 1] && reports.map(\.isLatenessTold) == [true, false, false])
        let words = try #require(try await store.messages(limit: 99).filter { $0.kind == "timersLate" }.only)
        #expect(words.body.hasSuffix("всего 7"))
        let counted = try await store.read { db in try Int.fetchOne(db, sql: "SELECT alarms FROM lateness") }
        #expect(counted == 7)
    }

    @Test func `an appeal that came late is no fault of the watch, unless it was late with that too`() async throws {
        func enter(_ id: String, after seconds: Int64) async throws {
            let start = Fixtures.callStart(id, from: Fixtures.withheld)
            let entry = SpoolEntry(id: id, at: Fixtures.now, uniqueID: id, word: .begun(start, appeal: nil))
            let now = Fixtures.now + .seconds(seconds)
            let limits = ArrivalLimits(callsPerHour: nil)
            #expect(try await store.takeIn(entry, at: now, terms: .regulation, limits: limits))
        }
        try await enter("1", after: 7200)
        let inTime = try await tell(after: 7201)
        #expect(inTime.appeals == 1 && inTime.late == .zero && !inTime.isLatenessTold)
        #expect(try await kinds().contains("overdue"))
        try await enter("2", after: 7300)
        let late = try await tell(after: 7900)
        #expect(late.appeals == 1 && late.late == .seconds(600) && late.isLatenessTold)
        #expect(try await store.audit().isEmpty)
    }

    @Test func `what is found in the account of the exchange is watched from when it is found`() async throws {
        let call = ExchangeCall(
            uniqueID: "x",
            startedAt: Fixtures.now,
            endedAt: Fixtures.now + .seconds(60),
            callerRaw: nil
        )
        try await store.noteExchangeCalls([call])
        let found = Fixtures.now + .seconds(7200)
        #expect(try await store.sweep(before: found, at: found, terms: .regulation, cityCode: nil).found == 1)
        #expect(try await tell(after: 7210).late == .zero)
    }
}

extension Array {
    /// The one element; `nil` where there are none or more.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
