import HTTPClient
import HotlineClient
import HotlineCore
import InMemoryLogging
import JSON
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StaffRequestsTests {
    @Test(arguments: [
        (HTTPMethod.get, "/", "", 404, "unknown"), (.get, "/v1", "", 404, "unknown"),
        (.put, "/v1/appeals/1", "", 405, "badRequest"),
        (.get, "/v1/appeals/99", "", 404, "unknown"), (.get, "/v1/appeals/x", "", 400, "badRequest"),
        (.get, "/v1/appeals/0", "", 400, "badRequest"),
        (.get, "/v1/appeals/99999999999999999999", "", 400, "badRequest"),
        (.get, "/v1/appeals?open=maybe", "", 400, "badRequest"),
        (.get, "/v1/appeals?source=fax", "", 400, "badRequest"),
        (.get, "/v1/appeals?limit=0", "", 400, "badRequest"), (.get, "/v1/appeals?limit=1001", "", 400, "badRequest"),
        (.get, "/v1/appeals?colour=red", "", 400, "badRequest"), (.get, "/v1/calls?appeal=x", "", 400, "badRequest"),
        (.get, "/v1/messages?limit=-1", "", 400, "badRequest"), (.post, "/v1/appeals/1/close", "", 400, "badRequest"),
        (.post, "/v1/appeals/1/close", "{}", 400, "badRequest"),
        (.post, "/v1/appeals/1/close", "[1]", 400, "badRequest"),
        (.post, "/v1/appeals/1/close", "{\"result\":1}", 400, "badRequest"),
        (.post, "/v1/appeals/1/close", "{\"result\":\" \"}", 422, "invalid"),
        (.post, "/v1/appeals/1/close", "{\"result\":\"Готово\\u001b[2J\"}", 422, "invalid"),
        (.get, "/v1/reports/daily?date=9999-12-31", "", 400, "badRequest"),
        (.patch, "/v1/appeals/1", "{\"fullName\":\"А\"}", 400, "badRequest"),
        (.patch, "/v1/appeals/1", "{\"version\":1}", 400, "badRequest"),
        (.patch, "/v1/appeals/1", "{\"version\":1,\"nope\":\"А\"}", 400, "badRequest"),
        (.patch, "/v1/appeals/1", "{\"version\":1,\"phone\":\"12\"}", 422, "invalid"),
        (.patch, "/v1/appeals/1", "{\"version\":0,\"fullName\":\"А\"}", 409, "changedMeanwhile"),
        (.post, "/v1/simulations", "{\"from\":\"x\"}", 400, "badRequest"),
        (.post, "/v1/simulations", "{\"from\":\"x\",\"keys\":\"abc\"}", 400, "badRequest"),
    ])
    func `nonsense is answered by its status, a code and a sentence`(
        method: HTTPMethod,
        path: String,
        body: String,
        status: Int,
        code: String
    ) async throws {
        let office = try StaffOffice()
        office.become("chief")
        _ = try await office.receive(.lessonQuality)
        try await office.open { _ in
            let answer = try await StaffAppealsTests.raw(office, method, path, body: body)
            #expect(answer.status == status)
            let json = try JSON(parsing: answer.body)
            #expect(json["error"]?["code"]?.stringValue == code)
            #expect(json["error"]?["message"]?.stringValue?.isEmpty == false)
            #expect(answer[header: "Server"] == "hotlined")
            #expect(answer[header: "Allow"] == (status == 405 ? "GET, PATCH" : nil))
        }
    }

    @Test
    func `what is no JSON is told with its place, in the language of the staff`() async throws {
        let office = try StaffOffice()
        office.become("chief")
        try await office.open { _ in
            let answer = try await StaffAppealsTests.raw(office, .post, "/v1/appeals", body: "{nonsense")
            let json = try JSON(parsing: answer.body)
            let message = json["error"]?["message"]?.stringValue ?? ""
            #expect(answer.status == 400 && message.hasPrefix("запрос не разобран: не JSON, строка 1, знак "))
            #expect(!message.contains { $0.isASCII && $0.isLetter && !"JSON".contains($0) }, "\(message)")
        }
    }

    @Test
    func `a body beyond 64 KiB is refused, one within is read`() async throws {
        let office = try StaffOffice()
        office.become("chief")
        _ = try await office.receive(.lessonQuality)
        try await office.open { _ in
            for (count, status) in [(65_536, 413), (60_000, 422)] {
                let body = "{\"result\":\"\(String(repeating: "x", count: count))\"}"
                let answer = try await StaffAppealsTests.raw(office, .post, "/v1/appeals/1/close", body: body)
                #expect(answer.status == status)
            }
        }
    }

    @Test
    func `a database that does not take part is 503, and nothing of the request is in the log`() async throws {
        let office = try StaffOffice()
        office.become("chief")
        _ = try await office.receive(.lessonQuality)
        office.register.isStoreLost.withLock { $0 = true }
        try await office.open { _ in
            let body = "{\"result\":\"Слово автору\"}"
            let answer = try await StaffAppealsTests.raw(office, .post, "/v1/appeals/1/close", body: body)
            #expect(answer.status == 503)
            _ = try await StaffAppealsTests.raw(office, .get, "/v1/appeals?assignee=79000000042")
        }
        let lines = office.log.entries.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
        #expect(!lines.contains("Слово"))
        #expect(!lines.contains("79000000042"))
    }

    @Test
    func `a simulated call is ordered as it was typed`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        let order = SimulationOrder(from: "+79000000042", keys: "5,1", at: StaffOffice.now, hangupAfter: .contact)
        #expect(try SimulationOrder(order.json) == order)
        try await office.open { client in
            let answer = try await client.simulate(order)
            #expect(answer == ["keys": "5,1"])
        }
    }
}
