internal import Foundation
public import HotlineCore
internal import JSON

/// A backup that is being made, file by file; interrupted, it goes on with what it has and can be read again.
public final class BackupWriter {
    private static let journal = "files.journal"

    /// Where it is made.
    public let path: String
    private let folder: BackupFolder
    private let key: ArchiveKey?
    private let lock: DiskFile
    private let last: BackupFolder.Kept?
    private var journal: [String: FileDigest]
    private var files: [BackupManifest.File] = []

    /// Begins a backup, or goes on with one that was interrupted.
    ///
    /// - Parameters:
    ///   - folder: Where backups are kept.
    ///   - key: What it is encrypted with; `nil` for nothing.
    ///   - now: When.
    /// - Throws: ``ArchiveError/busy(path:)`` where another program makes one.
    public init(in folder: BackupFolder, key: ArchiveKey?, at now: Instant) throws(ArchiveError) {
        self.folder = folder
        self.key = key
        try DiskFile.makeFolder(folder.path)
        lock = try DiskFile("\(folder.path)/.lock", O_RDWR | O_CREAT)
        guard lock.lock() else { throw .busy(path: folder.path) }
        path = try folder.begin(at: now)
        last = folder.kept.first
        journal = [:]
        for line in ((try? String(contentsOfFile: "\(path)/\(Self.journal)", encoding: .utf8)) ?? "").split(
            separator: "\n"
        ) {
            guard let json = try? JSON(parsing: Array(line.utf8)), let file = try? json.read(as: .manifestFile) else {
                continue
            }
            journal[file.name] = file.digest
        }
    }

    /// Copies a file into the backup, where an earlier try has not, or links it to the last backup's, where it is the same.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - name: Its place in the backup.
    ///   - isFinal: Whether it does not change once it is there, as a recording does not.
    ///   - progress: Told how many more bytes are done.
    /// - Throws: ``ArchiveError``; ``ArchiveError/missing(path:)`` where the file is gone.
    public func put(
        _ source: String,
        as name: String,
        isFinal: Bool,
        progress: (Int) -> Void = { _ in }
    ) throws(ArchiveError) {
        let target = "\(path)/\(name)"
        let folder = URL(filePath: target).deletingLastPathComponent().path(percentEncoded: false)
        try DiskFile.makeFolder(folder)
        var facts = stat()
        guard stat(source, &facts) == 0 else { throw ArchiveError(source) }
        let size = Int64(facts.st_size)
        // An earlier try may have had another key.
        if isFinal, let digest = journal[name], digest.size == size, isWhole(target, digest) {
            files.append(BackupManifest.File(name: name, digest: digest))
            progress(Int(size))
            return
        }
        if isFinal, let digest = try linked(name, target, size: size, changed: facts.st_mtim) {
            try note(name, digest)
            progress(Int(size))
            return
        }
        try note(name, ArchivedFile.put(source, at: target, key: key, progress: progress))
    }

    /// Writes the manifest, by which the backup is whole.
    ///
    /// What stands there and not in it, as an earlier try left it, goes.
    ///
    /// - Returns: The backup.
    /// - Throws: ``ArchiveError``.
    public func finish(
        at time: Instant,
        appeals: Int,
        events: Int,
        seal: String?
    ) throws(ArchiveError) -> BackupFolder.Kept {
        let manifest = BackupManifest(
            at: time,
            isEncrypted: key != nil,
            appeals: appeals,
            events: events,
            seal: seal,
            files: files
        )
        try removeOthers()
        let place = "\(path)/\(BackupManifest.name)"
        let file = try DiskFile("\(place).part", O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(Array(manifest.json.encoded(pretty: true).utf8))
        try file.sync()
        try DiskFile.rename("\(place).part", to: place)
        let whole = try folder.finish(path)
        return BackupFolder.Kept(
            name: URL(filePath: whole).lastPathComponent,
            path: whole,
            manifest: manifest
        )
    }

    /// Links a file to the last backup's, where that is the same and as this one is to be.
    private func linked(
        _ name: String,
        _ target: String,
        size: Int64,
        changed: timespec
    ) throws(ArchiveError) -> FileDigest? {
        guard let last, last.manifest.isEncrypted == (key != nil),
            let kept = last.manifest.files.first(where: { $0.name == name }), kept.digest.size == size,
            Int64(changed.tv_sec) * 1000 < last.manifest.at.milliseconds
        else { return nil }
        // Encrypted by another key it would be of no use.
        if key != nil, !isWhole("\(last.path)/\(name)", kept.digest) { return nil }
        unlink(target)
        return link("\(last.path)/\(name)", target) == 0 ? kept.digest : nil
    }

    /// Whether a file is there, and is read with this backup's key as what was copied.
    private func isWhole(_ place: String, _ digest: FileDigest) -> Bool {
        (try? ArchivedFile.take(place, to: nil, key: key, expecting: digest)) != nil
    }

    /// Takes away every file that is not one of the backup's.
    private func removeOthers() throws(ArchiveError) {
        let names = Set(files.map(\.name))
        do {
            for name in try FileManager.default.subpathsOfDirectory(atPath: path) where !names.contains(name) {
                var facts = stat()
                guard lstat("\(path)/\(name)", &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else { continue }
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        } catch {
            throw .system(path: path, reason: "лишний файл убрать нельзя")
        }
    }

    private func note(_ name: String, _ digest: FileDigest) throws(ArchiveError) {
        let entry = BackupManifest.File(name: name, digest: digest)
        files.append(entry)
        journal[name] = digest
        let file = try DiskFile("\(path)/\(Self.journal)", O_WRONLY | O_CREAT | O_APPEND)
        try file.write(Array((entry.json.encoded() + "\n").utf8))
    }
}
