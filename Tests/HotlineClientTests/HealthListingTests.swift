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
