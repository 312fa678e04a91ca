internal import Foundation
internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineMessaging
internal import HotlineStore
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// Makes backups: when the settings say, when somebody asks, and never two at a time.
struct BackupService: Service {
    /// How long after a try that failed the next one comes.
    private static let pause = Duration.seconds(600)

    let settings: BackupSettings
    let file: SettingsFile
    let store: Store
    let board: Board
    let logger: Logger

    /// How backups stand, for those who ask.
    final class Board: Sendable {
        struct State {
            var isWanted = false
            var running: BackupsDocument.Progress?
            var failure: String?
            var failedAt: Instant?
        }

        let state = Mutex(State())
        let bell = Bell()

        func advance(_ step: BackupsDocument.Progress.Step, total: Int64 = 0) {
            state.withLock { $0.running = BackupsDocument.Progress(step: step, total: total) }
        }

        func add(_ bytes: Int) { state.withLock { $0.running?.done += Int64(bytes) } }
    }

    /// The backups there are.
    var folder: BackupFolder { BackupFolder(path: file.resolve(settings.folder)) }

    func run() async {
        await Rounds(bell: board.bell, logger: logger, sleep: { try await Task.sleep(for: $0) }).run {
            try await next()
        }
    }

    /// Makes one where one is due.
    ///
    /// - Returns: How long there is until the next.
    private func next() async throws -> Duration? {
        let now = Instant.now()
        let isWanted = board.state.withLock { state in
            defer { state.isWanted = false }
            return state.isWanted
        }
        let rest = rest(at: now)
        guard isWanted || rest == .zero else { return min(rest, OutboxService.longestRest) }
        await make(at: now)
        return nil
    }

    /// How long there is until one is due by the settings.
    private func rest(at now: Instant) -> Duration {
        guard let every = settings.every else { return OutboxService.longestRest }
        let failed = board.state.withLock(\.failedAt)
        if let failed, now - failed < Self.pause { return Self.pause - (now - failed) }
        guard let last = folder.kept.first?.manifest.at else { return .zero }
        return max(every - (now - last), .zero)
    }

    private func make(at now: Instant) async {
        do {
            board.advance(.database)
            let kept = try await write(at: now)
            board.state.withLock {
                $0.running = nil; $0.failure = nil; $0.failedAt = nil
            }
            logger.notice(
                "A backup was made.",
                metadata: ["backup": "\(kept.name)", "backup.bytes": "\(kept.manifest.size)"]
            )
        } catch {
            board.state.withLock {
                $0.running = nil; $0.failure = Self.words(error); $0.failedAt = now
            }
            logger.error("A backup could not be made.", metadata: ["error": "\(error)"])
        }
    }

    private func write(at now: Instant) async throws -> BackupFolder.Kept {
        let key = try settings.keyFile.map { try ArchiveKey(file: file.resolve($0)) }
        let writer = try BackupWriter(in: folder, key: key, at: now)
        let plain = "\(writer.path)/database.plain"
        // What an interrupted try left of the database is older than this one.
        try? FileManager.default.removeItem(atPath: plain)
        defer { try? FileManager.default.removeItem(atPath: plain) }
        try await store.copy(to: plain)
        let time = Instant.now()
        board.advance(.checking)
        let report = try await Store.verify(copyAt: plain)
        guard report.findings.isEmpty else {
            throw ArchiveError.damagedDatabase(
                path: file.resolve(file.settings.storePath),
                findings: report.findings.count
            )
        }
        let others = filesBeside()
        let size = { (path: String) in Int64(FileFacts(path)?.size ?? 0) }
        board.advance(.files, total: size(plain) + others.reduce(0) { $0 + size($1.path) })
        try writer.put(plain, as: "database", isFinal: false) { board.add($0) }
        try? FileManager.default.removeItem(atPath: plain)
        for other in others { try putIfThere(other.path, as: other.name, isFinal: other.isFinal, in: writer) }
        let kept = try writer.finish(at: time, appeals: report.appeals, events: report.events, seal: report.seal)
        try folder.prune(keeping: settings.keep)
        return kept
    }

    /// Copies a file; one that was taken in, or erased because its time was over, since it was listed is passed over.
    private func putIfThere(_ path: String, as name: String, isFinal: Bool, in writer: BackupWriter) throws {
        do {
            try writer.put(path, as: name, isFinal: isFinal) { board.add($0) }
        } catch let error {
            guard error == ArchiveError.missing(path: path) else { throw error }
        }
    }

    /// The recordings, and what the spool holds: calls that are not in the database yet.
    private func filesBeside() -> [(path: String, name: String, isFinal: Bool)] {
        let recordings = file.resolve(file.settings.agi.recordings)
        let spool = file.resolve(file.settings.agi.spool)
        return Self.files(in: recordings).map { ("\(recordings)/\($0)", "recordings/\($0)", true) }
            + Self.files(in: spool).filter { !$0.hasSuffix(".lock") && !$0.hasSuffix(".new") }
            .map { ("\(spool)/\($0)", "spool/\($0)", false) }
            + Self.files(in: "\(spool)/dialplan").map { ("\(spool)/dialplan/\($0)", "spool/dialplan/\($0)", false) }
    }

    private static func files(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
            guard !name.hasPrefix("."), let facts = FileFacts("\(folder)/\(name)") else { return false }
            return facts.isRegular
        }.sorted()
    }

    /// What the staff are told of a fault; what the database said stands in the log.
    private static func words(_ error: any Error) -> String {
        (error as? ArchiveError).map { "\($0)" } ?? "база данных не скопирована, подробности в журнале службы"
    }
}
