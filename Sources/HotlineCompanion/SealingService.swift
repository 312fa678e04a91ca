internal import Foundation
internal import HotlineArchive
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle

/// Seals recordings once they are at rest: their call's record names them, and their words, where these are written down, are there.
struct SealingService: Service {
    /// How long between two looks.
    private static let pause = Duration.seconds(10)

    let vault: RecordingVault
    let store: Store
    /// Whether spoken messages are written down: a recogniser reads the open file.
    let isWrittenDown: Bool
    let logger: Logger

    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await look(at: .now())
            } catch {
                logger.error("A recording could not be sealed.", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Seals all that can be sealed; what cannot waits for the next look, and nothing waits for it.
    func look(at now: Instant) async throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: vault.folder)) ?? []
        let open = names.filter { $0.hasSuffix(".wav") && !$0.hasPrefix(".") }
        guard !open.isEmpty else { return }
        var failure: ArchiveError?
        for recording in try await store.recordingsAtRest(open, whereWrittenDown: isWrittenDown, at: now) {
            do throws(ArchiveError) {
                _ = try vault.seal(recording)
            } catch {
                // One that was erased meanwhile is none.
                if case .missing = error { continue }
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
