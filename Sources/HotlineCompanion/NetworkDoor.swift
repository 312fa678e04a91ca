internal import HotlineCore
internal import HotlineLaunch
internal import HotlineWeb
internal import Logging

/// Where machines elsewhere are met, with a certificate and a key that were looked at.
struct NetworkDoor: Sendable {
    /// Where it is.
    let address: ListenAddress
    /// The certificate and the key of the moment.
    let identity: CurrentIdentity

    /// Reads the certificate and its key; `nil` where the settings want no such door.
    ///
    /// - Throws: `SettingsError` with the place of what is no good.
    init?(_ file: SettingsFile) throws(SettingsError) {
        guard let api = file.settings.api else { return nil }
        let files = TLSIdentity.Files(
            certificate: file.resolve(api.certificateFile),
            key: file.resolve(api.keyFile)
        )
        address = api.listen
        do {
            identity = try CurrentIdentity(files)
        } catch {
            let (key, path) = error.which == .key ? ("keyFile", files.key) : ("certificateFile", files.certificate)
            throw SettingsError.faults("\(file.path): /api/\(key): \(path): \(error)")
        }
    }

    /// The server behind the door.
    func server(_ routes: StaffRoutes, logger: Logger) -> NetworkServer {
        NetworkServer(address: address, identity: identity, routes: routes, logger: logger)
    }
}
