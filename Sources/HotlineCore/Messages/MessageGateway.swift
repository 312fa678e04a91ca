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

    /// What may follow a submit that it did not answer.
    var unansweredSubmit: UnansweredSubmit { get }

    /// Whether it cuts texts and joins the parts itself: it is given one part, of one, with the whole text.
    ///
    /// Keeping a character of two units whole is its matter then.
    var takesWholeTexts: Bool { get }

    /// How many parts it is given at once at most.
    var mostAtOnce: Int { get }

    /// What the gateway will call a part, where it calls parts as we do, so that it can be kept before the part is submitted.
    ///
    /// A report may come by this name although the submit was never answered.
    func reference(of part: MessagePart) -> String?

    /// How long after a part was taken it is first asked about; `nil` where the gateway reports by itself.
    var asksAfter: Duration? { get }

    /// Asks what became of parts, of which some were perhaps never taken.
    ///
    /// - Parameter parts: The parts, at most 100.
    /// - Returns: An answer for each part of which there is news; none for those that are on their way.
    /// - Throws: ``GatewayError``, where it cannot be asked now.
    func ask(about parts: [SubmittedPart]) async throws(GatewayError) -> [PartAnswer]

    /// How the gateway is.
    func health() async -> GatewayHealth
}

extension MessageGateway {
    /// Nothing is known of it but what it answers.
    public var unansweredSubmit: UnansweredSubmit { .left }

    /// It takes parts as we cut them.
    public var takesWholeTexts: Bool { false }

    /// As many as one machine of ours can take from another program beside it.
    public var mostAtOnce: Int { 64 }

    /// It gives parts names of its own.
    public func reference(of part: MessagePart) -> String? { nil }

    /// It reports by itself.
    public var asksAfter: Duration? { nil }

    /// Knows of nothing.
    public func ask(about parts: [SubmittedPart]) async throws(GatewayError) -> [PartAnswer] { [] }
}

/// A part that was submitted, as the gateway may be asked about it.
public struct SubmittedPart: Hashable, Sendable {
    /// The part's message.
    public var message: Identifier<OutboundMessage>
    /// The part's place, counted from 0.
    public var index: Int
    /// What the part was submitted under, ``MessagePart/key``.
    public var key: String
    /// What the gateway called it; `nil` where its answer did not come.
    public var reference: String?
    /// Where it went.
    public var recipient: PhoneNumber

    /// Creates a part that was submitted.
    public init(
        message: Identifier<OutboundMessage>,
        index: Int,
        key: String,
        reference: String?,
        recipient: PhoneNumber
    ) {
        self.message = message
        self.index = index
        self.key = key
        self.reference = reference
        self.recipient = recipient
    }
}

extension SubmittedPart: CustomStringConvertible, CustomReflectable {
    /// The message's row and the part's place.
    public var description: String { "part \(index + 1) of message \(message)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["part": description]) }
}

/// What a gateway answers when it is asked about a part.
public struct PartAnswer: Hashable, Sendable {
    /// What there is to say of a part.
    public enum Finding: Hashable, Sendable {
        /// The gateway has it, or it has come further.
        case report(DeliveryReport.Finding)
        /// The gateway never took it.
        case neverTaken
    }

    /// The part's message.
    public var message: Identifier<OutboundMessage>
    /// The part's place, counted from 0.
    public var index: Int
    /// What it says.
    public var finding: Finding

    /// Creates an answer.
    public init(_ part: SubmittedPart, _ finding: Finding) {
        message = part.message
        index = part.index
        self.finding = finding
    }
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
        /// There is no money left with it.
        case money
        /// It forbids the sender, or the recipient refused it there.
        case forbidden
        /// No link to a network now.
        case notRoutable
        /// An answer that its documentation does not have.
        case unexpectedAnswer
    }
}
