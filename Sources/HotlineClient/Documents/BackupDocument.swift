public import HotlineCore
public import JSON

/// A whole backup, as the staff API tells of it.
public struct BackupDocument: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Where it is on the service's machine.
    public var path: String
    /// The time the database is of.
    public var at: CivilTime
    /// How many bytes its files have before they are encrypted.
    public var size: Int64
    /// How many files it has.
    public var files: Int
    /// How many appeals there are.
    public var appeals: Int
    /// How many events there are.
    public var events: Int
    /// Whether it is encrypted.
    public var isEncrypted: Bool

    /// Creates a document.
    public init(
        name: String,
        path: String,
        at: CivilTime,
        size: Int64,
        files: Int,
        appeals: Int,
        events: Int,
        isEncrypted: Bool
    ) {
        self.name = name
        self.path = path
        self.at = at
        self.size = size
        self.files = files
        self.appeals = appeals
        self.events = events
        self.isEncrypted = isEncrypted
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "name": .string(name), "path": .string(path), "at": .string(at.rfc3339), "size": .integer(size),
            "files": .integer(Int64(files)), "appeals": .integer(Int64(appeals)), "events": .integer(Int64(events)),
            "encrypted": .bool(isEncrypted),
        ]
    }
}

/// How backups stand: what is being made, how the last one ended, and those there are.
public struct BackupsDocument: Hashable, Sendable {
    /// A backup that is being made.
    public struct Progress: Hashable, Sendable {
        /// What is being done.
        public enum Step: String, Hashable, Sendable, CaseIterable {
            /// The database is copied.
            case database
            /// The copy is checked.
            case checking
            /// Recordings and the spool are copied.
            case files
        }

        /// What is being done.
        public var step: Step
        /// How many bytes are done.
        public var done: Int64
        /// How many there are; 0 where that is not known.
        public var total: Int64

        /// Creates a progress.
        public init(step: Step, done: Int64 = 0, total: Int64 = 0) {
            self.step = step
            self.done = done
            self.total = total
        }
    }

    /// What is being made; `nil` for nothing.
    public var running: Progress?
    /// Why the last try made none; `nil` where it made one.
    public var failure: String?
    /// The whole ones, newest first.
    public var backups: [BackupDocument]

    /// Creates a document.
    public init(running: Progress?, failure: String?, backups: [BackupDocument]) {
        self.running = running
        self.failure = failure
        self.backups = backups
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "running": running.map {
                [
                    "step": .string($0.step.rawValue), "done": .integer($0.done), "total": .integer($0.total),
                ]
            } ?? .null,
            "failure": JSON(failure), "backups": .array(backups.map(\.json)),
        ]
    }
}

extension JSONShape where Value == BackupDocument {
    fileprivate static var backupDocument: JSONShape {
        .object { fields in
            let name = fields.required("name", .string)
            let path = fields.required("path", .string)
            let at = fields.required("at", .time)
            let size = fields.required("size", .integer)
            let files = fields.required("files", .integer)
            let appeals = fields.required("appeals", .integer)
            let events = fields.required("events", .integer)
            let isEncrypted = fields.required("encrypted", .bool)
            return try BackupDocument(
                name: name.get(),
                path: path.get(),
                at: at.get(),
                size: Int64(size.get()),
                files: Int(files.get()),
                appeals: Int(appeals.get()),
                events: Int(events.get()),
                isEncrypted: isEncrypted.get()
            )
        }
    }
}

extension JSONShape where Value == BackupsDocument.Progress {
    fileprivate static var backupProgress: JSONShape {
        .object { fields in
            let step = fields.required("step", .oneOf(BackupsDocument.Progress.Step.self))
            let done = fields.required("done", .integer)
            let total = fields.required("total", .integer)
            return try BackupsDocument.Progress(
                step: step.get(),
                done: Int64(done.get()),
                total: Int64(total.get())
            )
        }
    }
}

extension JSONShape where Value == BackupsDocument {
    static var backupsDocument: JSONShape {
        .object { fields in
            let running = fields.optional("running", .backupProgress)
            let failure = fields.optional("failure", .string)
            let backups = fields.required("backups", .array(of: .backupDocument))
            return try BackupsDocument(running: running.get(), failure: failure.get(), backups: backups.get())
        }
    }
}
