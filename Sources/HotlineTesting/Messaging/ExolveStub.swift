internal import JSON

/// A server on loopback that takes texts as MTS Exolve does, by its documentation (docs.exolve.ru, SendSMS).
public final class ExolveStub: Sendable {
    /// The token it knows.
    public static let token = "exolve-token-1"

    private let server: ProviderServer
    private let book: Watched<ProviderBook>

    /// Begins to listen.
    ///
    /// - Parameter script: What it does with one submit after another; those that come later go as usual.
    /// - Throws: ``WorldError`` where no port can be had.
    public init(_ script: [ProviderTurn] = []) throws {
        let book = Watched(ProviderBook(script))
        self.book = book
        server = try ProviderServer { request in
            guard request.path != ProviderServer.elsewhere else {
                book.change { $0.noteWanderer() }
                return .reply(status: 200, body: "{}")
            }
            guard request.headers["authorization"] == "Bearer \(Self.token)" else {
                return .reply(status: 401, body: "{}")
            }
            guard request.method == "POST", request.path == "/messaging/v1/SendSMS" else {
                return .reply(status: 404, body: "{}")
            }
            return book.change { Self.send(request, &$0) }
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

    private static func send(_ request: ProviderRequest, _ book: inout ProviderBook) -> ProviderAnswer {
        book.decide(
            take: { book in
                guard let json = try? JSON(parsing: request.body), let text = json["text"]?.stringValue,
                    let recipient = json["destination"]?.stringValue, let sender = json["number"]?.stringValue
                else { return .reply(status: 400, body: "{}") }
                let id = "\(439_166_543_159_042_048 + book.texts.count)"
                let details = ["number": sender]
                book.keep(ProviderText(id: id, recipient: recipient, text: text, details: details), state: "")
                return .reply(status: 200, body: "{\"message_id\": \"\(id)\"}")
            },
            refuse: { .reply(status: $0, body: "{}") }
        )
    }
}
