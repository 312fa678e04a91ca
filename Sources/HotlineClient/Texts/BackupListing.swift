internal import HotlineCore

/// Backups as a table for people and as rows for a spreadsheet.
public struct BackupListing: Sendable {
    private let backups: [BackupDocument]

    /// Creates a listing.
    public init(_ backups: [BackupDocument]) {
        self.backups = backups
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["Где", "Когда", "Размер", "Файлов", "Обращений", "Ключ"])
        for backup in backups {
            table.add([
                TextTable.Cell(backup.path), TextTable.Cell(backup.at.stamp),
                TextTable.Cell(UInt64(max(backup.size, 0)).bytesText),
                "\(backup.files)", "\(backup.appeals)", TextTable.Cell(backup.isEncrypted ? "да" : "нет"),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["name", "path", "at", "size", "files", "appeals", "events", "encrypted"])
        for backup in backups {
            csv.add([
                backup.name, backup.path, backup.at.rfc3339, "\(backup.size)", "\(backup.files)",
                "\(backup.appeals)", "\(backup.events)", "\(backup.isEncrypted)",
            ])
        }
        return csv.text
    }
}

extension BackupsDocument.Progress.Step {
    /// The word of the staff.
    public var word: String {
        switch self {
        case .database: "Копируется база"
        case .checking: "Проверяется база"
        case .files: "Копируются файлы"
        }
    }
}
