public import HotlineCore

/// What Kannel answers to `sendsms`.
///
/// Wrong credentials and a dead link are for an administrator to mend, so they count as temporary: the message waits.
public struct KannelReply: Hashable, Sendable {
    /// The HTTP status.
    public var status: Int
    /// The body, a sentence.
    public var body: String

    /// Creates an answer.
    public init(status: Int, body: String) {
        self.status = status
        self.body = body
    }

    /// Reads whether Kannel took the part.
    ///
    /// An answer that may hide that it did, such as a broken proxy's, counts as none.
    ///
    /// - Throws: ``GatewayError`` where it did not, or where that cannot be told.
    public func receipt() throws(GatewayError) -> GatewayReceipt {
        switch status {
        case 202 where begins(with: "0:", "3:"): return GatewayReceipt()
        case 200..<300: throw .unanswered
        case 400: throw refusal
        case 403 where begins(with: "Authorization failed"): throw .temporary(.credentials)
        case 403 where begins(with: "Not routable"): throw .temporary(.notRoutable)
        case 503: throw .temporary(.busy)
        case 500..<600: throw .unanswered
        default: throw .temporary(.unexpectedAnswer)
        }
    }

    private var refusal: GatewayError {
        if begins(with: "Missing receiver number", "Empty receiver number", "Number(s) has/have been denied") {
            return .permanent(.recipient)
        }
        if begins(with: "Charset or body misformed", "Coding field", "Priority field", "Validity field") {
            return .permanent(.text)
        }
        return .temporary(.unexpectedAnswer)
    }

    private func begins(with sentences: String...) -> Bool {
        sentences.contains { body.hasPrefix($0) }
    }
}
