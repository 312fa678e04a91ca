extension MessagePart {
    /// What a part is known by at a gateway, read back.
    public struct Key: Hashable, Sendable {
        /// When the message was written.
        public let writtenAt: Instant
        /// The message.
        public let message: Identifier<OutboundMessage>
        /// The part's place, counted from 0.
        public let index: Int

        /// Reads what ``MessagePart/key`` wrote; `nil` where it is anything else.
        public init?(_ text: some StringProtocol) {
            let fields = text.split(separator: "-", omittingEmptySubsequences: false)
            guard fields.count == 4, fields[0] == "hotline", let milliseconds = Self.number(fields[1]),
                let message = Self.number(fields[2]), let index = Self.number(fields[3]), index < 255
            else { return nil }
            writtenAt = Instant(milliseconds: milliseconds)
            self.message = Identifier(message)
            self.index = Int(index)
        }

        /// The number that digits write, in the one way ``MessagePart/key`` writes it.
        private static func number(_ digits: some StringProtocol) -> Int64? {
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                digits.utf8.count == 1 || digits.utf8.first != 0x30
            else { return nil }
            return Int64(digits)
        }
    }
}

extension DeliveryReport {
    /// Creates a report of the part that a key names.
    public init(_ key: MessagePart.Key, _ finding: Finding) {
        self.init(message: key.message, part: key.index, finding: finding)
    }
}
