internal import HotlineCore
internal import HotlineLaunch
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// Where machines elsewhere are met.
///
/// Nobody's call depends on it, so what keeps it shut ends nothing: it is told, and tried again until it is mended.
final class NetworkDoor: Sendable {
    /// Why it is shut.
    enum Fault: Hashable, Sendable {
        /// The certificate or its key, the file of this path, is no good.
        case identity(TLSIdentityFault, path: String)
        /// Nothing can be heard at the address.
        case listening(NetworkListenError)
    }

    /// How it stands.
    enum State: Sendable {
        /// Not tried yet.
        case waiting
        /// Shut.
        case shut(Fault)
        /// Open, with what shows who is behind it.
        case open(CurrentIdentity)
    }

    /// How often it is tried again.
    static let pause = Duration.seconds(5)

    /// Where it is.
    let address: ListenAddress
    private let files: TLSIdentity.Files
    private let file: SettingsFile
    private let current = Mutex<State>(.waiting)

    /// Reads where it is; `nil` where the settings want no such door.
    init?(_ file: SettingsFile) {
        guard let api = file.settings.api else { return nil }
        self.file = file
        address = api.listen
        files = TLSIdentity.Files(certificate: file.resolve(api.certificateFile), key: file.resolve(api.keyFile))
    }

    /// How it stands.
    var state: State { current.withLock(\.self) }

    /// Looks whether the certificate and its key are good.
    ///
    /// - Parameter closed: The files that are not to be looked at.
    /// - Throws: `SettingsError` with the place of what is not.
    func check(besides closed: [String]) throws(SettingsError) {
        do throws(TLSIdentityFault) {
            _ = try TLSIdentity(files)
        } catch {
            guard error.reason != .unreadable || !closed.contains(path(of: error)) else { return }
            throw SettingsError.faults("\(file.path): \(words(for: fault(error)))")
        }
    }

    /// The service behind the door.
    func service(_ routes: StaffRoutes, logger: Logger) -> any Service {
        Opening(door: self, routes: routes, logger: logger)
    }

    private func fault(_ error: TLSIdentityFault) -> Fault {
        .identity(error, path: path(of: error))
    }

    private func path(of error: TLSIdentityFault) -> String {
        error.which == .key ? files.key : files.certificate
    }

    /// One line for the log, with the place in the settings.
    private func words(for fault: Fault) -> String {
        switch fault {
        case .identity(let error, let path):
            "/api/\(error.which == .key ? "keyFile" : "certificateFile"): \(path): \(error)"
        case .listening(let error): "\(error)"
        }
    }

    /// Opens the door, as often as it takes.
    private struct Opening: Service {
        let door: NetworkDoor
        let routes: StaffRoutes
        let logger: Logger

        func run() async {
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                guard let fault = await serve() else { return }
                if case .shut(fault) = door.state {
                    logger.debug("Machines elsewhere cannot ask yet.")
                } else {
                    door.current.withLock { $0 = .shut(fault) }
                    logger.error(
                        "Machines elsewhere cannot ask; this is tried again until they can.",
                        metadata: ["error": "\(door.words(for: fault))"]
                    )
                }
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: NetworkDoor.pause) }
            }
        }

        /// Serves until the program is told to stop.
        ///
        /// - Returns: Why it could not; `nil` at the end.
        private func serve() async -> Fault? {
            do throws(TLSIdentityFault) {
                let identity = try CurrentIdentity(door.files)
                return await serve(identity)
            } catch {
                return door.fault(error)
            }
        }

        private func serve(_ identity: CurrentIdentity) async -> Fault? {
            let door = door
            let server = NetworkServer(address: door.address, identity: identity, routes: routes, logger: logger) { _ in
                door.current.withLock { $0 = .open(identity) }
            }
            do {
                try await server.run()
                return nil
            } catch let error as NetworkListenError {
                return .listening(error)
            } catch {
                return .listening(.refused(door.address, reason: "\(type(of: error))"))
            }
        }
    }
}
