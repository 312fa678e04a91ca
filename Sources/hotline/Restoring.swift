internal import Foundation
internal import HotlineArchive
internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore

/// A backup that is checked, and put where the settings say.
struct Restoring {
    let manifest: BackupManifest
    private let path: String
    private let key: ArchiveKey?
    private var bar: ProgressBar

    /// Reads what the backup holds, and the key where it needs one.
    init(_ backup: BackupArgument) throws {
        path =
            backup.folder.count > 1 && backup.folder.hasSuffix("/") ? String(backup.folder.dropLast()) : backup.folder
        manifest = try BackupFolder.manifest(at: path)
        bar = ProgressBar(isQuiet: backup.quiet)
        guard manifest.isEncrypted else {
            key = nil
            return
        }
        if let named = backup.keyFile {
            key = try ArchiveKey(file: named)
        } else if let file = try? backup.settings.file(), let kept = file.settings.backup?.keyFile {
            key = try ArchiveKey(file: file.resolve(kept))
        } else {
            throw ArchiveError.keyMissing(path: path)
        }
    }

    /// Looks whether every file and the database are whole.
    mutating func check() async throws -> CopyReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-check-\(getpid())")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        var done: Int64 = 0
        for file in manifest.files {
            try take(file, to: file.name == "database" ? folder.appending(path: "database").path : nil, &done)
        }
        bar.clear()
        return try await report(onDatabaseAt: folder.appending(path: "database").path)
    }

    /// Puts all of it where the settings say.
    ///
    /// All of it is written beside what is there and looked at first; only what is whole is given its name, the database last,
    /// in one step. The database that stood there is kept under another name. Interrupted, it is begun anew, and recordings
    /// that are there already, byte for byte, are not copied again.
    mutating func restore(to settled: RestorePlaces, at now: Instant) async throws -> CopyReport {
        var places = settled
        let lock = try places.lock()
        defer { lock.release() }
        guard let database = manifest.files.first(where: { $0.name == "database" }) else {
            throw ArchiveError.missing(path: "\(path)/database")
        }
        let spoken = try await places.lastNumber()
        var moves: [(fresh: String, target: String)] = []
        defer { for move in moves { unlink(move.fresh) } }
        var done: Int64 = 0
        func add(_ file: BackupManifest.File, at target: String) throws -> String {
            try places.makeFolder(for: target)
            moves.append(("\(target).restoring", target))
            try take(file, to: "\(target).restoring", &done)
            return "\(target).restoring"
        }
        let fresh = try add(database, at: places.database)
        let report = try await report(onDatabaseAt: fresh)
        for file in manifest.files where file.name != "database" {
            // What is not put anywhere is looked at all the same: a copy is whole, or nothing of it is taken.
            guard let target = places.place(of: file.name),
                !(file.name.hasPrefix("recordings/") && ArchivedFile.holds(target, file.digest))
            else {
                try take(file, to: nil, &done)
                continue
            }
            _ = try add(file, at: target)
        }
        bar.clear()
        try await Store.skipNumbers(upTo: spoken, orAhead: RestorePlaces.reserve, inCopyAt: fresh)
        for move in moves.dropFirst() { try places.putInPlace(move.fresh, move.target) }
        let revoked = try await Store.revokeTokens(inCopyAt: fresh, at: now)
        try places.exchange(fresh, at: now)
        if revoked > 0 { Terminal.say("Токены отозваны: \(revoked). Кому нужны, сделают новые: hotline token new.") }
        return report
    }

    private mutating func take(_ file: BackupManifest.File, to target: String?, _ done: inout Int64) throws {
        var bar = bar
        var count = done
        let total = manifest.size
        try ArchivedFile.take("\(path)/\(file.name)", to: target, key: key, expecting: file.digest) { bytes in
            count += Int64(bytes)
            bar.show(ProgressText("Копия", done: count, total: total, areBytes: true))
        }
        self.bar = bar
        done = count
    }

    private func report(onDatabaseAt copy: String) async throws -> CopyReport {
        let report = try await Store.verify(copyAt: copy)
        guard report.findings.isEmpty, report.seal == manifest.seal else {
            throw ArchiveError.damagedDatabase(path: "\(path)/database", findings: max(report.findings.count, 1))
        }
        return report
    }
}
