internal import Foundation
public import HotlineCore
internal import NIOSSL

/// The certificate and the key by which the service shows who it is.
public struct TLSIdentity: Sendable {
    /// Where the two are kept.
    public struct Files: Hashable, Sendable {
        /// The certificate, with those between it and the authority's behind it, as PEM.
        public var certificate: String
        /// Its private key, as PEM.
        public var key: String

        /// Names the files.
        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// When the certificate's time is over.
    public let expiresAt: Instant
    /// What a handshake is made with.
    let context: NIOSSLContext

    /// Reads a certificate and its key.
    ///
    /// - Parameter files: Where they are.
    /// - Throws: ``TLSIdentityFault``, which says which of the two is no good, and why.
    public init(_ files: Files) throws(TLSIdentityFault) {
        let chain = try Self.certificates(in: try Self.read(files.certificate, .certificate))
        expiresAt = Instant(seconds: chain.map { Int64($0.notValidAfter) }.min() ?? 0)
        let bytes = try Self.read(files.key, .key)
        let key: NIOSSLPrivateKey
        do {
            // One with a password is refused, and not asked for on a terminal that may be there.
            key = try NIOSSLPrivateKey(bytes: bytes, format: .pem) { $0([UInt8]()) }
        } catch {
            throw TLSIdentityFault(.key, .notPEM)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSIdentityFault(.key, .doesNotMatch)
        }
    }

    private static func certificates(in bytes: [UInt8]) throws(TLSIdentityFault) -> [NIOSSLCertificate] {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(bytes)
            guard !chain.isEmpty else { throw TLSIdentityFault(.certificate, .notPEM) }
            return chain
        } catch {
            throw TLSIdentityFault(.certificate, .notPEM)
        }
    }

    private static func read(
        _ path: String,
        _ which: TLSIdentityFault.Which
    ) throws(TLSIdentityFault) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            let isMissing = [.fileReadNoSuchFile, .fileNoSuchFile].contains((error as? CocoaError)?.code)
            throw TLSIdentityFault(which, isMissing ? .missing : .unreadable)
        }
    }
}

/// What is wrong with a certificate or its key.
public struct TLSIdentityFault: Error, Hashable, Sendable {
    /// Which of the two.
    public enum Which: Hashable, Sendable {
        case certificate, key
    }

    /// What is wrong with it.
    public enum Reason: Hashable, Sendable {
        /// There is no such file.
        case missing
        /// The file cannot be read.
        case unreadable
        /// The file holds no such thing as PEM, or one with a password.
        case notPEM
        /// The key is not that of the certificate.
        case doesNotMatch
    }

    /// Which of the two.
    public let which: Which
    /// What is wrong with it.
    public let reason: Reason

    init(_ which: Which, _ reason: Reason) {
        self.which = which
        self.reason = reason
    }
}

extension TLSIdentityFault: CustomStringConvertible {
    /// What to print behind the file's name.
    public var description: String {
        switch (reason, which) {
        case (.missing, _): "there is no such file"
        case (.unreadable, _): "it cannot be read"
        case (.notPEM, .certificate): "holds no certificate as PEM"
        case (.notPEM, .key): "holds no private key as PEM, or one with a password"
        case (.doesNotMatch, _): "is not the key of the certificate"
        }
    }
}
