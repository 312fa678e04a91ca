public import Foundation

/// An authority of a test's own, by the machine's `openssl`, whose certificates nobody else trusts.
public struct CertificateAuthority: Sendable {
    /// A certificate and its key, as PEM files.
    public struct Identity: Hashable, Sendable {
        /// The certificate.
        public let certificate: URL
        /// Its key.
        public let key: URL
    }

    /// The authority's own certificate, as a PEM file.
    public let certificate: URL
    private let key: URL
    private let folder: URL

    /// Makes an authority in a folder of its own.
    public init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-ca-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "ca.pem")
        key = folder.appending(path: "ca.key")
        try await Self.openssl(
            [
                "req", "-x509", "-days", "30", "-subj", "/CN=Hotline Tests", "-addext",
                "basicConstraints=critical,CA:TRUE",
            ]
                + Self.newKey + ["-keyout", key.path(), "-out", certificate.path()]
        )
    }

    /// Takes away all it made.
    public func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Makes a certificate for a name.
    ///
    /// - Parameters:
    ///   - name: The name, `localhost` for what listens on this machine.
    ///   - days: How long it holds; less than none for one whose time is over.
    /// - Returns: The certificate and its key.
    /// - Throws: `WorldError` where openssl does not make it.
    public func identity(for name: String = "localhost", days: Int = 10) async throws -> Identity {
        let base = folder.appending(path: "\(name)-\(UUID().uuidString.prefix(8))").path()
        let made = Identity(certificate: URL(filePath: "\(base).pem"), key: URL(filePath: "\(base).key"))
        try Data("subjectAltName=DNS:\(name)\n".utf8).write(to: URL(filePath: "\(base).names"))
        try await Self.openssl(
            ["req", "-subj", "/CN=\(name)"] + Self.newKey + ["-keyout", made.key.path(), "-out", "\(base).request"]
        )
        try await Self.openssl([
            "x509", "-req", "-in", "\(base).request", "-CA", certificate.path(), "-CAkey", key.path(),
            "-set_serial", "\(UInt32.random(in: 1 ... .max))", "-days", "\(days)", "-extfile", "\(base).names",
            "-out", made.certificate.path(),
        ])
        return made
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private static func openssl(_ arguments: [String]) async throws {
        let program = try ChildProcess("/usr/bin/openssl", arguments)
        guard try await program.waitForExit(within: .seconds(30)) == .exited(0) else {
            throw WorldError.ended(program: "openssl \(arguments[0])", output: program.standardError)
        }
    }
}
