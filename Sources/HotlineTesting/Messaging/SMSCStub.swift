internal import JSON

/// A server on loopback that speaks as smsc.ru does, by its documentation (smsc.ru/api/http).
public final class SMSCStub: Sendable {
    /// The name and the password it knows.
    public static let login = "school"
    /// The password it knows.
    public static let password = "p&ss w0rd=%"

    private let server: ProviderServer
    private let book: Watched<ProviderBook>

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - script: What it does with one submit after another; those that come later go as usual.
    ///   - balance: What is left on the account.
    /// - Throws: ``WorldError`` where no port can be had.
    public init(_ script: [ProviderTurn] = [], balance: String = "178.10") throws {
        let book = Watched(ProviderBook(script))
        self.book = book
        server = try ProviderServer { request in
            let form = request.form.merging(request.query) { first, _ in first }
            guard request.path != ProviderServer.elsewhere else {
                book.change { $0.noteWanderer() }
                return .reply(status: 200, body: "{}")
            }
            guard form["fmt"] == "3" else { return .reply(status: 200, body: "ERROR = 1 (parameters error)") }
            guard form["login"] == Self.login, form["psw"] == Self.password else {
                return Self.error(2, "authorise error")
            }
            switch request.path {
            case "/sys/send.php": return book.change { Self.send(form, &$0) }
            case "/sys/status.php": return Self.status(form, book.value)
            case "/sys/balance.php":
                return .reply(
                    status: 200,
                    body: JSON.object(["balance": .string(balance), "currency": "RUR"]).encoded()
                )
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
        book.decide(
            take: { book in
                let phones = form["phones"] ?? ""
                guard let text = form["mes"], !text.isEmpty, let id = form["id"].flatMap({ Int($0) }), id > 0 else {
                    return error(1, "parameters error")
                }
                guard phones.hasPrefix("+"), phones.count > 8 else { return error(7, "invalid number") }
                // The same request once more, within the minute for which it is remembered.
                guard !book.texts.contains(where: { $0.details == form }) else {
                    return error(9, "duplicate request, wait a minute")
                }
                // Without a word on it the text is taken for windows-1251.
                let words = form["charset"] == "utf-8" ? text : "?"
                book.keep(ProviderText(id: "\(id)", recipient: phones, text: words, details: form), state: "-1")
                return .reply(status: 200, body: "{\"id\": \(id), \"cnt\": \(max(1, (text.utf16.count + 66) / 67))}")
            },
            refuse: { error($0, "refused") }
        )
    }

    private static func status(_ form: [String: String], _ book: ProviderBook) -> ProviderAnswer {
        let written = form["id"] ?? ""
        let ids = written.split(separator: ",").map(String.init)
        let phones = (form["phone"] ?? "").split(separator: ",").map(String.init)
        guard !ids.isEmpty, ids.count == phones.count else { return error(1, "parameters error") }
        let items = zip(ids, phones).map { id, phone -> JSON in
            let isKnown = book.texts.contains { $0.id == id && $0.recipient == "+\(phone)" }
            let state = Int64(isKnown ? book.states[id] ?? "-1" : "-3") ?? -3
            return [
                "status": .integer(state), "last_date": "12.03.2026 14:05:00", "last_timestamp": 1_773_313_500,
                "flag": 0,
                "err": 0, "id": .integer(Int64(id) ?? 0), "phone": .string(phone),
            ]
        }
        // Only a comma makes a list of one.
        guard !written.contains(",") else { return .reply(status: 200, body: JSON.array(items).encoded()) }
        return .reply(status: 200, body: items[0].encoded())
    }

    private static func error(_ code: Int, _ words: String) -> ProviderAnswer {
        .reply(status: 200, body: "{\"error\": \"\(words)\", \"error_code\": \(code)}")
    }
}
