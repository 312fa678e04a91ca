internal import HTTPClient
public import HotlineCore
internal import JSON

extension HTTPGateway {
    /// Asks as the description says, or looks whether anybody answers at the address where it says nothing.
    public func health() async -> GatewayHealth {
        let request = rules.health.map {
            $0.request.request(with: HTTPValues(credentials), by: credentials, within: .seconds(5))
        }
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client.send(request ?? knock)
        } catch {
            return GatewayHealth(.dead(GatewayError.Reason.notReached.rawValue))
        }
        guard let health = rules.health else { return GatewayHealth(.alive) }
        return Self.health(told: HTTPReply(status: response.status, body: response.body), by: health)
    }

    private static func health(told reply: HTTPReply, by rules: HTTPHealthRules) -> GatewayHealth {
        let outcome =
            reply.told(by: rules.reply)
            ?? (reply.code(by: rules.reply) == nil ? nil : rules.reply.codes["*"])
            ?? ((200..<300).contains(reply.status)
                ? (reply.json == nil ? .temporary(.unexpectedAnswer) : .taken) : reply.outcomeOfStatus)
        switch outcome {
        case .taken, .alreadyTaken: return balance(in: reply, by: rules)
        case .refused(.temporary(let reason)), .refused(.permanent(let reason)):
            switch reason {
            case .credentials, .notReached, .unexpectedAnswer, .forbidden: return GatewayHealth(.dead(reason.rawValue))
            case .busy, .recipient, .text, .money, .notRoutable: return GatewayHealth(.impaired(reason.rawValue))
            }
        case .refused(.unanswered): return GatewayHealth(.dead(GatewayError.Reason.unexpectedAnswer.rawValue))
        }
    }

    private static func balance(in reply: HTTPReply, by rules: HTTPHealthRules) -> GatewayHealth {
        guard let json = reply.json, let balance = rules.balance?.text(in: json), let left = Double(balance) else {
            return GatewayHealth(.alive)
        }
        // The currency is a provider's word: letters only, and few.
        let told = rules.currency?.text(in: json).map { String($0.filter(\.isLetter).prefix(8)) }
        let words = [balance, told ?? rules.usualCurrency ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        return GatewayHealth(left > 0 ? .alive : .impaired(GatewayError.Reason.money.rawValue), balance: words)
    }

    /// A request for nothing, to the host alone.
    private var knock: HTTPRequest {
        let beginning = rules.request.url.beginning
        let start = beginning.firstRange(of: "://")?.upperBound ?? beginning.endIndex
        let host = beginning[..<(beginning[start...].firstIndex { "/?#".contains($0) } ?? beginning.endIndex)]
        return HTTPRequest(.head, "\(host)/", timeout: .seconds(5), connectTimeout: .seconds(3))
    }
}
