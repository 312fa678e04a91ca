internal import HotlineCore
internal import JSON

/// What a provider answers to one who asks about parts.
struct HTTPAskingReply {
    private let reply: HTTPReply
    private let rules: HTTPAskingRules

    init(_ reply: HTTPReply, by rules: HTTPAskingRules) {
        self.reply = reply
        self.rules = rules
    }

    /// The states of parts.
    ///
    /// - Parameter references: What the provider calls the parts.
    /// - Returns: For each its state, or `nil` where the answer does not have it.
    /// - Throws: ``GatewayError`` where the provider tells nothing now.
    func states(of references: [String]) throws(GatewayError) -> [HTTPPartState?] {
        if rules.missing.contains(reply.status) { return references.map { _ in .neverTaken } }
        if let refusal { throw refusal }
        guard let json = reply.json, let list = rules.list.value(in: json) else { throw .temporary(.unexpectedAnswer) }
        switch list {
        case .array(let items):
            let ids = items.map { item in rules.id.flatMap { $0.text(in: item) } }
            return references.enumerated().map { place, reference in
                if let index = ids.firstIndex(of: reference) { return state(in: items[index]) }
                // Those without an identifier stand in the order that was asked in.
                guard items.count == references.count, ids[place] == nil else { return nil }
                return state(in: items[place])
            }
        case .object(let object):
            if references.count == 1, rules.state.value(in: list) != nil {
                let id = rules.id.flatMap { $0.text(in: list) }
                return [id == nil || id == references[0] ? state(in: list) : nil]
            }
            return references.map { reference in object[reference].flatMap { state(in: $0) } }
        case .null, .bool, .integer, .number, .string: throw .temporary(.unexpectedAnswer)
        }
    }

    /// Why the provider tells nothing; `nil` where it does.
    private var refusal: GatewayError? {
        let outcome: HTTPOutcome
        if let told = reply.told(by: rules.reply) {
            outcome = told
        } else if !(200..<300).contains(reply.status) {
            outcome = reply.outcomeOfStatus
        } else if reply.code(by: rules.reply) != nil {
            outcome = rules.reply.codes["*"] ?? .temporary(.unexpectedAnswer)
        } else {
            outcome = .taken
        }
        switch outcome {
        case .taken, .alreadyTaken: return nil
        case .refused(.unanswered): return .temporary(.unexpectedAnswer)
        case .refused(let error): return error
        }
    }

    private func state(in item: JSON) -> HTTPPartState? {
        rules.state.text(in: item).flatMap { rules.states[$0] }
    }
}
