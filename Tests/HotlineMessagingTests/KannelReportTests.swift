import HotlineCore
import HotlineMessaging
import Testing

struct KannelReportTests {
    // The bits as measured on Kannel 1.4.5: 34 is what an expired message brings, 1 came before 8, ENROUTE brings 4.
    @Test(arguments: [
        (1, DeliveryReport.Finding.delivered), (33, .delivered), (9, .delivered),
        (2, .undelivered), (16, .undelivered), (34, .undelivered), (18, .undelivered), (24, .undelivered),
        (4, .accepted), (8, .accepted), (12, .accepted), (32, .accepted),
    ])
    func `the bits say what became of the part`(type: Int, finding: DeliveryReport.Finding) throws {
        let report = try KannelReport(query: "id=42&part=1&type=\(type)")
        #expect(report.deliveryReport == DeliveryReport(message: Identifier(42), part: 1, finding: finding))
    }

    @Test(arguments: [0, 64, 128])
    func `bits that nobody documents say nothing`(type: Int) throws {
        #expect(try KannelReport(query: "id=42&part=1&type=\(type)").deliveryReport == nil)
    }

    @Test func `names we did not ask for, and another order, do no harm`() throws {
        let report = try KannelReport(query: "type=8&x&smsc=FAKE&=&part=0&id=9223372036854775807")
        #expect(report.message == Identifier(.max))
        #expect(report.part == 0)
        #expect(report.findings == .accepted)
    }

    @Test(arguments: [
        ("", KannelReportError.missing("id")),
        ("part=0&type=1", .missing("id")),
        ("id=1&type=1", .missing("part")),
        ("id=1&part=0", .missing("type")),
        ("id&part=0&type=1", .malformed("id")),
        ("id=&part=0&type=1", .malformed("id")),
        ("id=-1&part=0&type=1", .malformed("id")),
        ("id=+1&part=0&type=1", .malformed("id")),
        ("id=9223372036854775808&part=0&type=1", .malformed("id")),
        ("id=1&id=2&part=0&type=1", .malformed("id")),
        ("id=1&part=256&type=1", .malformed("part")),
        ("id=1&part=0x1&type=1", .malformed("part")),
        ("id=1&part=0&type=%d", .malformed("type")),
        ("id=1&part=0&type=256", .malformed("type")),
        ("id=1&part=0&type=1=1", .malformed("type")),
        ("id=1&part=0&type=٣", .malformed("type")),
    ])
    func `a query that is not what we asked for is refused by the name of the value`(
        query: String,
        error: KannelReportError
    ) {
        #expect(throws: error) { try KannelReport(query: query) }
        #expect("\(error)".contains("\""))
    }
}
