internal import HotlineCore

/// Text messages as a table for people and as rows for a spreadsheet.
public struct MessageListing: Sendable {
    private let messages: [MessageDocument]

    /// Creates a listing.
    public init(_ messages: [MessageDocument]) {
        self.messages = messages
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(
            header: ["Когда", "№", "Кому", "Вид", "Состояние", "Попыток", "Текст"],
            goesOn: true,
            whole: ["№"],
            spare: ["Попыток", "Вид", "Кому", "Состояние"]
        )
        for message in messages {
            table.add([
                TextTable.Cell(message.createdAt.stamp),
                TextTable.Cell(message.appeal.map { "\($0)" }),
                TextTable.Cell(message.recipient),
                TextTable.Cell(MessageKind(rawValue: message.kind)?.word ?? message.kind),
                TextTable.Cell(
                    message.state.word + (message.reason.map { " (\(StateReason.words($0)))" } ?? ""),
                    message.state.tint
                ),
                TextTable.Cell("\(message.attempts)"),
                TextTable.Cell(message.text),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: [
            "id", "appeal", "kind", "to", "text", "parts", "state", "attempts", "repeats", "createdAt", "changedAt",
            "reason",
        ])
        for message in messages {
            csv.add([
                "\(message.id)", message.appeal.map { "\($0)" }, message.kind, message.recipient, message.text,
                "\(message.parts)",
                message.state.rawValue, "\(message.attempts)", "\(message.repeats)", message.createdAt.rfc3339,
                message.changedAt.rfc3339, message.reason,
            ])
        }
        return csv.text
    }
}
