internal import HTTPClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging

/// One gateway of the kind `http`, made of its settings.
struct HTTPWiring {
    /// The gateway.
    let gateway: HTTPGateway
    /// Who reads what it calls us with, and the secret that comes with it; `nil` where it does not call.
    private(set) var callback: (secret: String, reader: any CallbackReader)?

    /// Reads the secrets and makes the gateway.
    ///
    /// - Parameters:
    ///   - settings: The gateway's settings.
    ///   - place: Where they stand in the file.
    ///   - file: The file.
    ///   - client: What speaks HTTP.
    /// - Throws: `SettingsError` with the place of a secret that cannot be read or used.
    init(
        _ settings: HTTPGatewaySettings,
        at place: String,
        of file: SettingsFile,
        client: HTTPClient
    ) throws(SettingsError) {
        func secret(_ source: SecretSource?, _ name: String) throws(SettingsError) -> String? {
            guard let source else { return nil }
            return try Secret(source, at: "\(place)/\(name)", of: file).value
        }
        let name = settings.name
        let rules: HTTPGatewayDescription
        let credentials: HTTPCredentials
        var reader: (any CallbackReader)?
        switch settings.provider {
        case .smsc(let smsc):
            let password = try secret(smsc.password, "password")
            rules = .smsc(url: smsc.url, asksAfter: smsc.asksAfter)
            credentials = HTTPCredentials(login: smsc.login, password: password, from: smsc.from)
            reader = rules.callbacks.map { HTTPReader(kind: "smsc", gateway: name, $0) }
        case .smsRu(let smsRu):
            let token = try secret(smsRu.token, "token")
            rules = .smsRu(url: smsRu.url, asksAfter: smsRu.asksAfter)
            credentials = HTTPCredentials(token: token, from: smsRu.from)
            reader = SMSRuReader(gateway: name, token: token ?? "")
        case .android(let android):
            let password = try secret(android.password, "password")
            let signingKey = try secret(android.signingKey, "signingKey")
            rules = .android(url: android.url, simNumber: android.simNumber, asksAfter: android.asksAfter)
            credentials = HTTPCredentials(login: android.login, password: password)
            reader = AndroidReader(gateway: name, signingKey: signingKey) { .now() }
        case .described(let described):
            rules = described.description
            credentials = HTTPCredentials(
                login: described.login,
                password: try secret(described.password, "password"),
                token: try secret(described.token, "token"),
                from: described.from
            )
            reader = rules.callbacks.map { HTTPReader(kind: "http", gateway: name, $0) }
        }
        gateway = HTTPGateway(name: name, rules, credentials: credentials, client: client)
        guard let pathSecret = try secret(settings.callbackSecret, "callbackSecret"), let reader else { return }
        guard percentEncoded(pathSecret) == pathSecret else {
            throw .faults(
                "\(file.path): \(place)/callbackSecretFile: "
                    + "the callback secret must have letters, digits and \"-._~\" only, and at least one"
            )
        }
        callback = (pathSecret, reader)
    }
}
