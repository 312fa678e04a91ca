import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct SMSToolsReportTests {
    private let bench: SpoolBench
    private let part = MessagePart.fixture("да", message: 42, index: 1, count: 2)

    init() throws {
        bench = try SpoolBench()
    }

    /// What smsd 3.1.21 writes for a status (`explain_status` in pdu.c), and what it means (3GPP TS 23.040, 9.2.3.15).
    private static let statuses: [(status: String, finding: DeliveryReport.Finding)] = [
        ("0,Ok,short message received by the SME", .delivered),
        ("1,Ok,short message forwarded by the SC to the SME but the SC is unable to confirm delivery", .accepted),
        ("2,Ok,short message replaced by the SC", .undelivered),
        ("3,unknown", .delivered),
        ("32,Still trying,congestion", .accepted),
        ("33,Still trying,SME busy", .accepted),
        ("48,Temporary error, SC specific, unknown", .accepted),
        ("64,Error,remote procedure error", .undelivered),
        ("70,Error,SM validity period expired", .undelivered),
        ("80,Permanent error, SC specific, unknown", .undelivered),
        ("99,Error,service rejected", .undelivered),
        ("200,unknown", .undelivered),
    ]

    @Test(arguments: statuses.indices)
    func `each status means what the standard says`(index: Int) throws {
        let (status, finding) = Self.statuses[index]
        try bench.putSent(part, reference: 5)
        try bench.putReport(status, on: 5)
        #expect(try bench.collect() == [.report(.accepted, on: part), .report(finding, on: part)])
        #expect(bench.names(.report) == [])
    }

    @Test func `what is not disposed of is told again, and what is, not`() throws {
        try bench.putSent(part, reference: 5)
        try bench.putReport("0,Ok,short message received by the SME", on: 5)
        let both: [GatewayNews] = [.report(.accepted, on: part), .report(.delivered, on: part)]
        #expect(try bench.news() == both)
        #expect(try bench.news() == both)
        #expect(try bench.collect() == both)
        #expect(try bench.news() == [])
    }

    @Test func `a report that comes later finds its part, of which no word is kept`() throws {
        try bench.putSent(part, reference: 5)
        #expect(try bench.collect() == [.report(.accepted, on: part)])
        #expect(bench.names(.sent) == [])
        #expect(bench.ownNames(.sent) == ["\(part.key).5"])
        #expect(try bench.file(.sent, ".hotline/\(part.key).5").headers == ["To": "79000000042"])
        try bench.putReport("32,Still trying,congestion", on: 5)
        #expect(try bench.collect() == [.report(.accepted, on: part)])
        try bench.putReport("0,Ok,short message received by the SME", on: 5)
        #expect(try bench.collect() == [.report(.delivered, on: part)])
    }

    @Test func `a report that comes twice says the same twice`() throws {
        try bench.putSent(part, reference: 5)
        try bench.putReport("0,Ok,short message received by the SME", on: 5, as: "GSM1.a")
        try bench.putReport("0,Ok,short message received by the SME", on: 5, as: "GSM1.b")
        let delivered = GatewayNews.report(.delivered, on: part)
        #expect(try bench.collect() == [.report(.accepted, on: part), delivered, delivered])
        try bench.putReport("0,Ok,short message received by the SME", on: 5, as: "GSM1.c")
        #expect(try bench.collect() == [delivered])
        #expect(try bench.news() == [])
    }

    @Test func `of two texts to one number the reference tells which`() throws {
        let other = MessagePart.fixture("да", message: 43)
        try bench.putSent(part, reference: 5)
        try bench.putSent(other, reference: 6)
        try bench.putReport("70,Error,SM validity period expired", on: 6)
        #expect(try bench.collect().last == .report(.undelivered, on: other))
    }

    @Test func `where a reference came round again, the last text that still waits is meant`() throws {
        let old = MessagePart.fixture("да", message: 41)
        let new = MessagePart.fixture("да", message: 43)
        try bench.putSent(old, reference: 5, age: .seconds(7200))
        try bench.putSent(part, reference: 5, age: .seconds(3600))
        try bench.putSent(new, reference: 5, age: .seconds(1800))
        for name in ["GSM1.a", "GSM1.b", "GSM1.c"] {
            try bench.putReport("0,Ok,short message received by the SME", on: 5, as: name)
        }
        #expect(
            try bench.collect().suffix(3) == [
                .report(.delivered, on: new), .report(.delivered, on: part), .report(.delivered, on: old),
            ]
        )
    }

    @Test func `another number's report with the same reference is another text's`() throws {
        try bench.putSent(part, reference: 5)
        try bench.putReport("0,Ok,short message received by the SME", on: 5, to: .specialist)
        #expect(try bench.collect() == [.report(.accepted, on: part)])
        #expect(bench.names(.report) == ["GSM1.0v14Jl"])
    }

    @Test func `a number that the network writes without its country is the same`() throws {
        try bench.putSent(part, reference: 5)
        try bench.put(
            "From: 89000000042\n\nSMS STATUS REPORT\nMessage_id: 5\nStatus: 0,Ok,x",
            in: .report,
            as: "GSM1.a"
        )
        #expect(try bench.collect().last == .report(.delivered, on: part))
    }

    @Test func `a report before its text waits for it, and is set aside where it never comes`() throws {
        try bench.putReport("0,Ok,short message received by the SME", on: 5, age: .seconds(599))
        #expect(try bench.collect() == [])
        #expect(bench.names(.report) == ["GSM1.0v14Jl"])
        try bench.putSent(part, reference: 5)
        #expect(try bench.news().count == 2)

        try bench.putReport("0,Ok,short message received by the SME", on: 6, as: "GSM1.b", age: .seconds(601))
        #expect(try bench.collect().count == 2)
        #expect(bench.names(.report) == [])
        #expect(bench.ownNames(.report) == ["GSM1.b"])
        #expect(bench.logged == ["A status report belongs to no text of ours and was set aside."])
    }

    @Test(arguments: [
        "", "From: 79000000042\n", "From: 79000000042\n\nSMS STATUS REPORT\nMessage_id: 5\n",
        "From: 79000000042\n\nSMS STATUS REPORT\nMessage_id: 5\nStatus: 7",
        "From: 79000000042\n\nSMS STATUS REPORT\nMessage_id: x\nStatus: 0,Ok",
        "From: 79000000042\n\nSMS STATUS REPORT\nMessage_id: 5\nStatus: 256,Ok",
        "\n\nMessage_id: 5\nStatus: 0,Ok,x",
    ])
    func `a report that is only half there is read later, and set aside where it stays so`(text: String) throws {
        try bench.putSent(part, reference: 5)
        _ = try bench.collect()
        try bench.put(text, in: .report, as: "GSM1.a", age: .seconds(60))
        #expect(try bench.collect() == [])
        #expect(bench.names(.report) == ["GSM1.a"])
        try bench.put(text, in: .report, as: "GSM1.a", age: .seconds(61))
        #expect(try bench.collect() == [])
        #expect(bench.ownNames(.report) == ["GSM1.a"])
        #expect(bench.logged == ["A file of a spool cannot be read and was set aside."])
    }

    @Test func `what is set aside never covers what was set aside before`() throws {
        for text in ["one", "two"] {
            try bench.put(text, in: .report, as: "GSM1.a", age: .seconds(3600))
            _ = try bench.collect()
        }
        #expect(bench.ownNames(.report) == ["GSM1.a", "GSM1.a.2"])
    }

    @Test func `what smsd has in hand is left until it is done`() throws {
        try bench.putSent(part, reference: 5)
        try bench.put("1 smsd", in: .sent, as: "\(part.key).LOCK")
        #expect(try bench.news() == [])
    }

    @Test func `files that are not ours are left alone`() throws {
        try bench.put("To: 79000000042\nMessage_id: 5\n\nчужое", in: .sent, as: "send_abc")
        try bench.put("To: 79000000042\nFail_reason: x\n\nчужое", in: .failed, as: "send_def")
        #expect(try bench.collect() == [])
        #expect(bench.names(.sent) == ["send_abc"])
        #expect(bench.names(.failed) == ["send_def"])
    }

    @Test func `what is remembered for reports is forgotten after a week`() throws {
        try bench.putSent(part, reference: 5, age: .zero)
        _ = try bench.collect()
        try bench.put("To: 79000000042\n\n", in: .sent, as: ".hotline/\(part.key).5", age: .seconds(7 * 86_400 + 1))
        _ = try bench.collect()
        #expect(bench.ownNames(.sent) == [])
    }
}
