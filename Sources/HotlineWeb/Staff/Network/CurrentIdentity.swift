internal import Foundation
internal import Logging
internal import Synchronization

/// The identity that new connections are met with, read anew when its files change.
public final class CurrentIdentity: Sendable {
    private struct State {
        var identity: TLSIdentity
        /// Which files they were when they were last looked at, good or not.
        var seen: [FileMark?]
    }

    private let files: TLSIdentity.Files
    private let state: Mutex<State>

    /// Reads a certificate and its key.
    ///
    /// - Parameter files: Where they are.
    /// - Throws: ``TLSIdentityFault``, which says which of the two is no good, and why.
    public init(_ files: TLSIdentity.Files) throws(TLSIdentityFault) {
        self.files = files
        let seen = Self.marks(of: files)
        let identity = try TLSIdentity(files)
        state = Mutex(State(identity: identity, seen: seen))
    }

    /// The identity.
    public var identity: TLSIdentity { state.withLock(\.identity) }

    /// Looks whether the files changed, and reads them then; what is no good is said once, and the old identity stays.
    func refresh(_ logger: Logger) {
        let marks = Self.marks(of: files)
        guard marks != state.withLock(\.seen) else { return }
        do throws(TLSIdentityFault) {
            let identity = try TLSIdentity(files)
            state.withLock { $0 = State(identity: identity, seen: marks) }
            logger.notice("The certificate was read anew.")
        } catch {
            state.withLock { $0.seen = marks }
            // One of the two may be written just now: when the other is, both are read again.
            logger.warning(
                "The certificate or its key changed and is no good; the one before stays.",
                metadata: ["tls.file": error.which == .key ? "keyFile" : "certificateFile", "tls.fault": "\(error)"]
            )
        }
    }

    private static func marks(of files: TLSIdentity.Files) -> [FileMark?] {
        [files.certificate, files.key].map(FileMark.init)
    }
}

/// By what it is seen that a file was replaced or written anew, without reading it.
private struct FileMark: Equatable {
    private let device: NSNumber?
    private let inode: NSNumber?
    private let size: NSNumber?
    private let changedAt: Date?

    /// Looks at a file, or at what a link leads to; `nil` where there is none.
    init?(_ path: String) {
        let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let facts = try? FileManager.default.attributesOfItem(atPath: place) else { return nil }
        device = facts[.systemNumber] as? NSNumber
        inode = facts[.systemFileNumber] as? NSNumber
        size = facts[.size] as? NSNumber
        changedAt = facts[.modificationDate] as? Date
    }
}
