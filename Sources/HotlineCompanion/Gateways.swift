internal import HTTPClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging

/// The gateways a settings file names, and the addresses they report to.
struct Gateways: Sendable {
    /// The gateways, the first choice first.
    let all: [any MessageGateway]
    /// Who reads what those call us with that do, and the secret each comes with.
    let callbacks: [(secret: String, reader: any CallbackReader)]
    /// Where those leave news that leave it to be collected: the gateway's name and its spool.
    let spools: [(gateway: String, spool: SMSToolsSpool)]

    /// Reads every secret, and tells of all that cannot be read or used.
    ///
    /// - Parameters:
    ///   - file: The settings.
    ///   - closed: The files that are not to be looked at.
    /// - Throws: `SettingsError` with all that is wrong.
    static func check(_ file: SettingsFile, besides closed: [String]) throws(SettingsError) {
        var faults: [String] = []
        var isWhole = true
        for (index, gateway) in file.settings.sms.gateways.enumerated() {
            for (name, source) in gateway.secrets {
                guard !source.isIn(closed, of: file) else {
                    isWhole = false
                    continue
                }
                do {
                    _ = try Secret(source, at: "/sms/gateways/\(index)/\(name)", of: file)
                } catch {
                    faults.append("\(error)")
                }
            }
        }
        guard faults.isEmpty else { throw SettingsError.faults(faults.joined(separator: "\n")) }
        if isWhole { _ = try Gateways(file, client: HTTPClient(), output: { _ in }) }
    }

    /// Reads the secrets and makes the gateways.
    ///
    /// - Parameters:
    ///   - file: The settings.
    ///   - client: What speaks HTTP.
    ///   - output: Where the console gateway prints.
    /// - Throws: `SettingsError` with the place of a secret that cannot be read or used.
    init(_ file: SettingsFile, client: HTTPClient, output: @escaping @Sendable (String) -> Void) throws(SettingsError) {
        var all: [any MessageGateway] = []
        var callbacks: [(secret: String, reader: any CallbackReader)] = []
        var spools: [(gateway: String, spool: SMSToolsSpool)] = []
        let sms = file.settings.sms
        for (index, gateway) in sms.gateways.enumerated() {
            switch gateway {
            case .console: all.append(ConsoleGateway(output: output))
            case .smstools(let smstools):
                let spool = SMSToolsSpool(smstools, of: file)
                all.append(SMSToolsGateway(name: smstools.name, spool: spool, now: { .now() }))
                spools.append((smstools.name, spool))
            case .kannel(let kannel):
                let place = "/sms/gateways/\(index)"
                let password = try Secret(kannel.password, at: "\(place)/password", of: file)
                let secret = try Secret(kannel.callbackSecret, at: "\(place)/callbackSecret", of: file)
                let base = kannel.callbackURL ?? "http://\(sms.callbackListen)"
                let callback: KannelCallback
                do {
                    callback = try KannelCallback(base: base, secret: secret.value)
                } catch {
                    throw SettingsError.faults("\(file.path): \(place)/callbackSecretFile: \(error)")
                }
                var status: KannelStatusPage?
                if let settings = kannel.status {
                    let password = try Secret(settings.password, at: "\(place)/statusPassword", of: file)
                    status = KannelStatusPage(url: settings.url, password: password.value)
                }
                callbacks.append((secret.value, KannelReader(gateway: "kannel")))
                all.append(
                    KannelGateway(
                        url: kannel.url,
                        username: kannel.username,
                        password: password.value,
                        sender: kannel.from,
                        callback: callback,
                        status: status,
                        client: client
                    )
                )
            case .http(let http):
                let made = try HTTPWiring(http, at: "/sms/gateways/\(index)", of: file, client: client)
                all.append(made.gateway)
                if let callback = made.callback { callbacks.append(callback) }
            }
        }
        self.all = all
        self.callbacks = callbacks
        self.spools = spools
    }
}
