/// A text that a client submitted, taken or not.
///
/// It never prints itself: it holds a number and a caller's words.
public struct SMPPSubmission: Hashable, Sendable {
    /// Whom it is from.
    public let sender: String
    /// Of what kind that is: 5 for a name, 1 for an international number.
    public let senderKind: Int
    /// Whom it is for, in digits.
    public let receiver: String
    /// The words; `nil` where they are in no alphabet that is read.
    public let text: String?
    /// The header that joins the parts, or nothing.
    public let header: [UInt8]
    /// How the words are written: 0 the alphabet of GSM, 8 UCS-2.
    public let coding: Int
    /// The words as they came.
    public let bytes: [UInt8]
    /// `esm_class`: 0x40 where there is a header.
    public let esmClass: Int
    /// The priority, 0 to 3.
    public let priority: Int
    /// Until when it is of use, `YYMMDDhhmmsstnnp`; empty for as long as the network keeps it.
    public let validity: String
    /// Whether a report is wanted.
    public let wantsReport: Bool
    /// The number it was given; `nil` where it was refused.
    public let id: Int?

    init(_ message: SMPPShortMessage, id: Int?) {
        sender = message.source.digits
        senderKind = Int(message.source.kind)
        receiver = message.destination.digits
        text = message.text
        header = message.header
        coding = Int(message.coding)
        bytes = Array(message.content.dropFirst(message.header.count))
        esmClass = Int(message.esmClass)
        priority = Int(message.priority)
        validity = message.validity
        wantsReport = message.registeredDelivery & 0x03 != 0
        self.id = id
    }
}

extension SMPPSubmission: CustomStringConvertible, CustomReflectable {
    /// How long it is, and no more.
    public var description: String { "submission of \(bytes.count) bytes" }

    /// As the description.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
