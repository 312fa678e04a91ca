import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

struct HTTPReaderTests {
    private static let form = ["content-type": "application/x-www-form-urlencoded"]

    private static func smsc() throws -> HTTPReader {
        HTTPReader(kind: "smsc", gateway: "smsc", try #require(HTTPGatewayDescription.smsc(url: "").callbacks))
    }

    private static func request(_ subject: CallbackRequest.Subject, _ body: String) -> CallbackRequest {
        CallbackRequest(subject: subject, query: "", headers: form, body: Array(body.utf8))
    }

    private func report(_ finding: DeliveryReport.Finding) -> CallbackReading {
        CallbackReading([.referenced(ReferencedReport(gateway: "smsc", reference: "42", finding: finding))], answer: "")
    }

    @Test func `smsc.ru reports by a form, under either path`() throws {
        let body = "id=42&phone=79000000042&status=1&time=12.03.2026+14%3A05%3A00&err=0&cnt=1&md5=abc"
        for subject in [CallbackRequest.Subject.report, .news] {
            #expect(try Self.smsc().read(Self.request(subject, body)) == report(.delivered))
        }
        // The same once more says the same once more: the store is told twice and changes once.
        #expect(try Self.smsc().read(Self.request(.report, body)) == report(.delivered))
        #expect(
            try Self.smsc().read(Self.request(.report, body.replacing("status=1", with: "status=20")))
                == report(.undelivered)
        )
    }

    @Test func `by a query as well, and a state that nobody documents is no news`() throws {
        let query = CallbackRequest(subject: .report, query: "id=42&status=3")
        #expect(try Self.smsc().read(query) == report(.undelivered))
        let strange = CallbackRequest(subject: .report, query: "id=42&status=77")
        #expect(try Self.smsc().read(strange) == CallbackReading([], answer: ""))
        // Not found is no news of a part that was taken.
        #expect(try Self.smsc().read(CallbackRequest(subject: .report, query: "id=42&status=-3")).news.isEmpty)
    }

    @Test func `a text that came in is read with the identifier it has`() throws {
        let body =
            "phone=79000000043&mes=1042%201%20%D0%B1%D0%B5%D1%80%D1%83&to=79000000000&sms_id=77&time=12.03.26+14:05"
        for subject in [CallbackRequest.Subject.incoming, .news] {
            let reading = try Self.smsc().read(Self.request(subject, body))
            #expect(
                reading.news == [
                    .incoming(IncomingText(gateway: "smsc", id: "77", sender: "79000000043", text: "1042 1 беру"))
                ]
            )
            #expect(reading.answer == "")
        }
    }

    @Test func `one without an identifier gets one, the same each time`() throws {
        let body = "phone=%2B79000000043&mes=1042+1+%D0%B1%D0%B5%D1%80%D1%83&time=12.03.26+14%3A05"
        func id(_ body: String) throws -> String? {
            guard case .incoming(let text)? = try Self.smsc().read(Self.request(.incoming, body)).news.first else {
                return nil
            }
            return text.id
        }
        // SHA-256 of the sender, the time and the words with NULs between, reckoned by another program.
        #expect(try id(body) == "7eb9c298d34a18bbc530f9c2fc1af64743a9055ee905605191a39b0d67691948")
        #expect(try id(body.replacing("14%3A05", with: "14%3A06")) != id(body))
    }

    @Test func `windows-1251, the provider's own standard, is read as what it is`() throws {
        // «беру» in windows-1251.
        let body = "phone=79000000043&mes=1042+%E1%E5%F0%F3&sms_id=1"
        guard case .incoming(let text)? = try Self.smsc().read(Self.request(.incoming, body)).news.first else {
            Issue.record("no text")
            return
        }
        #expect(text.text == "1042 беру")
    }

    @Test(arguments: [
        (CallbackRequest.Subject.report, "phone=7&status=1", "id"), (.report, "id=42", "state"),
        (.report, "id=&status=1", "id"),
        (.report, "", "id"), (.incoming, "mes=x", "from"), (.incoming, "phone=7", "text"), (.news, "a=b", "from"),
        (.report, "{\"id\": 42", "body"), (.report, "id=\(String(repeating: "1", count: 129))&status=1", "id"),
    ])
    func `what is missing is named, and never its value`(subject: CallbackRequest.Subject, body: String, name: String)
        throws
    {
        let reader = try Self.smsc()
        #expect(throws: CallbackFault.malformed(name)) { try reader.read(Self.request(subject, body)) }
    }

    @Test func `a JSON call is read by the same pointers`() throws {
        let rules = HTTPCallbackRules(
            report: HTTPCallbackRules.Report(
                id: HTTPPointer(steps: "message", "id"),
                state: HTTPPointer(steps: "message", "state"),
                states: ["2": .delivered]
            ),
            answer: "ok"
        )
        let reader = HTTPReader(kind: "http", gateway: "x", rules)
        let reading = try reader.read(Self.request(.news, " {\"message\": {\"id\": 7, \"state\": 2}}"))
        #expect(reading.news == [.referenced(ReferencedReport(gateway: "x", reference: "7", finding: .delivered))])
        #expect(reading.answer == "ok")
        #expect(throws: CallbackFault.malformed("subject")) { try reader.read(Self.request(.incoming, "{}")) }
    }
}
