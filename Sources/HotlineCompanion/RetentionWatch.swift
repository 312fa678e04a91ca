internal import Foundation
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import Logging
internal import ServiceLifecycle

/// Takes out what is personal and older than the settings keep it, and erases sound that is to go.
struct RetentionWatch: Service {
    /// How long between two looks.
    private static let pause = Duration.seconds(60)
    /// How much is dealt with in one transaction.
    private static let batch = 100

    let settings: RetentionSettings
    let regulation: Regulation
    let folder: String
    let store: Store
    let logger: Logger

    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await look(at: .now())
            } catch {
                logger.error("What is old could not be taken out.", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Takes out and erases all that is old at a time.
    func look(at now: Instant) async throws {
        let oldest = now + (.zero - settings.personalData)
        while !Task.isShuttingDownGracefully,
            try await store.anonymiseOld(closedBefore: oldest, limit: Self.batch, at: now, under: regulation) > 0
        {}
        while !Task.isShuttingDownGracefully, try await store.forgetNumbers(before: oldest, limit: Self.batch) > 0 {}
        while !Task.isShuttingDownGracefully, try await store.forgetReportMails(before: oldest, limit: Self.batch) > 0 {
        }
        try await eraseSounds(recordedBefore: now + (.zero - settings.recordings), at: now)
    }

    /// Erases all there is to erase; what cannot be erased waits for the next look, and nothing waits for it.
    private func eraseSounds(recordedBefore before: Instant, at now: Instant) async throws {
        var last: Identifier<CallRecording>?
        while !Task.isShuttingDownGracefully {
            let sounds = try await store.erasableSounds(recordedBefore: before, after: last, limit: Self.batch)
            guard let end = sounds.last else { return }
            for sound in sounds where erase(sound.file) { try await store.noteErased(sound, at: now) }
            last = end.id
        }
    }

    /// Erases a file; one that is gone is erased already.
    private func erase(_ file: String) -> Bool {
        guard !file.contains("/"), !file.hasPrefix(".") else { return false }
        guard RecordingVault.erase(file, in: folder) else {
            logger.error("A recording cannot be erased.")
            return false
        }
        return true
    }
}

extension RetentionWatch {
    init(_ file: SettingsFile, store: Store, logger: Logger) {
        self.init(
            settings: file.settings.retention,
            regulation: file.regulation,
            folder: file.resolve(file.settings.agi.recordings),
            store: store,
            logger: logger
        )
    }
}
