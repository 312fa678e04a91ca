internal import HotlineCore

/// The staff as a table for people and as rows for a spreadsheet.
public struct StaffListing: Sendable {
    private let staff: [StaffDocument]

    /// Creates a listing.
    public init(_ staff: [StaffDocument]) {
        self.staff = staff
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(
            header: ["Логин", "Имя", "Роли", "Сейчас", "Открытых", "Замещает", "Нет по", "Телефон"],
            whole: ["Имя", "Роли", "Сейчас", "Телефон"],
            spare: ["Нет по", "Замещает", "Открытых", "Роли", "Имя"]
        )
        for member in staff {
            let (now, tint): (String, Palette.Tint) =
                switch (member.absentUntil, member.isOnDuty) {
                case (_?, _): ("нет", .yellow)
                case (nil, true): ("дежурит", .green)
                case (nil, false): ("не дежурит", .dim)
                }
            table.add([
                TextTable.Cell(member.login), TextTable.Cell(member.name),
                TextTable.Cell(member.roles.map(\.title).joined(separator: ", ")), TextTable.Cell(now, tint),
                TextTable.Cell("\(member.openAppeals)"), TextTable.Cell(member.deputy),
                TextTable.Cell(member.absentUntil), TextTable.Cell(member.phone),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["login", "name", "roles", "phone", "openAppeals", "onDuty", "absentUntil", "deputy"])
        for member in staff {
            csv.add([
                member.login, member.name, member.roles.map(\.rawValue).joined(separator: " "), member.phone,
                "\(member.openAppeals)", "\(member.isOnDuty)", member.absentUntil, member.deputy,
            ])
        }
        return csv.text
    }
}

/// Absences as a table for people and as rows for a spreadsheet.
public struct AbsenceListing: Sendable {
    private let absences: [AbsenceDocument]

    /// Creates a listing.
    public init(_ absences: [AbsenceDocument]) {
        self.absences = absences
    }

    /// The table; nothing where there is none.
    public func lines(_ palette: Palette) -> [String] {
        guard !absences.isEmpty else { return [] }
        var table = TextTable(
            header: ["№", "Кого нет", "С", "По", "Замещает"],
            whole: ["Кого нет", "С", "По"],
            spare: ["Замещает", "С"]
        )
        for absence in absences {
            table.add([
                TextTable.Cell(absence.id.map { "\($0)" }), TextTable.Cell(absence.login),
                TextTable.Cell(absence.first.text), TextTable.Cell(absence.last.text), TextTable.Cell(absence.deputy),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["id", "login", "first", "last", "deputy"])
        for absence in absences {
            csv.add([
                absence.id.map { "\($0)" }, absence.login, absence.first.text, absence.last.text, absence.deputy,
            ])
        }
        return csv.text
    }
}
