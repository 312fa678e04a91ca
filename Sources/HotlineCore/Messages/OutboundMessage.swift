/// A text message on its way to a gateway.
///
/// Its body and its recipient are personal data, so it does not print itself.
public struct OutboundMessage: Hashable, Sendable {
    /// The message's row.
    public var id: Identifier<OutboundMessage>
    /// The appeal it tells of.
    public var appeal: AppealNumber
    /// Which of the texts it is.
    public var kind: MessageKind
    /// Where it goes.
    public var recipient: PhoneNumber
    /// Its parts, each as long as one text message takes.
    public var parts: [String]
    /// The parts, counted from 0, that no gateway has accepted yet.
    public var unsentParts: [Int]
    /// How often it was tried, this time included.
    public var attempt: Int
    /// Which gateway's turn it is, counted from 0.
    public var gateway: Int

    /// Creates a message.
    public init(
        id: Identifier<OutboundMessage>,
        appeal: AppealNumber,
        kind: MessageKind,
        recipient: PhoneNumber,
        parts: [String],
        unsentParts: [Int],
        attempt: Int,
        gateway: Int
    ) {
        self.id = id
        self.appeal = appeal
        self.kind = kind
        self.recipient = recipient
        self.parts = parts
        self.unsentParts = unsentParts
        self.attempt = attempt
        self.gateway = gateway
    }
}

extension OutboundMessage: CustomStringConvertible, CustomReflectable {
    /// The row and the kind.
    public var description: String { "message \(id) (\(kind.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["message": description]) }
}
