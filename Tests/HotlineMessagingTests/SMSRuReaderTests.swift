import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

struct SMSRuReaderTests {
    // Three values as sms.ru sends them, and their hash reckoned by another program.
    private static let body =
        "data%5B0%5D=sms_status%0A202648-1000001%0A103%0A1773313500"
        + "&data%5B1%5D=callcheck_status%0A202648-7%0A401%0A1773313500"
        + "&data%5B2%5D=sms_status%0A202648-1000002%0A104"
    private static let hash = "385fd8c7472d49b2fa1ea0663b3ebcad1ec343b24de0dbeef188410924b4e62c"

    private let reader = SMSRuReader(gateway: "smsru", token: SMSRuStub.token)

    private func request(_ body: String, type: String = "application/x-www-form-urlencoded") -> CallbackRequest {
        CallbackRequest(subject: .report, query: "", headers: ["content-type": type], body: Array(body.utf8))
    }

    private let news: [GatewayNews] = [
        .referenced(ReferencedReport(gateway: "smsru", reference: "202648-1000001", finding: .delivered)),
        .referenced(ReferencedReport(gateway: "smsru", reference: "202648-1000002", finding: .undelivered)),
    ]

    @Test func `all that one call tells is read, and answered with what sms_ru wants to read`() throws {
        for body in [Self.body, Self.body + "&hash=\(Self.hash)", Self.body + "&hash=\(Self.hash.uppercased())"] {
            #expect(try reader.read(request(body)) == CallbackReading(news, answer: "100"))
        }
    }

    @Test func `the values count by their numbers, not by the order they came in`() throws {
        let parts = Self.body.split(separator: "&")
        let turned = parts.reversed().joined(separator: "&") + "&hash=\(Self.hash)"
        #expect(try reader.read(request(turned)) == CallbackReading(news, answer: "100"))
    }

    @Test func `a form in parts is read too`() throws {
        let parts = [
            ("data[0]", "sms_status\n202648-1000001\n103\n1773313500"),
            ("data[1]", "callcheck_status\n202648-7\n401\n1773313500"), ("data[2]", "sms_status\n202648-1000002\n104"),
            ("hash", Self.hash),
        ].map { "--B0und\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }
        let body = parts.joined() + "--B0und--\r\n"
        let reading = try reader.read(request(body, type: "multipart/form-data; boundary=B0und"))
        #expect(reading == CallbackReading(news, answer: "100"))
        // RFC 2046 has at most 70 characters between the parts.
        for (length, found) in [(70, news), (71, [])] {
            let mark = String(repeating: "b", count: length)
            let long = request(body.replacing("B0und", with: mark), type: "multipart/form-data; boundary=\(mark)")
            #expect(try reader.read(long).news == found)
        }
    }

    @Test(arguments: ["385fd8", "", String(repeating: "0", count: 64)])
    func `a forged hash is refused`(hash: String) {
        #expect(throws: CallbackFault.forgery) { try reader.read(request(Self.body + "&hash=\(hash)")) }
        #expect(throws: CallbackFault.forgery) {
            try reader.read(request(Self.body.replacing("0A103", with: "0A104") + "&hash=\(Self.hash)"))
        }
    }

    @Test func `a call with nothing in it, as when the address is entered, is answered`() throws {
        #expect(try reader.read(request("")) == CallbackReading([], answer: "100"))
        #expect(try reader.read(request("data[0]=sms_status%0A2%0A777")) == CallbackReading([], answer: "100"))
    }

    @Test(arguments: ["data[0]=sms_status", "data[0]=sms_status%0A%0A103", "data[0]=sms_status%0A202648-1"])
    func `a value that breaks off is refused`(body: String) {
        #expect(throws: CallbackFault.malformed("sms_status")) { try reader.read(request(body)) }
    }

    @Test func `more values than sms_ru sends are refused`() {
        let body = (0...100).map { "data[\($0)]=x" }.joined(separator: "&")
        #expect(throws: CallbackFault.malformed("data")) { try reader.read(request(body)) }
    }
}
