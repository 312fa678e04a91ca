import Foundation
import HotlineCore
import HotlineTesting
import HotlineWeb
import InMemoryLogging
import Logging
import Testing

/// Certificates and keys that are no good, and those that change.
@Suite(.timeLimit(.minutes(1)))
struct TLSIdentityTests {
    private func fault(_ certificate: String, _ key: String) -> String? {
        do throws(TLSIdentityFault) {
            _ = try TLSIdentity(TLSIdentity.Files(certificate: certificate, key: key))
            return nil
        } catch {
            return "\(error.which): \(error)"
        }
    }

    @Test func `each of the two files is told with what is wrong with it`() async throws {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        let (one, other) = (try await authority.identity(), try await authority.identity())
        let (certificate, key) = (one.certificate.path(), one.key.path())
        #expect(fault(certificate, key) == nil)
        let identity = try TLSIdentity(TLSIdentity.Files(certificate: certificate, key: key))
        let left = identity.expiresAt - Instant(seconds: Int64(Date().timeIntervalSince1970))
        #expect(left > .seconds(9 * 86_400) && left <= .seconds(10 * 86_400))
        #expect(fault("/nonexistent.pem", key) == "certificate: there is no such file")
        #expect(fault(certificate, "/nonexistent.key") == "key: there is no such file")
        #expect(fault(NSTemporaryDirectory(), key) == "certificate: it cannot be read")
        #expect(fault(key, key) == "certificate: holds no certificate as PEM")
        #expect(fault("/etc/hostname", key) == "certificate: holds no certificate as PEM")
        #expect(fault(certificate, certificate) == "key: holds no private key as PEM, or one with a password")
        #expect(fault(certificate, other.key.path()) == "key: is not the key of the certificate")
        let locked = "\(key).locked"
        let openssl = try ChildProcess(
            "/usr/bin/openssl",
            ["ec", "-in", key, "-aes128", "-passout", "pass:x", "-out", locked]
        )
        #expect(try await openssl.waitForExit() == .exited(0))
        #expect(fault(certificate, locked) == "key: holds no private key as PEM, or one with a password")
    }
}
