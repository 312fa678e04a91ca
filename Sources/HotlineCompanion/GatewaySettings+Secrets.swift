internal import HotlineCore

extension GatewaySettings {
    /// The secrets a gateway names, each with its key.
    var secrets: [(name: String, source: SecretSource)] {
        switch self {
        case .console, .smstools: []
        case .kannel(let kannel):
            [("password", kannel.password), ("callbackSecret", kannel.callbackSecret)]
                + (kannel.status.map { [("statusPassword", $0.password)] } ?? [])
        case .http(let http): http.secrets
        }
    }
}

extension HTTPGatewaySettings {
    fileprivate var secrets: [(name: String, source: SecretSource)] {
        let named: [(name: String, source: SecretSource?)] =
            switch provider {
            case .smsc(let smsc): [("password", smsc.password)]
            case .smsRu(let smsRu): [("token", smsRu.token)]
            case .android(let android): [("password", android.password), ("signingKey", android.signingKey)]
            case .described(let described): [("password", described.password), ("token", described.token)]
            }
        return (named + [("callbackSecret", callbackSecret)]).compactMap { name, source in source.map { (name, $0) } }
    }
}
