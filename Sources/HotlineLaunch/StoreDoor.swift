internal import Dispatch
internal import Foundation
public import HotlineCore
public import HotlineStore
public import Logging
internal import Synchronization

/// The way to the database for a program that must go on without it.
///
/// Where it cannot be opened, or its file is gone, calls go to the spool, and opening is tried again from time to time. A file
/// that was there and is missing is not made anew while the program runs: whoever took it away may be about to bring it back.
public final class StoreDoor: Sendable {
    private struct State {
        var store: Store?
        var isOpening = false
        var triedAt: Instant?
    }

    /// How long to wait between two tries to open.
    private static let pause = Duration.seconds(5)

    private let state: Mutex<State>
    private let path: String
    private let open: @Sendable () throws -> Store
    private let logger: Logger

    /// Opens the database, or starts without it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - open: Opens it; may take long.
    ///   - logger: Where to say that it cannot be opened.
    public init(
        path: String,
        open: @escaping @Sendable () throws -> Store,
        logger: Logger
    ) {
        self.path = path
        self.open = open
        self.logger = logger
        do {
            state = Mutex(State(store: try open()))
        } catch {
            logger.error("The database cannot be opened; calls go to the spool.", metadata: ["error": "\(error)"])
            state = Mutex(State(store: nil))
        }
    }

    /// A door to a store that is open.
    public init(_ store: Store, logger: Logger) {
        path = ""
        open = { store }
        self.logger = logger
        state = Mutex(State(store: store))
    }

    /// The store, or `nil` while it cannot be used.
    public func store(at now: Instant) -> Store? {
        let (store, tries) = state.withLock { state -> (Store?, Bool) in
            if let store = state.store { return (store, false) }
            let isDue = state.triedAt.map { now - $0 >= Self.pause } ?? true
            guard isDue, !state.isOpening else { return (nil, false) }
            state.isOpening = true
            state.triedAt = now
            return (nil, true)
        }
        if tries { DispatchQueue.global().async { self.openAgain() } }
        return store
    }

    /// Notes that the store failed: where its file is gone, it is not used any more.
    public func note(_ error: StoreError) {
        guard case .gone = error else { return }
        state.withLock { $0.store = nil }
    }

    private func openAgain() {
        var opened: Store?
        if FileManager.default.fileExists(atPath: path) {
            do {
                opened = try open()
                logger.notice("The database is there again.")
            } catch {
                logger.error("The database cannot be opened; calls go to the spool.", metadata: ["error": "\(error)"])
            }
        } else {
            logger.error("The database is gone; calls go to the spool.")
        }
        state.withLock { state in
            state.isOpening = false
            if let opened { state.store = opened }
        }
    }
}
