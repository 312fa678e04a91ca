internal import Foundation
internal import JSON

/// A server on loopback that speaks as the "SMS Gateway for Android" app does in its local mode, by its documentation.
public final class AndroidStub: Sendable {
    /// The name it knows.
    public static let login = "sms"
    /// The password it knows.
    public static let password = "pässwörd:1"

    private let server: ProviderServer
    private let book: Watched<ProviderBook>

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - script: What it does with one submit after another; those that come later go as usual.
    ///   - health: What it says of itself: `pass`, `warn` or `fail`.
    /// - Throws: ``WorldError`` where no port can be had.
    public init(_ script: [ProviderTurn] = [], health: String = "pass") throws {
        let book = Watched(ProviderBook(script))
        self.book = book
        let authorization = "Basic " + Data("\(Self.login):\(Self.password)".utf8).base64EncodedString()
        server = try ProviderServer { request in
            guard request.path != ProviderServer.elsewhere else {
                book.change { $0.noteWanderer() }
                return .reply(status: 200, body: "{}")
            }
            if request.path == "/health" {
                let body: JSON = ["status": .string(health), "version": "1.0.0", "releaseId": 1, "checks": [:]]
                return .reply(status: health == "fail" ? 500 : 200, body: body.encoded())
            }
            guard request.headers["authorization"] == authorization else { return .reply(status: 401, body: "") }
            switch (request.method, request.path) {
            case ("POST", "/message"): return book.change { Self.send(request, &$0) }
            case ("GET", _) where request.path.hasPrefix("/message/"):
                let id = String(request.path.dropFirst(9))
                guard let state = book.value.states[id] else { return Self.error(404, "message not found") }
                return Self.message(id, state, status: 200)
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
    public func set(_ state: String, of id: String) {
        book.change { $0.states[id] = state }
    }

    private static func send(_ request: ProviderRequest, _ book: inout ProviderBook) -> ProviderAnswer {
        book.decide(
            take: { book in
                guard let json = try? JSON(parsing: request.body), let text = json["textMessage"]?["text"]?.stringValue,
                    let recipient = json["phoneNumbers"]?[0]?.stringValue, recipient.hasPrefix("+"), !text.isEmpty
                else { return error(400, "invalid message") }
                let id = json["id"]?.stringValue ?? "generated-\(book.texts.count)"
                guard book.states[id] == nil else { return error(409, "message \(id) exists") }
                let entries = (json.objectValue ?? [:]).map { ($0.key, $0.value.encoded()) }
                let details = entries + request.query.map { ($0.key, $0.value) }
                book.keep(
                    ProviderText(
                        id: id,
                        recipient: recipient,
                        text: text,
                        details: Dictionary(details) { first, _ in first }
                    ),
                    state: "Pending"
                )
                return message(id, "Pending", status: 202)
            },
            refuse: { error($0, "refused") }
        )
    }

    private static func message(_ id: String, _ state: String, status: Int) -> ProviderAnswer {
        let body: JSON = [
            "id": .string(id), "state": .string(state), "isHashed": false, "isEncrypted": false,
            "recipients": [["phoneNumber": "…", "state": .string(state)]], "states": [:],
        ]
        return .reply(status: status, body: body.encoded())
    }

    private static func error(_ status: Int, _ words: String) -> ProviderAnswer {
        .reply(status: status, body: "{\"message\": \"\(words)\"}")
    }
}
