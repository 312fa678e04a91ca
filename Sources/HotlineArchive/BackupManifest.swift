public import HotlineCore
public import JSON

/// What a backup holds, and what it was made of: written last, so that a backup with one is whole.
public struct BackupManifest: Hashable, Sendable {
    /// The format this version writes.
    public static let format = 1
    /// The manifest's name in the backup.
    public static let name = "manifest.json"

    /// One file.
    public struct File: Hashable, Sendable {
        /// Its place in the backup, below its folder.
        public var name: String
        /// What its bytes are before they are encrypted.
        public var digest: FileDigest

        /// Creates a file.
        public init(name: String, digest: FileDigest) {
            self.name = name
            self.digest = digest
        }
    }

    /// The time the database is of.
    public var at: Instant
    /// Whether the files are encrypted.
    public var isEncrypted: Bool
    /// How many appeals there are.
    public var appeals: Int
    /// How many events there are.
    public var events: Int
    /// The end of the log: the number of its last event and that one's hash.
    public var seal: String?
    /// The files, the database first.
    public var files: [File]

    /// Creates a manifest.
    public init(at: Instant, isEncrypted: Bool, appeals: Int, events: Int, seal: String?, files: [File]) {
        self.at = at
        self.isEncrypted = isEncrypted
        self.appeals = appeals
        self.events = events
        self.seal = seal
        self.files = files
    }

    /// How many bytes the files have, before they are encrypted.
    public var size: Int64 { files.reduce(0) { $0 + $1.digest.size } }

    /// The manifest as JSON.
    public var json: JSON {
        [
            "format": .integer(Int64(Self.format)), "at": .string(CivilTime(at, offset: 0).rfc3339),
            "atMilliseconds": .integer(at.milliseconds), "encrypted": .bool(isEncrypted),
            "appeals": .integer(Int64(appeals)), "events": .integer(Int64(events)), "seal": JSON(seal),
            "files": .array(files.map(\.json)),
        ]
    }

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - json: What stands in it.
    ///   - path: Where it stands, for the error.
    /// - Throws: ``ArchiveError``.
    init(_ json: JSON, path: String) throws(ArchiveError) {
        if let format = json["format"]?.integerValue, format > Self.format {
            throw .newerFormat(path: path, format: Int(format))
        }
        do {
            self = try json.read(as: .manifest)
        } catch {
            throw .noManifest(path: path)
        }
    }
}

extension BackupManifest.File {
    /// The file as a line of the journal and an entry of the manifest.
    var json: JSON {
        ["name": .string(name), "size": .integer(digest.size), "sha256": .string(digest.sha256)]
    }
}

extension JSONShape where Value == BackupManifest {
    fileprivate static var manifest: JSONShape {
        .object { fields in
            _ = fields.required("format", .integer)
            _ = fields.required("at", .string)
            let at = fields.required("atMilliseconds", .integer)
            let isEncrypted = fields.required("encrypted", .bool)
            let appeals = fields.required("appeals", .integer)
            let events = fields.required("events", .integer)
            let seal = fields.optional("seal", .string)
            let files = fields.required("files", .array(of: .manifestFile))
            return BackupManifest(
                at: Instant(milliseconds: Int64(try at.get())),
                isEncrypted: try isEncrypted.get(),
                appeals: Int(try appeals.get()),
                events: Int(try events.get()),
                seal: try seal.get(),
                files: try files.get()
            )
        }
    }
}

extension JSONShape where Value == BackupManifest.File {
    static var manifestFile: JSONShape {
        .object { fields in
            let name = fields.required(
                "name",
                JSONShape<String>.string.parsed(as: "a place below the backup") { name in
                    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
                    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } ? name : nil
                }
            )
            let size = fields.required("size", .integer)
            let sha256 = fields.required("sha256", .string)
            return BackupManifest.File(
                name: try name.get(),
                digest: FileDigest(size: Int64(try size.get()), sha256: try sha256.get())
            )
        }
    }
}
