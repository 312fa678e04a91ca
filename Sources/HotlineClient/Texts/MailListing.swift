internal import HotlineCore

/// Mails as a table for people.
struct MailListing {
    private let mails: [MailDocument]

    /// Creates a listing.
    init(_ mails: [MailDocument]) {
        self.mails = mails
    }

    /// The table.
    func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["Когда", "Кому", "Состояние", "Попыток"])
        for mail in mails {
            table.add([
                TextTable.Cell(mail.createdAt.stamp),
                TextTable.Cell(mail.recipient),
                TextTable.Cell(
                    mail.state.word + (mail.reason.map { " (\(StateReason.words($0)))" } ?? ""),
                    mail.state.tint
                ),
                TextTable.Cell("\(mail.attempts)"),
            ])
        }
        return table.lines(palette)
    }
}

extension MailState {
    /// The word of the staff.
    var word: String {
        switch self {
        case .queued: "ждёт отправки"
        case .sending: "отправляется"
        case .unknown: "неизвестно, ушло ли"
        case .sent: "отправлено"
        case .failed: "не отправлено"
        case .cancelled: "отменено"
        }
    }

    var tint: Palette.Tint? {
        switch self {
        case .queued, .sending, .unknown: .yellow
        case .sent: .green
        case .failed: .red
        case .cancelled: .dim
        }
    }
}
