public import HTTPClient
public import HotlineCore

/// Hands texts to a provider, or to a phone, over HTTP, as a description says.
///
/// A request holds secrets, the number and the text: it goes to the client and nowhere else. No redirect is followed.
public struct HTTPGateway: MessageGateway {
    /// The name it stands under in lists and logs.
    public let name: String
    let rules: HTTPGatewayDescription
    let credentials: HTTPCredentials
    let client: HTTPClient

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - name: The name it stands under in lists and logs.
    ///   - rules: How the provider is spoken with.
    ///   - credentials: What it knows us by.
    ///   - client: What carries the requests.
    public init(name: String, _ rules: HTTPGatewayDescription, credentials: HTTPCredentials, client: HTTPClient) {
        self.name = name
        self.rules = rules
        self.credentials = credentials
        self.client = client
    }

    /// What the description says.
    public var unansweredSubmit: UnansweredSubmit { rules.unanswered }

    /// What the description says.
    public var takesWholeTexts: Bool { rules.takesWholeTexts }
    /// Providers refuse who asks for too much at once (smsc.ru: error 9), and a telephone sends one after the other anyway.
    public var mostAtOnce: Int { 8 }

    /// Its key, or the number made of it, where the provider calls parts so.
    public func reference(of part: MessagePart) -> String? { reference(ofKey: part.key) }

    /// Hands one part over.
    public func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt {
        let values = HTTPValues(credentials, submitting: part, priorities: rules.priorities)
        let request = rules.request.request(with: values, by: credentials, within: rules.timeout)
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client.send(request)
        } catch {
            throw GatewayError(error)
        }
        let reply = HTTPReply(status: response.status, body: response.body)
        return try reply.receipt(by: rules.reply, reference: reference(of: part))
    }

    func reference(ofKey key: String) -> String? {
        switch rules.reference {
        case .numericKey: "\(NumericKey(key).value)"
        case .key: key
        default: nil
        }
    }
}

extension HTTPGateway: CustomStringConvertible, CustomReflectable {
    /// The name only.
    public var description: String { "gateway \(name)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["gateway": name]) }
}

extension GatewayError {
    /// What a submit that brought no answer leaves open.
    fileprivate init(_ error: HTTPError) {
        switch error {
        case .noAnswer, .tooLarge, .cancelled: self = .unanswered
        // A text with a line break in a place where there is room for none.
        case .badHeader: self = .permanent(.text)
        case .notConnected, .tls, .authorityUnreadable, .untrusted, .badURL: self = .temporary(.notReached)
        }
    }
}
