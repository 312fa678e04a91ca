internal import Foundation
internal import Logging
internal import Synchronization

/// The identity that new connections are met with, read anew when its files change.
public final class CurrentIdentity: Sendable {
    private struct State {
        var identity: TLSIdentity
        /// What stood in the files when they were last looked at, good or not.
        var seen: [Data?]
    }

    private let files: TLSIdentity.Files
    private let state: Mutex<State>

    /// Reads a certificate and its key.
    ///
    /// - Parameter files: Where they are.
    /// - Throws: ``TLSIdentityFault``, which says which of the two is no good, and why.
    public init(_ files: TLSIdentity.Files) throws(TLSIdentityFault) {
        self.files = files
        let seen = Self.contents(of: files)
        let identity = try TLSIdentity(files)
        state = Mutex(State(identity: identity, seen: seen))
    }

    /// The identity.
    public var identity: TLSIdentity { state.withLock(\.identity) }

    /// Looks whether the files changed, and reads them then; what is no good is said once, and the old identity stays.
    func refresh(_ logger: Logger) {
        let contents = Self.contents(of: files)
        guard contents != state.withLock(\.seen) else { return }
        do throws(TLSIdentityFault) {
            let identity = try TLSIdentity(files)
            state.withLock { $0 = State(identity: identity, seen: contents) }
            logger.notice("The certificate was read anew.")
        } catch {
            state.withLock { $0.seen = contents }
            // One of the two may be written just now: when the other is, both are read again.
            logger.warning(
                "The certificate or its key changed and is no good; the one before stays.",
                metadata: ["tls.file": error.which == .key ? "keyFile" : "certificateFile", "tls.fault": "\(error)"]
            )
        }
    }

    private static func contents(of files: TLSIdentity.Files) -> [Data?] {
        [files.certificate, files.key].map { try? Data(contentsOf: URL(filePath: $0)) }
    }
}
