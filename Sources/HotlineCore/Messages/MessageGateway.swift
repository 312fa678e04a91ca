/// Something that takes text messages and brings them to phones.
public protocol MessageGateway: Sendable {
    /// The name it stands under in lists and logs.
    var name: String { get }

    /// Hands one part over.
    ///
    /// - Parameter part: The part.
    /// - Returns: What the gateway said, where it took the part.
    /// - Throws: ``GatewayError``, which says whether trying again may help, cannot help, or is dangerous.
    func submit(_ part: MessagePart) async throws(GatewayError) -> GatewayReceipt
}

/// What a gateway gave for a part that it took.
public struct GatewayReceipt: Hashable, Sendable {
    /// Its own identifier for the part, where it gives one.
    public var reference: String?
    /// Whether it says at once that the part has arrived, and no report will follow.
    public var isDelivered: Bool

    /// Creates a receipt.
    public init(reference: String? = nil, isDelivered: Bool = false) {
        self.reference = reference
        self.isDelivered = isDelivered
    }
}

/// What can go wrong when a part is handed to a gateway.
public enum GatewayError: Error, Hashable, Sendable {
    /// Trying again may work: not reached, busy, a rate limit.
    case temporary(Reason)
    /// Trying again cannot work: a number or a text it refuses.
    case permanent(Reason)
    /// Nobody knows whether the gateway took it: it did not answer. Trying again may send it twice.
    case unanswered

    /// Why, without a word of the message.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// No connection.
        case notReached
        /// It said it is busy or full.
        case busy
        /// It refused our name or password.
        case credentials
        /// It refused the number.
        case recipient
        /// It refused the text.
        case text
        /// No link to a network now.
        case notRoutable
        /// An answer that its documentation does not have.
        case unexpectedAnswer
    }
}
