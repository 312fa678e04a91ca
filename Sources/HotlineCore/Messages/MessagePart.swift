/// One part of a message, as a gateway submits it.
public struct MessagePart: Hashable, Sendable {
    /// The message.
    public var message: Identifier<OutboundMessage>
    /// When the message was written, which tells it from one of the same row in another database.
    public var writtenAt: Instant
    /// Its place, counted from 0.
    public var index: Int
    /// How many parts the message has.
    public var count: Int
    /// Where it goes.
    public var recipient: PhoneNumber
    /// Its text.
    public var text: String
    /// How all parts of the message are written.
    public var encoding: SMSEncoding
    /// How long the network may try to bring it to the phone; `nil` for as long as the network does.
    public var validity: Duration?
    /// Whether it is one of those that cannot wait.
    public var isUrgent: Bool

    /// Creates a part.
    public init(
        message: Identifier<OutboundMessage>,
        writtenAt: Instant = Instant(milliseconds: 0),
        index: Int,
        count: Int,
        recipient: PhoneNumber,
        text: String,
        encoding: SMSEncoding = .ucs2,
        validity: Duration? = nil,
        isUrgent: Bool = false
    ) {
        self.message = message
        self.writtenAt = writtenAt
        self.index = index
        self.count = count
        self.recipient = recipient
        self.text = text
        self.encoding = encoding
        self.validity = validity
        self.isUrgent = isUrgent
    }

    /// What the part is known by wherever it is submitted, and however often: letters, digits and `-` only.
    ///
    /// A gateway that takes such a key takes a part once, whatever it is asked.
    public var key: String { "hotline-\(writtenAt.milliseconds)-\(message)-\(index)" }

    /// The header that joins the parts on the phone (3GPP TS 23.040, 9.2.3.24.1): an 8-bit reference, the count, the place.
    ///
    /// `nil` where the message has one part and needs none.
    public var joiningHeader: [UInt8]? {
        guard count > 1 else { return nil }
        return [
            5, 0, 3, UInt8(truncatingIfNeeded: message.value), UInt8(truncatingIfNeeded: count),
            UInt8(truncatingIfNeeded: index + 1),
        ]
    }
}

extension MessagePart: CustomStringConvertible, CustomReflectable {
    /// The message's row and the part's place.
    public var description: String { "part \(index + 1)/\(count) of message \(message)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["part": description]) }
}
