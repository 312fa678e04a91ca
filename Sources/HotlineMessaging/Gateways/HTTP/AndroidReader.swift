public import HotlineCore
internal import JSON

/// Reads what the "SMS Gateway for Android" app calls us with: one event in a JSON object.
///
/// Signed by `X-Signature`, HMAC-SHA256 in hexadecimal digits of the body as it came and of `X-Timestamp` behind it
/// (docs.sms-gate.app, Webhooks). The envelope's `id` is one event's, and the same each time it is sent again.
public struct AndroidReader: CallbackReader {
    /// How far its clock and ours may be apart.
    public static let longestDelay = Duration.seconds(300)

    /// The kind, as it stands in the path.
    public let kind = "android"
    private let gateway: String
    private let signingKey: [UInt8]?
    private let now: @Sendable () -> Instant

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - gateway: The name of the gateway that calls.
    ///   - signingKey: The app's signing key; `nil` where calls are not verified.
    ///   - now: Tells the time.
    public init(gateway: String, signingKey: String?, now: @escaping @Sendable () -> Instant) {
        self.gateway = gateway
        self.signingKey = signingKey.map { Array($0.utf8) }
        self.now = now
    }

    /// Reads one call.
    public func read(_ request: CallbackRequest) throws(CallbackFault) -> CallbackReading {
        if let signingKey { try verify(request, by: signingKey) }
        guard let json = try? JSON(parsing: request.body) else { throw .malformed("body") }
        guard let event = json["event"]?.stringValue else { throw .malformed("event") }
        guard let payload = json["payload"] else { throw .malformed("payload") }
        switch event {
        case "sms:received": return CallbackReading([try incoming(payload, in: json)])
        case "sms:sent": return try report(payload, .accepted)
        case "sms:delivered": return try report(payload, .delivered)
        case "sms:failed", "sms:cancelled": return try report(payload, .undelivered)
        // Life signs of the app, and messages with pictures.
        default: return CallbackReading([])
        }
    }

    private func verify(_ request: CallbackRequest, by key: [UInt8]) throws(CallbackFault) {
        guard let signature = request.headers["x-signature"], let stamp = request.headers["x-timestamp"],
            let seconds = Int64(stamp), (0...Self.lastSecond).contains(seconds)
        else { throw .forgery }
        let right = GatewayDigest.hmacSHA256(request.body + Array(stamp.utf8), key: key)
        let isRight = GatewayDigest.isSame(signature.lowercased(), as: right)
        let age = now() - Instant(seconds: seconds)
        guard isRight, age <= Self.longestDelay, age >= .zero - Self.longestDelay else { throw .forgery }
    }

    /// The last second of the year 9999, beyond which nothing is a time.
    private static let lastSecond: Int64 = 253_402_300_799

    private func report(_ payload: JSON, _ finding: DeliveryReport.Finding) throws(CallbackFault) -> CallbackReading {
        let id = try identifier(payload["messageId"], "messageId")
        return CallbackReading([.referenced(ReferencedReport(gateway: gateway, reference: id, finding: finding))])
    }

    private func incoming(_ payload: JSON, in envelope: JSON) throws(CallbackFault) -> GatewayNews {
        let id = try identifier(envelope["id"], "id")
        // Before 2026 the app called the sender `phoneNumber`.
        let sender = payload["sender"]?.stringValue ?? payload["phoneNumber"]?.stringValue
        guard let sender, !sender.isEmpty, sender.count <= HTTPReader.longestIdentifier else {
            throw .malformed("sender")
        }
        guard let text = payload["message"]?.stringValue else { throw .malformed("message") }
        let sentAt = payload["receivedAt"]?.stringValue.flatMap(CivilTime.init(rfc3339:))?.instant
        return .incoming(IncomingText(gateway: gateway, id: id, sender: sender, text: text, sentAt: sentAt))
    }

    private func identifier(_ value: JSON?, _ name: String) throws(CallbackFault) -> String {
        guard let id = value?.stringValue, !id.isEmpty, id.count <= HTTPReader.longestIdentifier else {
            throw .malformed(name)
        }
        return id
    }
}

extension AndroidReader: CustomStringConvertible, CustomReflectable {
    /// The kind only.
    public var description: String { "reader of \(kind)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}
