internal import Foundation
internal import HotlineCore
internal import JSON

/// Where backups are kept: each a folder of its own, named for its time.
public struct BackupFolder: Sendable {
    private static let prefix = "hotline-"
    private static let partial = ".partial"

    /// The folder.
    public let path: String

    /// Names a folder, which is made when first needed.
    public init(path: String) {
        self.path = path
    }

    /// A whole backup.
    public struct Kept: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Where it is.
        public var path: String
        /// What it holds.
        public var manifest: BackupManifest
    }

    /// The whole backups, newest first; what is no backup of ours is passed over.
    public var kept: [Kept] {
        names.filter { !$0.hasSuffix(Self.partial) }.compactMap { name in
            guard let manifest = try? Self.manifest(at: "\(path)/\(name)") else { return nil }
            return Kept(name: name, path: "\(path)/\(name)", manifest: manifest)
        }.sorted { ($0.manifest.at, $0.name) > ($1.manifest.at, $1.name) }
    }

    /// What a backup holds.
    ///
    /// - Throws: ``ArchiveError``.
    public static func manifest(at path: String) throws(ArchiveError) -> BackupManifest {
        let file = "\(path)/\(BackupManifest.name)"
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: file))
        } catch {
            guard (error as? CocoaError)?.code == .fileReadNoPermission else { throw .noManifest(path: path) }
            throw .system(path: file, reason: "нет прав на чтение")
        }
        guard let json = try? JSON(parsing: Array(bytes)) else { throw .noManifest(path: path) }
        return try BackupManifest(json, path: path)
    }

    /// Takes the oldest backups away, all but so many of the newest.
    ///
    /// - Returns: The names of those that are gone.
    /// - Throws: ``ArchiveError``.
    @discardableResult
    public func prune(keeping count: Int) throws(ArchiveError) -> [String] {
        var gone: [String] = []
        for old in kept.dropFirst(max(count, 1)) {
            // Without its manifest it is none any more, however far the rest comes.
            unlink("\(old.path)/\(BackupManifest.name)")
            do {
                try FileManager.default.removeItem(atPath: old.path)
            } catch {
                throw .system(path: old.path, reason: "старую копию убрать нельзя")
            }
            gone.append(old.name)
        }
        return gone
    }

    /// The backup that is being made: the one that was interrupted, or a new one.
    func begin(at now: Instant) throws(ArchiveError) -> String {
        try DiskFile.makeFolder(path)
        if let interrupted = names.filter({ $0.hasSuffix(Self.partial) }).max() { return "\(path)/\(interrupted)" }
        let stamp = CivilTime(now, offset: 0).rfc3339.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
        // Two in one second have two names.
        let names = Set(names)
        let same = (1...).lazy.map { $0 == 1 ? "\(Self.prefix)\(stamp)" : "\(Self.prefix)\(stamp)-\($0)" }
        let name = same.first { !names.contains($0) } ?? "\(Self.prefix)\(stamp)"
        try DiskFile.makeFolder("\(path)/\(name)\(Self.partial)")
        return "\(path)/\(name)\(Self.partial)"
    }

    /// Makes the backup that was being made a whole one.
    func finish(_ partial: String) throws(ArchiveError) -> String {
        let whole = String(partial.dropLast(Self.partial.count))
        try DiskFile.syncFolder(partial)
        try DiskFile.rename(partial, to: whole)
        try DiskFile.syncFolder(path)
        return whole
    }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasPrefix(Self.prefix) }
    }
}
