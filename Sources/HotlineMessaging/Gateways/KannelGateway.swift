public import HTTPClient
public import HotlineCore

/// Hands texts to Kannel by its HTTP interface, `sendsms`.
///
/// The address of a request holds the password, the number and the text: it goes to the client and nowhere else.
public struct KannelGateway: MessageGateway {
    /// The name it stands under in lists and logs.
    public let name: String
    let url: String
    let username: String
    let password: String
    private let sender: String?
    private let callback: KannelCallback
    let status: KannelStatusPage?
    private let timeout: Duration
    let client: HTTPClient

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - name: The name it stands under in lists and logs.
    ///   - url: The address of `sendsms`.
    ///   - username: The name to log in with.
    ///   - password: The password.
    ///   - sender: The sender that phones show; `nil` for Kannel's own.
    ///   - callback: Where Kannel reports to.
    ///   - status: Where Kannel tells of its links; `nil` where that is not asked.
    ///   - timeout: How long one part may take.
    ///   - client: What carries the requests.
    public init(
        name: String = "kannel",
        url: String,
        username: String,
        password: String,
        sender: String?,
        callback: KannelCallback,
        status: KannelStatusPage? = nil,
        timeout: Duration = .seconds(15),
        client: HTTPClient
    ) {
        self.name = name
        self.url = url
        self.username = username
        self.password = password
        self.sender = sender
        self.callback = callback
        self.status = status
        self.timeout = timeout
        self.client = client
    }

    /// Every part asks for all reports, so one that Kannel is silent about was not taken.
    public var unansweredSubmit: UnansweredSubmit { .reported }

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
            ("coding", part.encoding == .ucs2 ? "2" : "0"),
            ("charset", "UTF-8"),
            // All reports there are.
            ("dlr-mask", "31"),
            ("dlr-url", callback.reportURL(of: part)),
        ]
        if let validity = part.validity { query.append(("validity", "\(max(1, validity.milliseconds / 60_000))")) }
        if part.isUrgent { query.append(("priority", "2")) }
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
