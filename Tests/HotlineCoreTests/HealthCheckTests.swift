import HotlineCore
import HotlineTesting
import Testing

/// What a look at a part of the hotline is judged to be.
@Suite struct HealthCheckTests {
    private let now = Fixtures.now

    @Test(arguments: [
        (499_999_999 as UInt64, 100_000_000_000 as UInt64, HealthCheck.State.fault),
        (3_000_000_000, 200_000_000_000, .fault),
        (1_999_999_999, 10_000_000_000, .warning), (9_000_000_000, 100_000_000_000, .warning),
        (20_000_000_000, 100_000_000_000, .good), (0, 0, .fault),
    ]) func `little room is a warning, and next to none a fault`(free: UInt64, total: UInt64, state: HealthCheck.State)
    {
        let check = HealthCheck.disk("/var/lib/hotline", free: free, total: total)
        #expect(check.state == state && check.found.hasPrefix("/var/lib/hotline: свободно"))
        #expect((check.cure == nil) == (state == .good))
        let backups = HealthCheck.disk("/mnt", free: free, total: total, isForBackupsOnly: true)
        #expect(backups.state == state && backups.cure?.contains("звонки") != true)
    }

    @Test func `a clock behind the newest event, or apart from the exchange's, is a fault`() {
        let judge = { (newest: Duration?, exchange: Duration?, isSynchronised: Bool?) in
            HealthCheck.clock(
                now: now,
                newest: newest.map { now + $0 },
                exchange: exchange.map { now + $0 },
                isSynchronised: isSynchronised
            ).state
        }
        #expect(judge(nil, nil, nil) == .good)
        #expect(judge(.seconds(-9), .seconds(5), true) == .good)
        #expect(judge(.seconds(6), nil, true) == .fault)
        #expect(judge(nil, .seconds(6), true) == .fault)
        #expect(judge(nil, .seconds(-6), true) == .fault)
        #expect(judge(nil, .zero, false) == .warning)
    }

    @Test func `a file that more may use than should is told with what to type`() throws {
        let check = try #require(HealthCheck.rights("/etc/hotline/ami.password", mode: 0o644, allowed: 0o640))
        #expect(check.state == .fault && check.cure == "chmod 640 /etc/hotline/ami.password")
        #expect(HealthCheck.rights("/x", mode: 0o100_600, allowed: 0o640) == nil)
        #expect(HealthCheck.rights("/x", mode: nil, allowed: 0o640) == nil)
    }

    @Test func `a certificate is told of two weeks before its end, and is a fault from then on`() {
        let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 10_800, changes: [])
        let judge = { (left: Duration) in
            HealthCheck.certificate(
                of: ListenAddress(host: "0.0.0.0", port: 8443),
                expires: now + left,
                now: now,
                zone: zone
            )
        }
        #expect(judge(.zero).state == .fault && judge(.seconds(-1)).cure != nil)
        #expect(judge(.seconds(1)).state == .warning && judge(.seconds(14 * 86_400 - 1)).state == .warning)
        #expect(judge(.seconds(14 * 86_400)) == HealthCheck(.api, .good, "0.0.0.0:8443: сертификат до 2026-03-26"))
    }

    @Test func `what waits is a fault only once it is old`() {
        #expect(HealthCheck.outbox(waiting: 0, age: nil).state == .good)
        #expect(HealthCheck.outbox(waiting: 9, age: .seconds(600)).state == .good)
        #expect(HealthCheck.outbox(waiting: 9, age: .seconds(601)).state == .fault)
        #expect(HealthCheck.spool(files: 0, age: nil).state == .good)
        #expect(HealthCheck.spool(files: 2, age: .seconds(601)).state == .fault)
    }

    @Test func `backups are a warning where nothing makes them, and a fault where two are missing`() {
        let day = Duration.seconds(86_400)
        #expect(HealthCheck.backups(newest: nil, every: nil, now: now).state == .warning)
        #expect(HealthCheck.backups(newest: nil, every: nil, now: now).cure?.contains("backup.folder") == true)
        let placed = HealthCheck.backups(newest: nil, every: nil, hasFolder: true, now: now)
        #expect(placed.state == .warning && placed.cure == "задайте backup.every в настройках")
        #expect(HealthCheck.backups(newest: nil, every: day, now: now).state == .fault)
        #expect(HealthCheck.backups(newest: now + .seconds(-170_000), every: day, now: now).state == .good)
        #expect(HealthCheck.backups(newest: now + .seconds(-173_000), every: day, now: now).state == .fault)
    }

    @Test(arguments: [
        (0 as UInt64, "0 Б"), (999, "999 Б"), (1500, "1,5 КБ"), (76_000_000_000, "76 ГБ"), (9_960_000, "10,0 МБ"),
    ]) func `bytes are told in words`(bytes: UInt64, text: String) {
        #expect(bytes.bytesText == text)
    }
}
