import Foundation
import HTTPClient
import HotlineTesting
import Testing

/// Whom a client believes, by a server of openssl's with certificates of an authority of our own.
@Suite(.timeLimit(.minutes(1))) struct HTTPTrustTests {
    private let client = HTTPClient()

    /// Serves with an identity while `body` runs.
    private func served<Value>(
        as identity: CertificateAuthority.Identity,
        _ options: [String] = [],
        _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let port = try FreePort.tcp()
        let server = try ChildProcess(
            "/usr/bin/openssl",
            ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", identity.certificate.path()]
                + ["-key", identity.key.path(), "-www"] + options
        )
        try await server.waitForOutput(containing: "ACCEPT")
        let value = try await body(port)
        await server.kill()
        return value
    }

    private func failure(_ url: String, caFile: URL?) async -> HTTPError? {
        let client = client
        let request = HTTPRequest(
            .get,
            url,
            headers: [HTTPHeader("Authorization", "Bearer secret")],
            caFile: caFile?.path()
        )
        return await #expect(throws: HTTPError.self) { try await client.send(request) }
    }

    @Test func `who has a certificate of the named authority is believed, and nobody else`() async throws {
        let authority = try await CertificateAuthority()
        let other = try await CertificateAuthority()
        defer { for made in [authority, other] { made.remove() } }
        try await served(as: authority.identity()) { port in
            let url = "https://localhost:\(port)/"
            let answer = try await client.send(HTTPRequest(.get, url, caFile: authority.certificate.path()))
            #expect(answer.status == 200)
            #expect(await failure(url, caFile: nil) == .untrusted(.unknownAuthority))
            #expect(await failure(url, caFile: other.certificate) == .untrusted(.unknownAuthority))
            #expect(
                await failure("https://127.0.0.1:\(port)/", caFile: authority.certificate) == .untrusted(.wrongName)
            )
            for path in ["/nonexistent/ca.pem", NSTemporaryDirectory()] {
                let bad = await failure(url, caFile: URL(filePath: path))
                #expect(bad == .authorityUnreadable && bad?.mayHaveBeenReceived == false, "\(path)")
            }
        }
    }

    @Test func `another name and a time that is over are told apart`() async throws {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        try await served(as: authority.identity(for: "school.example")) { port in
            let error = await failure("https://localhost:\(port)/", caFile: authority.certificate)
            #expect(error == .untrusted(.wrongName))
            #expect(error?.description == "the certificate is not trusted, nothing was sent: wrongName")
        }
        try await served(as: authority.identity(days: -1)) { port in
            let error = await failure("https://localhost:\(port)/", caFile: authority.certificate)
            #expect(error == .untrusted(.outOfDate))
        }
    }

    @Test func `no protocol older than TLS 1·2 is spoken`() async throws {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        try await served(as: authority.identity(), ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]) { port in
            let error = await failure("https://localhost:\(port)/", caFile: authority.certificate)
            guard case .tls? = error else {
                Issue.record("an old protocol was spoken: \(String(describing: error))")
                return
            }
        }
    }
}
