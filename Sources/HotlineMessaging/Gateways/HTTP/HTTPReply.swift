public import HotlineCore
internal import JSON

/// What a provider answers over HTTP.
///
/// Wrong credentials and an empty account are for an administrator to mend, so they count as temporary: the message waits.
public struct HTTPReply: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The body as JSON; `nil` where it is something else.
    let json: JSON?

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - body: The body; a byte order mark before it does no harm.
    public init(status: Int, body: some Collection<UInt8>) {
        self.status = status
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        json = try? JSON(parsing: Array(body.starts(with: mark) ? body.dropFirst(3) : body[...]))
    }

    /// Reads whether the provider took the part.
    ///
    /// An answer that may hide that it did, such as a broken proxy's, counts as none.
    ///
    /// - Parameters:
    ///   - rules: How the provider answers.
    ///   - reference: What the provider calls the part, where that is known.
    /// - Returns: What the provider gave for the part.
    /// - Throws: ``GatewayError`` where it did not, or where that cannot be told.
    public func receipt(by rules: HTTPReplyRules, reference: String? = nil) throws(GatewayError) -> GatewayReceipt {
        let id = json.flatMap { rules.id?.text(in: $0) }
        switch outcome(by: rules) {
        case .taken:
            guard rules.id == nil || id != nil else { throw .unanswered }
            return GatewayReceipt(reference: reference ?? id)
        case .alreadyTaken: return GatewayReceipt(reference: reference ?? id)
        case .refused(let error): throw error
        }
    }

    /// What the answer means to one who submitted a part.
    func outcome(by rules: HTTPReplyRules) -> HTTPOutcome {
        if let known = told(by: rules) { return known }
        guard (200..<300).contains(status) else { return outcomeOfStatus }
        guard rules.id != nil || !rules.code.isEmpty else { return .taken }
        guard let json else { return .unanswered }
        if code(by: rules) != nil { return rules.codes["*"] ?? .unanswered }
        return rules.id?.text(in: json) == nil ? .unanswered : .taken
    }

    /// What the tables of statuses and codes say; `nil` where they say nothing.
    func told(by rules: HTTPReplyRules) -> HTTPOutcome? {
        rules.statuses[status] ?? code(by: rules).flatMap { rules.codes[$0] }
    }

    /// The code in the answer.
    func code(by rules: HTTPReplyRules) -> String? {
        guard let json else { return nil }
        return rules.code.lazy.compactMap { $0.text(in: json) }.first
    }

    /// What the status says by itself (RFC 9110, 15; RFC 6585, 4).
    var outcomeOfStatus: HTTPOutcome {
        switch status {
        // After these two what was asked may have been done: they say where to look.
        case 302, 303: .unanswered
        case 300..<400: .temporary(.unexpectedAnswer)
        case 401, 403: .temporary(.credentials)
        case 402: .temporary(.money)
        case 408, 429: .temporary(.busy)
        case 400..<500: .temporary(.unexpectedAnswer)
        default: .unanswered
        }
    }
}

extension HTTPReply: CustomStringConvertible, CustomReflectable {
    /// The status only.
    public var description: String { "answer \(status)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["status": status]) }
}
