public import HotlineCore
internal import JSON

/// Reads what a provider calls us with, as a description says.
public struct HTTPReader: CallbackReader {
    /// The most characters an identifier may have; the longest documented one has less.
    static let longestIdentifier = 128

    /// The kind, as it stands in the path.
    public let kind: String
    private let gateway: String
    private let rules: HTTPCallbackRules

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - kind: The kind, as it stands in the path.
    ///   - gateway: The name of the gateway that calls.
    ///   - rules: How its calls are read.
    public init(kind: String, gateway: String, _ rules: HTTPCallbackRules) {
        self.kind = kind
        self.gateway = gateway
        self.rules = rules
    }

    /// Reads one call: what its path says it is, or what stands in it.
    public func read(_ request: CallbackRequest) throws(CallbackFault) -> CallbackReading {
        let contents = try contents(of: request)
        let news: GatewayNews?
        switch request.subject {
        case .report:
            guard let rules = rules.report else { throw .malformed("subject") }
            news = try report(in: contents, by: rules)
        case .incoming:
            guard let rules = rules.incoming else { throw .malformed("subject") }
            news = try incoming(in: contents, by: rules)
        case .news:
            if let rules = rules.report, rules.state.text(in: contents) != nil {
                news = try report(in: contents, by: rules)
            } else if let rules = rules.incoming {
                news = try incoming(in: contents, by: rules)
            } else {
                throw .malformed("state")
            }
        }
        return CallbackReading(news.map { [$0] } ?? [], answer: rules.answer)
    }

    /// The JSON value of the body, or the names and values of the query and the form as one.
    private func contents(of request: CallbackRequest) throws(CallbackFault) -> JSON {
        let first = request.body.first { !UInt8.spaces.contains($0) }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            let fields = CallbackForm(request).fields.reversed().map { ($0.name, JSON.string($0.value)) }
            return .object(JSONObject(fields))
        }
        do {
            return try JSON(parsing: request.body)
        } catch {
            throw .malformed("body")
        }
    }

    private func report(in json: JSON, by rules: HTTPCallbackRules.Report) throws(CallbackFault) -> GatewayNews? {
        guard let id = rules.id.text(in: json), id.count <= Self.longestIdentifier else { throw .malformed("id") }
        guard let state = rules.state.text(in: json) else { throw .malformed("state") }
        return rules.states[state]?.finding.map {
            .referenced(ReferencedReport(gateway: gateway, reference: id, finding: $0))
        }
    }

    private func incoming(in json: JSON, by rules: HTTPCallbackRules.Incoming) throws(CallbackFault) -> GatewayNews {
        guard let from = rules.from.text(in: json), from.count <= Self.longestIdentifier else {
            throw .malformed("from")
        }
        guard let text = rules.text.value(in: json)?.stringValue else { throw .malformed("text") }
        let time = rules.time?.text(in: json)
        let id = rules.id?.text(in: json) ?? GatewayDigest.sha256(Array("\(from)\0\(time ?? "")\0\(text)".utf8))
        guard id.count <= Self.longestIdentifier else { throw .malformed("id") }
        let sentAt = time.flatMap(CivilTime.init(rfc3339:))?.instant
        return .incoming(IncomingText(gateway: gateway, id: id, sender: from, text: text, sentAt: sentAt))
    }
}

extension UInt8 {
    fileprivate static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
}
