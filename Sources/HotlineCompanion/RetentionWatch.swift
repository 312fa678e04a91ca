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

    init(_ file: SettingsFile, store: Store, logger: Logger) {
        settings = file.settings.retention
        regulation = file.regulation
        folder = file.resolve(file.settings.agi.recordings)
        self.store = store
        self.logger = logger
    }

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

    private func look(at now: Instant) async throws {
        let oldest = now + (.zero - settings.personalData)
        while !Task.isShuttingDownGracefully,
            try await store.anonymiseOld(closedBefore: oldest, limit: Self.batch, at: now, under: regulation) > 0
        {}
        let oldestSound = now + (.zero - settings.recordings)
        let sounds = try await store.erasableSounds(recordedBefore: oldestSound, limit: Self.batch)
        for sound in sounds where erase(sound.file) { try await store.noteErased(sound, at: now) }
    }

    /// Erases a file; one that is gone is erased already.
    private func erase(_ file: String) -> Bool {
        guard !file.contains("/"), !file.hasPrefix(".") else { return false }
        do {
            try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
            return true
        } catch {
            guard !FileManager.default.fileExists(atPath: "\(folder)/\(file)") else {
                logger.error("A recording cannot be erased.")
                return false
            }
            return true
        }
    }
}
