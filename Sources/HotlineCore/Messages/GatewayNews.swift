/// What a gateway tells by itself, or leaves to be collected.
public enum GatewayNews: Hashable, Sendable {
    /// What became of a part, by the identifier we gave.
    case report(DeliveryReport)
    /// What became of a part, by the gateway's own identifier.
    case referenced(ReferencedReport)
    /// A text somebody sent.
    case incoming(IncomingText)
}

/// What a gateway reports of a part that it names by its own identifier.
public struct ReferencedReport: Hashable, Sendable {
    /// The gateway's name.
    public var gateway: String
    /// Its identifier for the part, as ``GatewayReceipt/reference`` gave it.
    public var reference: String
    /// What the report says.
    public var finding: DeliveryReport.Finding

    /// Creates a report.
    public init(gateway: String, reference: String, finding: DeliveryReport.Finding) {
        self.gateway = gateway
        self.reference = reference
        self.finding = finding
    }
}

/// A text message that came in.
///
/// The sender and the words are personal data, so it does not print itself.
public struct IncomingText: Hashable, Sendable {
    /// The name of the gateway it came through.
    public var gateway: String
    /// What the gateway knows it by: the same each time it tells of the same text.
    public var id: String
    /// The sender exactly as it came: a number in any form, or a name.
    public var sender: String
    /// The words.
    public var text: String
    /// When the network got it, where the gateway says so.
    public var sentAt: Instant?

    /// The most characters of a text that are kept; a network's longest joined text is shorter.
    public static let longest = 40_000

    /// Creates a text; what is longer than ``longest`` is cut.
    public init(gateway: String, id: String, sender: String, text: String, sentAt: Instant? = nil) {
        self.gateway = gateway
        self.id = id
        self.sender = sender
        self.text = String(text.prefix(Self.longest))
        self.sentAt = sentAt
    }
}

extension IncomingText: CustomStringConvertible, CustomReflectable {
    /// The gateway only.
    public var description: String { "a text through \(gateway)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["incoming": description]) }
}
