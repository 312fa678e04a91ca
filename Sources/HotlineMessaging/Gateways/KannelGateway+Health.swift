internal import HTTPClient
public import HotlineCore

extension KannelGateway {
    /// Asks `sendsms` for a message it must refuse: what it says tells whether it is there and knows us.
    ///
    /// A request without a receiver is refused with `Missing receiver number, rejected` by a Kannel that took the login, and
    /// costs nothing. Such a Kannel may have no link to a network, which its status page tells where its address is known.
    public func health() async -> GatewayHealth {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await client.send(probe)
        } catch {
            return GatewayHealth(.dead(GatewayError.Reason.notReached.rawValue))
        }
        switch response.status {
        case 400 where response.text.hasPrefix("Missing receiver number"): return await healthOfLinks()
        case 403: return GatewayHealth(.dead(GatewayError.Reason.credentials.rawValue))
        case 503: return GatewayHealth(.impaired(GatewayError.Reason.busy.rawValue))
        default: return GatewayHealth(.dead(GatewayError.Reason.unexpectedAnswer.rawValue))
        }
    }

    private func healthOfLinks() async -> GatewayHealth {
        guard let status else { return GatewayHealth(.alive) }
        guard let response = try? await client.send(status.request), response.status == 200,
            let page = KannelStatus(page: response.text)
        else { return GatewayHealth(.impaired("statusPage")) }
        return GatewayHealth(page.links.contains(true) ? .alive : .impaired(GatewayError.Reason.notRoutable.rawValue))
    }

    private var probe: HTTPRequest {
        let query = percentEncoded(query: [("username", username), ("password", password)])
        let address = url + (url.contains("?") ? "&" : "?") + query
        return HTTPRequest(.get, address, timeout: .seconds(5), connectTimeout: .seconds(3))
    }
}
