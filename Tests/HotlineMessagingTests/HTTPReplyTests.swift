import HotlineCore
import HotlineMessaging
import Testing

/// One answer of a provider and what it means for the message.
struct HTTPReplyRow: Sendable, CustomTestStringConvertible {
    var rules: HTTPReplyRules
    var status: Int
    var body: String
    var outcome: Outcome

    enum Outcome: Hashable, Sendable {
        case receipt(String?)
        case error(GatewayError)
    }

    var testDescription: String { "\(status) \(body.prefix(80))" }

    private static func smsc(_ body: String, _ outcome: Outcome, status: Int = 200) -> HTTPReplyRow {
        HTTPReplyRow(rules: HTTPGatewayDescription.smsc(url: "").reply, status: status, body: body, outcome: outcome)
    }

    private static func smsRu(_ body: String, _ outcome: Outcome, status: Int = 200) -> HTTPReplyRow {
        HTTPReplyRow(rules: HTTPGatewayDescription.smsRu(url: "").reply, status: status, body: body, outcome: outcome)
    }

    private static func smsRu(code: Int, _ outcome: Outcome) -> HTTPReplyRow {
        smsRu(
            "{\"status\":\"OK\",\"status_code\":100,\"sms\":{\"79000000042\":{\"status\":\"ERROR\",\"status_code\":\(code)}}}",
            outcome
        )
    }

    private static func android(_ status: Int, _ body: String, _ outcome: Outcome) -> HTTPReplyRow {
        HTTPReplyRow(rules: HTTPGatewayDescription.android(url: "").reply, status: status, body: body, outcome: outcome)
    }

    /// smsc.ru/api/http, "Ответ сервера и коды ошибок", with `fmt=3`.
    static let smsc: [HTTPReplyRow] = [
        smsc("{\"id\": 1234, \"cnt\": 1}", .receipt("1234")),
        smsc("{\"id\": 1234, \"cnt\": 1, \"cost\": \"1.40\", \"balance\": \"100.50\"}", .receipt("1234")),
        smsc("{\"error\": \"parameters error\", \"error_code\": 1}", .error(.temporary(.unexpectedAnswer))),
        smsc("{\"error\": \"authorise error\", \"error_code\": 2}", .error(.temporary(.credentials))),
        smsc("{\"error\": \"no money\", \"error_code\": 3, \"id\": 1234}", .error(.temporary(.money))),
        smsc("{\"error\": \"ip is blocked\", \"error_code\": 4}", .error(.temporary(.forbidden))),
        smsc("{\"error\": \"invalid date\", \"error_code\": 5}", .error(.temporary(.unexpectedAnswer))),
        smsc("{\"error\": \"message is denied\", \"error_code\": 6, \"id\": 1234}", .error(.permanent(.text))),
        smsc("{\"error\": \"invalid number\", \"error_code\": 7}", .error(.permanent(.recipient))),
        smsc("{\"error\": \"impossible\", \"error_code\": 8, \"id\": 1234}", .error(.permanent(.recipient))),
        // The same request within a minute, or 15 at once.
        smsc("{\"error\": \"duplicate request\", \"error_code\": 9}", .error(.unanswered)),
        // Beyond the documentation.
        smsc("{\"error\": \"?\", \"error_code\": 10}", .error(.temporary(.unexpectedAnswer))),
        smsc("{\"error\": \"?\", \"id\": 1234}", .error(.temporary(.unexpectedAnswer))),
        smsc("OK - 1 SMS, ID - 1234", .error(.unanswered)),
        smsc("{\"cnt\": 1}", .error(.unanswered)),
        smsc("", .error(.unanswered)),
        smsc("", .error(.unanswered), status: 502),
        smsc("{\"error\": \"authorise error\", \"error_code\": 2}", .error(.temporary(.credentials)), status: 500),
        smsc("\u{FEFF}{\"id\": 1234, \"cnt\": 1}", .receipt("1234")),
    ]

    /// sms.ru/api/send and sms.ru/api/status; the outer code is 100 whatever became of the text.
    static let smsRu: [HTTPReplyRow] = [
        smsRu(
            "{\"status\":\"OK\",\"status_code\":100,\"sms\":{\"79000000042\":{\"status\":\"OK\",\"status_code\":100,"
                + "\"sms_id\":\"202216-1000005\",\"cost\":\"0.00\"}},\"balance\":4122.56}",
            .receipt("202216-1000005")
        ),
        smsRu("{\"status\":\"ERROR\",\"status_code\":200,\"status_text\":\"\"}", .error(.temporary(.credentials))),
        smsRu("{\"status\":\"ERROR\",\"status_code\":300}", .error(.temporary(.credentials))),
        smsRu("{\"status\":\"ERROR\",\"status_code\":301}", .error(.temporary(.credentials))),
        smsRu("{\"status\":\"ERROR\",\"status_code\":302}", .error(.temporary(.credentials))),
        smsRu("{\"status\":\"ERROR\",\"status_code\":220}", .error(.temporary(.busy))),
        smsRu(code: 201, .error(.temporary(.money))),
        smsRu(code: 202, .error(.permanent(.recipient))),
        smsRu(code: 203, .error(.permanent(.text))),
        smsRu(code: 204, .error(.temporary(.forbidden))),
        smsRu(code: 205, .error(.permanent(.text))),
        smsRu(code: 206, .error(.temporary(.busy))),
        smsRu(code: 207, .error(.permanent(.recipient))),
        smsRu(code: 209, .error(.permanent(.forbidden))),
        smsRu(code: 212, .error(.permanent(.text))),
        smsRu(code: 220, .error(.temporary(.busy))),
        smsRu(code: 230, .error(.temporary(.busy))),
        smsRu(code: 231, .error(.temporary(.busy))),
        smsRu(code: 232, .error(.temporary(.busy))),
        // Beyond the documentation.
        smsRu(code: 999, .error(.temporary(.unexpectedAnswer))),
        smsRu("{\"status\":\"OK\",\"status_code\":100}", .error(.unanswered)),
        smsRu("{\"status\":\"OK\",\"status_code\":100,\"sms\":[]}", .error(.unanswered)),
        smsRu("{\"status\":\"OK\",\"status_code\":100,\"sms\":{\"7\":{\"status_code\":100}}}", .error(.unanswered)),
        smsRu("100\n202216-1000005", .error(.unanswered)),
        smsRu("", .error(.unanswered), status: 504),
    ]

    /// docs.sms-gate.app (sending messages) and the app's source: 202 with the message, 400 and 409 with a sentence, 401.
    static let android: [HTTPReplyRow] = [
        android(202, "{\"id\":\"k\",\"state\":\"Pending\",\"recipients\":[],\"states\":{}}", .receipt("k")),
        android(409, "{\"message\":\"message k exists\"}", .receipt(nil)),
        android(400, "{\"message\":\"invalid\"}", .error(.temporary(.unexpectedAnswer))),
        android(401, "", .error(.temporary(.credentials))),
        android(500, "{\"message\":\"no SIM\"}", .error(.unanswered)),
        android(202, "", .error(.unanswered)),
        android(404, "", .error(.temporary(.unexpectedAnswer))),
    ]

    /// What statuses say where a description says nothing (RFC 9110, 15; RFC 6585, 4).
    static let bare: [HTTPReplyRow] = bareOutcomes.map { status, outcome in
        HTTPReplyRow(rules: HTTPReplyRules(), status: status, body: "", outcome: outcome)
    }

    private static let bareOutcomes: [(Int, Outcome)] = [
        (200, Outcome.receipt(nil)), (204, .receipt(nil)), (301, .error(.temporary(.unexpectedAnswer))),
        (302, .error(.unanswered)), (303, .error(.unanswered)), (307, .error(.temporary(.unexpectedAnswer))),
        (308, .error(.temporary(.unexpectedAnswer))), (400, .error(.temporary(.unexpectedAnswer))),
        (401, .error(.temporary(.credentials))), (402, .error(.temporary(.money))),
        (403, .error(.temporary(.credentials))), (404, .error(.temporary(.unexpectedAnswer))),
        (408, .error(.temporary(.busy))), (409, .error(.temporary(.unexpectedAnswer))),
        (429, .error(.temporary(.busy))),
        (500, .error(.unanswered)), (502, .error(.unanswered)), (503, .error(.unanswered)), (504, .error(.unanswered)),
    ]
}

struct HTTPReplyTests {
    @Test(arguments: HTTPReplyRow.smsc + HTTPReplyRow.smsRu + HTTPReplyRow.android + HTTPReplyRow.bare)
    func `each answer says whether the part was taken, and if not, whether to try again`(row: HTTPReplyRow) {
        let reply = HTTPReply(status: row.status, body: Array(row.body.utf8))
        do throws(GatewayError) {
            let receipt = try reply.receipt(by: row.rules)
            #expect(row.outcome == .receipt(receipt.reference))
        } catch {
            #expect(row.outcome == .error(error))
        }
    }

    @Test func `what the provider calls as we do keeps our name`() throws {
        let row = HTTPReplyRow.android[1]
        let reply = HTTPReply(status: row.status, body: Array(row.body.utf8))
        #expect(try reply.receipt(by: row.rules, reference: "k").reference == "k")
    }

    @Test func `an answer prints its status only`() {
        var dumped = ""
        dump(HTTPReply(status: 200, body: Array("{\"id\": \"79000000042\"}".utf8)), to: &dumped)
        #expect(!dumped.contains("79000000042"))
    }
}
