internal import JSON

/// A server on loopback that speaks as sms.ru does, by its documentation (sms.ru/api).
public final class SMSRuStub: Sendable {
    /// The `api_id` it knows.
    public static let token = "00000000-1111-2222-3333-444444444444"

    private let server: ProviderServer
    private let book: Watched<ProviderBook>

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - script: What it does with one submit after another; those that come later go as usual.
    ///   - balance: What is left on the account.
    /// - Throws: ``WorldError`` where no port can be had.
    public init(_ script: [ProviderTurn] = [], balance: Double = 4122.5) throws {
        let book = Watched(ProviderBook(script))
        self.book = book
        server = try ProviderServer { request in
            let form = request.form.merging(request.query) { first, _ in first }
            guard request.path != ProviderServer.elsewhere else {
                book.change { $0.noteWanderer() }
                return .reply(status: 200, body: "{}")
            }
            guard form["json"] == "1" else { return .reply(status: 200, body: "100\n") }
            guard form["api_id"] == Self.token else { return Self.error(200) }
            switch request.path {
            case "/sms/send": return book.change { Self.send(form, &$0) }
            case "/sms/status": return Self.status(form, book.value)
            case "/my/balance":
                return Self.ok(["balance": .number(balance)])
            default: return .reply(status: 404, body: "")
            }
        }
    }

    /// Its address, without a path.
    public var url: String { server.url }

    /// The texts it took, in the order they came.
    public var texts: [ProviderText] { book.value.texts }

    /// How many submits came.
    public var submits: Int { book.value.submits }

    /// How many followed a redirect.
    public var wanderers: Int { book.value.wanderers }

    /// Sets the state of a text.
    public func set(_ state: Int, of id: String) {
        book.change { $0.states[id] = "\(state)" }
    }

    private static func send(_ form: [String: String], _ book: inout ProviderBook) -> ProviderAnswer {
        let to = form["to"] ?? ""
        return book.decide(
            take: { book in
                guard let text = form["msg"], !text.isEmpty else { return one(to, ["status_code": 203]) }
                guard to.count > 8, to.allSatisfy(\.isWholeNumber) else { return one(to, ["status_code": 202]) }
                let id = "202648-\(1_000_001 + book.texts.count)"
                book.keep(ProviderText(id: id, recipient: to, text: text, details: form), state: "100")
                return one(to, ["status_code": 100, "sms_id": .string(id), "cost": "2.90"])
            },
            refuse: { code in one(to, ["status_code": .integer(Int64(code))]) }
        )
    }

    private static func status(_ form: [String: String], _ book: ProviderBook) -> ProviderAnswer {
        let ids = (form["sms_id"] ?? "").split(separator: ",").map(String.init)
        let items = ids.map { id -> (String, JSON) in
            guard let state = book.states[id].flatMap({ Int64($0) }) else {
                return (id, ["status": "ERROR", "status_code": -1, "status_text": "не найдено"])
            }
            return (id, ["status": "OK", "status_code": .integer(state), "cost": "2.90", "status_text": "…"])
        }
        return ok(["sms": .object(JSONObject(items)), "balance": 4122.5])
    }

    /// The answer to a request for one number: the outer code is well, whatever became of the text.
    private static func one(_ to: String, _ entries: JSONObject) -> ProviderAnswer {
        var entries = entries
        entries["status"] = entries["status_code"] == 100 ? "OK" : "ERROR"
        return ok(["sms": .object(JSONObject([(to, .object(entries))])), "balance": 4122.5])
    }

    private static func ok(_ entries: JSONObject) -> ProviderAnswer {
        let outer: [(String, JSON)] = [("status", "OK"), ("status_code", 100)]
        let all = outer + entries.map { ($0.key, $0.value) }
        return .reply(status: 200, body: JSON.object(JSONObject(all)).encoded())
    }

    private static func error(_ code: Int64) -> ProviderAnswer {
        let error: JSON = ["status": "ERROR", "status_code": .integer(code), "status_text": "…"]
        return .reply(status: 200, body: error.encoded())
    }
}
