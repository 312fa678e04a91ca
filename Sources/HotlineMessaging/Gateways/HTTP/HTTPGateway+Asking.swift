internal import HTTPClient
public import HotlineCore

extension HTTPGateway {
    /// What the description says.
    public var asksAfter: Duration? { rules.asking?.after }

    /// Asks what became of parts; those that the provider cannot know by a name of its own are passed over.
    public func ask(about parts: [SubmittedPart]) async throws(GatewayError) -> [PartAnswer] {
        guard let asking = rules.asking else { return [] }
        var named = parts.compactMap { part in
            (reference(ofKey: part.key) ?? part.reference).map { (part: part, reference: $0) }
        }[...]
        var answers: [PartAnswer] = []
        while !named.isEmpty {
            let some = Array(named.prefix(asking.perRequest))
            named = named.dropFirst(some.count)
            do throws(GatewayError) {
                answers += try await answer(about: some, by: asking)
            } catch {
                // What was learnt already is not to be lost; the others are asked about again.
                guard !answers.isEmpty else { throw error }
                return answers
            }
        }
        return answers
    }

    private func answer(
        about parts: [(part: SubmittedPart, reference: String)],
        by asking: HTTPAskingRules
    ) async throws(GatewayError) -> [PartAnswer] {
        let values = HTTPValues(credentials, askingAbout: parts)
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client.send(
                asking.request.request(with: values, by: credentials, within: rules.timeout)
            )
        } catch {
            // Asking does nothing, so it does no harm to ask again.
            throw .temporary(.notReached)
        }
        let answer = HTTPAskingReply(HTTPReply(status: response.status, body: response.body), by: asking)
        let states = try answer.states(of: parts.map(\.reference))
        return zip(parts, states).compactMap { named, state -> PartAnswer? in
            switch state {
            case .accepted?, .delivered?, .undelivered?: state?.finding.map { PartAnswer(named.part, .report($0)) }
            // What it gave a receipt for it has had, whatever it remembers.
            case .neverTaken?: named.part.reference == nil ? PartAnswer(named.part, .neverTaken) : nil
            case .ignored?, nil: nil
            }
        }
    }
}
