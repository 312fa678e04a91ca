public import HTTPClient
public import HotlineCore

/// Hands texts to Kannel by its HTTP interface, `sendsms`.
///
/// The address of a request holds the password, the number and the text: it goes to the client and nowhere else.
public struct KannelGateway: MessageGateway {
    /// The name it stands under in lists and logs.
    public let name: String
    private let url: String
    private let username: String
    private let password: String
    private let sender: String?
    private let callback: KannelCallback
    private let timeout: Duration
    private let client: HTTPClient

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - name: The name it stands under in lists and logs.
    ///   - url: The address of `sendsms`.
    ///   - username: The name to log in with.
    ///   - password: The password.
    ///   - sender: The sender that phones show; `nil` for Kannel's own.
    ///   - callback: Where Kannel reports to.
    ///   - timeout: How long one part may take.
    ///   - client: What carries the requests.
    public init(
        name: String = "kannel",
        url: String,
        username: String,
        password: String,
        sender: String?,
        callback: KannelCallback,
        timeout: Duration = .seconds(15),
        client: HTTPClient
    ) {
        self.name = name
        self.url = url
        self.username = username
        self.password = password
        self.sender = sender
        self.callback = callback
        self.timeout = timeout
        self.client = client
    }

    /// Hands one part to Kannel.
    public func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client.send(request(for: part))
        } catch {
            throw error.mayHaveBeenReceived ? .unanswered : .temporary(.notReached)
        }
        return try KannelReply(status: response.status, body: response.text).receipt()
    }

    private func request(for part: MessagePart) -> HTTPRequest {
        var query = [("username", username), ("password", password)]
        if let sender { query.append(("from", sender)) }
        query += [
            ("to", part.recipient.e164),
            ("text", part.text),
            // Without both Kannel takes the text and garbles it.
            ("coding", "2"),
            ("charset", "UTF-8"),
            // All reports there are.
            ("dlr-mask", "31"),
            ("dlr-url", callback.reportURL(of: part)),
        ]
        var address = url + (url.contains("?") ? "&" : "?") + percentEncoded(query: query)
        if let header = part.joiningHeader { address += "&udh=" + escaped(header) }
        return HTTPRequest(.get, address, timeout: timeout, connectTimeout: min(timeout, .seconds(5)))
    }

    /// Writes bytes that are no text, each as `%` and two digits.
    private func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 0x10 ? "%0" : "%") + String($0, radix: 16, uppercase: true) }.joined()
    }
}

extension KannelGateway: CustomStringConvertible, CustomReflectable {
    /// The name only.
    public var description: String { "gateway \(name)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["gateway": name]) }
}
