internal import JSON

/// `backup`: where backups go, how often one is made and how many are kept.
public struct BackupSettings: Hashable, Sendable {
    /// The folder they are kept in.
    public var folder: String
    /// How often one is made; `nil` for only when somebody asks.
    public var every: Duration?
    /// How many whole ones are kept.
    public var keep: Int
    /// The file with the key they are encrypted with; `nil` for as they are.
    public var keyFile: String?

    /// Creates settings.
    public init(folder: String, every: Duration? = nil, keep: Int = 14, keyFile: String? = nil) {
        self.folder = folder
        self.every = every
        self.keep = keep
        self.keyFile = keyFile
    }
}

extension JSONShape where Value == BackupSettings {
    static var backup: JSONShape {
        .object { fields in
            let folder = fields.required("folder", .nonEmptyString)
            let every = fields.optional("every", .duration(.seconds(3600) ... .seconds(30 * 86_400)))
            let keep = fields.optional("keep", .integer(in: 1...1000), default: 14)
            let keyFile = fields.optional("keyFile", .nonEmptyString)
            return try BackupSettings(
                folder: folder.get(),
                every: every.get(),
                keep: keep.get(),
                keyFile: keyFile.get()
            )
        }
    }
}
