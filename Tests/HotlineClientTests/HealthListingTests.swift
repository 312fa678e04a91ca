import HotlineClient
import HotlineCore
import JSON
import Testing

/// What `hotline doctor` prints.
@Suite struct HealthListingTests {
    private static let checks = [
        HealthCheck(.clock, .good, "идут ровно"),
        HealthCheck(.agi, .fault, "127.0.0.1:4573: не отвечает", cure: "systemctl start hotline-agi"),
        HealthCheck(.backups, .warning, "не делаются", cure: "задайте backup.folder"),
        HealthCheck(.mail, .skipped, "не отправляется"),
    ]

    @Test func `a report that did not go is told with whom it was for, what became of it and what to do`() {
        let subjects: [(FailedReport.Subject, String, String)] = [
            (
                .day("2026-03-11", source: .phone), "отчёт за день 2026-03-11, телефон",
                "--date 2026-03-11 --source phone"
            ),
            (.draft(week: "2026-W11"), "черновик отчёта за неделю 2026-W11", "hotline report weekly --week 2026-W11"),
            (.director(number: 7, week: "2026-W11"), "отчёт №7 директору", "--week 2026-W11 --send --again"),
        ]
        for (subject, name, cure) in subjects {
            let report = FailedReport(subject, recipient: "golova", address: "head@school.example", reason: "noSender")
            let check = HealthCheck(report)
            #expect(check.name == .mail && check.state == .fault && check.cure?.hasSuffix(cure) == true)
            #expect(check.found == "\(name) не ушёл к golova (h…@school.example): почта не настроена")
        }
        let forgotten = FailedReport(.draft(week: "2026-W11"), recipient: "golova", address: "", reason: nil)
        #expect(HealthCheck(forgotten).found == "черновик отчёта за неделю 2026-W11 не ушёл к golova")
        var dumped = "\(forgotten)"
        dump(forgotten, to: &dumped)
        #expect(!dumped.contains("golova"))
    }

    @Test func `each part is a line, and what is wrong has its cure below`() {
        let listing = HealthListing(Self.checks)
        #expect(
            listing.lines(Palette(isColoured: false)) == [
                "✓  часы             идут ровно",
                "✗  приём звонков    127.0.0.1:4573: не отвечает",
                "   → systemctl start hotline-agi",
                "!  резервные копии  не делаются",
                "   → задайте backup.folder",
                "–  почта            не отправляется",
            ]
        )
        #expect(listing.verdict == "неисправно: 1, предупреждений: 1")
        #expect(HealthListing([Self.checks[0]]).verdict == "всё работает")
        #expect(HealthListing([Self.checks[2]]).verdict == "работает, предупреждений: 1")
    }

    @Test func `on a narrow terminal nothing is lost, and each cure stands below its part`() {
        let lines = HealthListing(Self.checks).lines(Palette(isColoured: false, columns: 46))
        #expect(
            lines == [
                "✓  часы             идут ровно",
                "✗  приём звонков    127.0.0.1:4573: не",
                "                    отвечает",
                "   → systemctl start hotline-agi",
                "!  резервные копии  не делаются",
                "   → задайте backup.folder",
                "–  почта            не отправляется",
            ]
        )
    }

    @Test func `a document is good while nothing is broken`() {
        #expect(!HealthDocument(Self.checks).isGood)
        #expect(HealthDocument([Self.checks[2], Self.checks[3]]).isGood)
        #expect(HealthDocument(Self.checks).json["checks"]?.arrayValue?.count == 4)
    }
}
