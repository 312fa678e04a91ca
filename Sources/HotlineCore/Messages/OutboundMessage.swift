/// A text message on its way to a gateway.
///
/// Its body and its recipient are personal data, so it does not print itself.
public struct OutboundMessage: Hashable, Sendable {
    /// The message's row.
    public var id: Identifier<OutboundMessage>
    /// The appeal it tells of; `nil` where it answers about none.
    public var appeal: AppealNumber?
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
    /// When it was written.
    public var writtenAt: Instant
    /// When it is of no use any more; `nil` for never.
    public var expiresAt: Instant?

    /// Creates a message.
    public init(
        id: Identifier<OutboundMessage>,
        appeal: AppealNumber?,
        kind: MessageKind,
        recipient: PhoneNumber,
        parts: [String],
        unsentParts: [Int],
        attempt: Int,
        gateway: Int,
        writtenAt: Instant,
        expiresAt: Instant?
    ) {
        self.id = id
        self.appeal = appeal
        self.kind = kind
        self.recipient = recipient
        self.parts = parts
        self.unsentParts = unsentParts
        self.attempt = attempt
        self.gateway = gateway
        self.writtenAt = writtenAt
        self.expiresAt = expiresAt
    }
}

extension OutboundMessage {
    /// What is to be submitted now, in order.
    ///
    /// A text that a gateway of several parts' worth takes whole is one submission; where a part of it is with a gateway already,
    /// the rest goes part by part.
    ///
    /// - Parameters:
    ///   - isWhole: Whether the gateway takes texts whole.
    ///   - now: When.
    /// - Returns: Each submission with the parts it stands for.
    public func submissions(whole isWhole: Bool, at now: Instant) -> [(part: MessagePart, places: [Int])] {
        let encoding = SMSEncoding(of: parts.joined())
        let validity = expiresAt.map { max($0 - now, .seconds(60)) }
        let isUrgent = !kind.isForAuthor || kind.answersSomebody
        func part(_ index: Int, of count: Int, _ text: String) -> MessagePart {
            MessagePart(
                message: id,
                writtenAt: writtenAt,
                index: index,
                count: count,
                recipient: recipient,
                text: text,
                encoding: encoding,
                validity: validity,
                isUrgent: isUrgent
            )
        }
        if isWhole, unsentParts.count == parts.count {
            return [(part(0, of: 1, parts.joined()), Array(parts.indices))]
        }
        return unsentParts.map { (part($0, of: parts.count, parts[$0]), [$0]) }
    }
}

extension OutboundMessage: CustomStringConvertible, CustomReflectable {
    /// The row and the kind.
    public var description: String { "message \(id) (\(kind.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["message": description]) }
}
