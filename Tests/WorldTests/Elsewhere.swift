import Foundation
import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting

/// A hotline that serves machines elsewhere, and such a machine: it has no settings file, a token and the school's authority.
final class Elsewhere: Sendable {
    let hotline: Hotline
    let authority: CertificateAuthority
    let port: Int
    /// The certificate and the key that the service reads.
    let certificate: URL
    let key: URL
    /// The machine's own folder, where nothing of the service's is.
    let home: URL

    /// What the command line on that machine is told.
    struct Surroundings {
        var variables: [String: String] = [:]
        var server: String?
    }

    /// Starts all of it.
    ///
    /// - Parameters:
    ///   - cast: Who takes part beside the service.
    ///   - wishes: What the hotline is to be like.
    ///   - change: What is changed of the settings before the service reads them.
    /// - Throws: What keeps it from starting.
    init(
        _ cast: Hotline.Cast = [],
        _ wishes: Hotline.Wishes = Hotline.Wishes(),
        settings change: (String) -> String = { $0 }
    ) async throws {
        authority = try await CertificateAuthority()
        let identity = try await authority.identity()
        (certificate, key) = (identity.certificate, identity.key)
        port = try FreePort.tcp()
        home = FileManager.default.temporaryDirectory.appending(path: "hotline-home-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        var wishes = wishes
        wishes.settings += """
            "api": {"listen": "127.0.0.1:\(port)", "certificateFile": "\(certificate.path())", "keyFile": "\(key.path())"},
            """
        hotline = try await Hotline(cast, wishes)
        let file = hotline.folder.appending(path: "hotline.json")
        try Data(change(String(contentsOf: file, encoding: .utf8)).utf8).write(to: file)
        try await hotline.startCompanion()
        try await hotline.companion.waitForOutput(containing: "Machines elsewhere can ask.", within: .seconds(30))
    }

    /// The address of the service.
    var address: String { "https://localhost:\(port)" }

    /// Ends all, so that nothing is left behind.
    func end() async {
        await hotline.end()
        authority.remove()
        try? FileManager.default.removeItem(at: home)
    }

    /// A token that somebody made for themselves, once.
    func token(for login: String) async throws -> String { try await made(for: login).text }

    /// The same, made some time ago.
    func made(for login: String, ago: Duration = .zero) async throws -> AccessToken {
        var chance = SystemRandomNumberGenerator()
        let making = try await hotline.store.makeToken(
            label: "тест",
            secret: TokenSecret(using: &chance),
            life: .seconds(3600),
            by: Person(login: login, name: "", roles: []),
            at: .now() + (.zero - ago)
        )
        guard case .fresh(let token, _) = making else { throw StoreError.unknownCall }
        return token
    }

    /// Puts a token where the command line looks for it, for its owner only unless told otherwise.
    func keep(_ token: String, mode: Int = 0o600) throws {
        let folder = home.appending(path: ".config/hotline")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "token")
        try Data("\(token)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path())
    }

    /// Runs the command line on that machine.
    func run(
        _ arguments: [String],
        _ change: (inout Surroundings) -> Void = { _ in }
    ) async throws -> (status: ChildProcess.ExitStatus, output: String, words: String) {
        var surroundings = Surroundings()
        surroundings.variables = [
            "HOME": home.path(), "HOTLINE_SERVER": address, "HOTLINE_CA_FILE": authority.certificate.path(),
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        ]
        change(&surroundings)
        let program = try ChildProcess(
            BuiltProducts.program("hotline").path(),
            arguments + (surroundings.server.map { ["--server", $0] } ?? []),
            environment: surroundings.variables,
            folder: home
        )
        let status = try await program.waitForExit(within: .seconds(60))
        return (status, program.standardOutput, program.standardError)
    }

    /// A client on that machine.
    func client(_ token: String) throws -> StaffClient {
        guard let address = ServerAddress(address), let token = BearerToken(token) else {
            throw WorldError.ended(program: "client", output: "")
        }
        return StaffClient(server: ServerAccess(address: address, token: token, caFile: authority.certificate.path()))
    }
}
