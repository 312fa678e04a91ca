internal import HotlineCore

/// Tokens as a table for people and as rows for a spreadsheet.
public struct TokenListing: Sendable {
    private let tokens: [TokenDocument]

    /// Creates a listing.
    public init(_ tokens: [TokenDocument]) {
        self.tokens = tokens
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["№", "Чей", "Для чего", "Состояние", "Действует до", "Последний раз"])
        for token in tokens {
            table.add([
                TextTable.Cell("\(token.id)"), TextTable.Cell(token.login), TextTable.Cell(token.label),
                TextTable.Cell(token.state.word, token.state.tint), TextTable.Cell(token.expiresAt.minute),
                TextTable.Cell(token.lastUsedAt?.minute),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: [
            "id", "login", "label", "state", "createdAt", "expiresAt", "lastUsedAt", "revokedAt", "revokedBy",
        ])
        for token in tokens {
            csv.add([
                "\(token.id)", token.login, token.label, token.state.rawValue, token.createdAt.rfc3339,
                token.expiresAt.rfc3339, token.lastUsedAt?.rfc3339, token.revokedAt?.rfc3339, token.revokedBy,
            ])
        }
        return csv.text
    }
}

extension StaffToken.State {
    /// The word of the staff.
    fileprivate var word: String {
        switch self {
        case .active: "действует"
        case .expired: "истёк"
        case .revoked: "отозван"
        }
    }

    fileprivate var tint: Palette.Tint {
        switch self {
        case .active: .green
        case .expired: .dim
        case .revoked: .red
        }
    }
}

extension CivilTime {
    /// Day and minute with the year, for what holds longer than one.
    fileprivate var minute: String { rfc3339.prefix(16).split(separator: "T").joined(separator: " ") }
}
