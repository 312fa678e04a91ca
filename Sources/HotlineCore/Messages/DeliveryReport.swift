/// What a gateway reports of one part, some time after it took it.
public struct DeliveryReport: Hashable, Sendable {
    /// What the report says.
    public enum Finding: String, Hashable, Sendable, CaseIterable {
        /// The network has it.
        case accepted
        /// The phone has it.
        case delivered
        /// The network gave up or refused it.
        case undelivered
    }

    /// The message, by the identifier we gave.
    public var message: Identifier<OutboundMessage>
    /// The part, counted from 0.
    public var part: Int
    /// What the report says.
    public var finding: Finding

    /// Creates a report.
    public init(message: Identifier<OutboundMessage>, part: Int, finding: Finding) {
        self.message = message
        self.part = part
        self.finding = finding
    }
}
