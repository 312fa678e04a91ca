internal import HTTPClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging

/// The gateways a settings file names, and the addresses they report to.
struct Gateways: Sendable {
    /// The gateways, the first choice first.
    let all: [any MessageGateway]
    /// The secrets that Kannel's reports come with.
    let kannelSecrets: [String]

    /// Reads every secret, and tells of all that cannot be read or used.
    static func check(_ file: SettingsFile) throws(SettingsError) {
        var faults: [String] = []
        for (index, gateway) in file.settings.sms.gateways.enumerated() {
            guard case .kannel(let kannel) = gateway else { continue }
            for (name, source) in [("password", kannel.password), ("callbackSecret", kannel.callbackSecret)] {
                do {
                    _ = try Secret(source, at: "/sms/gateways/\(index)/\(name)", of: file)
                } catch {
                    faults.append("\(error)")
                }
            }
        }
        guard faults.isEmpty else { throw SettingsError.faults(faults.joined(separator: "\n")) }
        _ = try Gateways(file, client: HTTPClient(), output: { _ in })
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
        var secrets: [String] = []
        let sms = file.settings.sms
        for (index, gateway) in sms.gateways.enumerated() {
            switch gateway {
            case .console: all.append(ConsoleGateway(output: output))
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
                secrets.append(secret.value)
                all.append(
                    KannelGateway(
                        url: kannel.url,
                        username: kannel.username,
                        password: password.value,
                        sender: kannel.from,
                        callback: callback,
                        client: client
                    )
                )
            }
        }
        self.all = all
        kannelSecrets = secrets
    }
}
