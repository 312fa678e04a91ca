public import HotlineCore

/// One appeal as a card for people.
public struct AppealCard: Sendable {
    private let appeal: AppealDocument
    private let now: Instant

    /// Creates a card whose terms are told at `now`.
    public init(_ appeal: AppealDocument, now: Instant) {
        self.appeal = appeal
        self.now = now
    }

    /// The card: the form in its order, then how it stands, its calls and its texts.
    public func lines(_ palette: Palette) -> [String] {
        var lines = [palette.paint("Обращение №\(appeal.number)", .bold) + " · " + appeal.status.word, ""]
        if appeal.showsContent {
            lines += formLines(palette, fields: FormField.allCases)
        } else {
            lines.append("Личное обращение: содержание видит только психолог.")
        }
        lines.append("")
        lines += stateLines(palette)
        let indented = palette.indented(by: 2)
        lines += section(
            "Звонки",
            of: CallListing(appeal.calls ?? []).lines(indented),
            isEmpty: appeal.calls?.isEmpty ?? true
        )
        lines += listeningLines + transcriptLines
        lines += section(
            "Сообщения",
            of: MessageListing(appeal.messages ?? []).lines(indented),
            isEmpty: appeal.messages?.isEmpty ?? true
        )
        lines += section(
            "Письма",
            of: MailListing(appeal.mails ?? []).lines(indented),
            isEmpty: appeal.mails?.isEmpty ?? true
        )
        lines += section("Заметки", of: noteLines, isEmpty: appeal.notes?.isEmpty ?? true)
        return lines
    }

    /// Each note whole: when and by whom in front of it.
    private var noteLines: [String] {
        (appeal.notes ?? []).map { "\($0.at.stamp) \($0.by): \($0.text ?? "(удалено)")".onOneLine }
    }

    /// The fields of the form as far as they are filled, for the one who fills the rest.
    func formLines(_ palette: Palette, fields: [FormField]) -> [String] {
        var table = TextTable()
        for field in fields {
            table.add([TextTable.Cell("\(field.formText):", .dim), TextTable.Cell(appeal.text(of: field))])
        }
        return table.lines(palette)
    }

    private func stateLines(_ palette: Palette) -> [String] {
        var table = TextTable()
        let row = { (name: String, value: TextTable.Cell) in [TextTable.Cell("\(name):", .dim), value] }
        if appeal.showsContent {
            table.add(row("Тема", TextTable.Cell(appeal.route?.subject)))
            table.add(row("Откуда", TextTable.Cell(appeal.source?.word)))
            table.add(row("У кого", TextTable.Cell(appeal.assignee)))
        }
        let terms: [(String, CivilTime?, TermsDocument.Term?)] = [
            ("Поступило", appeal.receivedAt, nil), ("Распределить", appeal.distributedAt, appeal.terms.distribute),
            ("Взять", appeal.takenAt, appeal.terms.take), ("Закрыть", appeal.closedAt, appeal.terms.close),
        ]
        for (name, doneAt, term) in terms {
            let left = term.map { TimeLeft($0, now: now) }
            let due = term?.due.map { "до \($0.stamp)" }
            let words = [doneAt?.stamp, doneAt == nil ? due : nil, left?.text].compactMap(\.self)
            table.add(row(name, TextTable.Cell(words.joined(separator: " · "), left?.tint)))
        }
        if let more = appeal.extensionAsked.flatMap(Duration.init(setting:)) {
            table.add(row("Просят ещё", TextTable.Cell("\(more.words), решает руководитель", .yellow)))
        }
        if let mark = appeal.mark { table.add(row("Пометка", TextTable.Cell(mark.word))) }
        if let number = appeal.mergedInto { table.add(row("Повтор", TextTable.Cell("обращения №\(number)"))) }
        if let result = appeal.result { table.add(row("Ответ автору", TextTable.Cell(result))) }
        if let delivery = appeal.delivery {
            let told = appeal.toldAt.map { "извещён \(delivery.word) \($0.stamp)" }
            table.add(
                row(
                    "Извещение",
                    TextTable.Cell(told ?? "\(delivery.word), ещё не извещён", told == nil ? .yellow : nil)
                )
            )
        }
        if let task = appeal.callTask {
            table.add(
                row("Перезвонить", TextTable.Cell("с \(task.due.stamp), напрасных звонков \(task.attempts)", .yellow))
            )
        }
        if let at = appeal.anonymisedAt { table.add(row("Обезличено", TextTable.Cell(at.stamp))) }
        return table.lines(palette)
    }

    /// How to hear what was recorded.
    private var listeningLines: [String] {
        let count = appeal.calls?.reduce(0) { $0 + $1.recordings.count } ?? 0
        switch count {
        case 0: return []
        case 1: return ["  Прослушать: hotline play \(appeal.number)"]
        case _:
            return ["  Прослушать: hotline play \(appeal.number) (последняя) или --index 1…\(count), считая с первой"]
        }
    }

    /// What a recogniser wrote down of the recordings, oldest first.
    private var transcriptLines: [String] {
        let recordings = (appeal.calls ?? []).reversed().flatMap(\.recordings)
        let written = recordings.compactMap(\.transcript)
        guard !written.isEmpty else { return [] }
        return ["  Слова записаны программой, проверьте на слух:"]
            + written.map { $0.isEmpty ? "    (слов не слышно)" : "    «\($0)»" }
    }

    private func section(_ title: String, of lines: [String], isEmpty: Bool) -> [String] {
        isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
    }
}

extension AppealDocument {
    /// Whether the document tells who and what: every appeal that does has a source.
    public var showsContent: Bool { source != nil }

    /// What stands in a field of the form, in its words.
    func text(of field: FormField) -> String? {
        switch field {
        case .fullName: fullName
        case .role: role?.formText
        case .className: className
        case .type: type.map { "\($0.formNumber) — \($0.formText)" }
        case .description: description
        case .phone: phone
        case .email: email
        }
    }

    /// The fields the form still lacks, in its order.
    public var missingFields: [FormField] {
        guard showsContent else { return [] }
        return FormField.allCases.filter { field in
            switch field {
            case .className: className == nil && role != .teacher
            case .type: type == nil || route == nil
            case .fullName, .role, .description, .phone, .email: text(of: field) == nil
            }
        }
    }
}
