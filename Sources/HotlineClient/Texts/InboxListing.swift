internal import HotlineCore

/// Texts that came in, as a table for people and as rows for a spreadsheet.
public struct InboxListing: Sendable {
    private let texts: [InboxDocument]

    /// Creates a listing.
    public init(_ texts: [InboxDocument]) {
        self.texts = texts
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["Когда", "От кого", "№", "Что это", "Текст"], goesOn: true)
        for text in texts {
            let outcome = text.outcome.flatMap(ReplyDecision.Outcome.init(rawValue:))
            table.add([
                TextTable.Cell(text.receivedAt.stamp),
                TextTable.Cell(text.login ?? text.sender),
                TextTable.Cell(text.appeal.map { "\($0)" }),
                TextTable.Cell(outcome?.word ?? text.outcome ?? "новое", outcome?.tint),
                TextTable.Cell(text.text),
            ])
        }
        return table.lines(palette)
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["id", "receivedAt", "gateway", "from", "login", "appeal", "outcome", "text"])
        for text in texts {
            csv.add([
                "\(text.id)", text.receivedAt.rfc3339, text.gateway, text.sender, text.login,
                text.appeal.map { "\($0)" }, text.outcome, text.text,
            ])
        }
        return csv.text
    }
}

extension ReplyDecision.Outcome {
    /// The word of the staff.
    var word: String {
        switch self {
        case .done: "сделано"
        case .again: "уже было"
        case .refused: "отказано"
        case .taken: "взял другой"
        case .asked: "спросили"
        case .draft: "часть ответа"
        case .told: "сообщили"
        case .stop: "просит не писать"
        case .start: "просит писать"
        case .mistake: "не понято"
        case .ignored: "не понято, без ответа"
        case .stranger: "незнакомый номер"
        case .notAPhone: "не телефон"
        case .ourselves: "с нашего номера"
        }
    }

    var tint: Palette.Tint? {
        switch self {
        case .done, .start: .green
        case .refused, .taken, .mistake: .yellow
        case .stop, .ignored: .red
        case .again, .asked, .draft, .told, .stranger, .notAPhone, .ourselves: nil
        }
    }
}
