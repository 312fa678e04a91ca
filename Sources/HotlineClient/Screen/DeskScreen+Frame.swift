public import HotlineCore

extension DeskScreen {
    /// What is to be seen.
    ///
    /// - Parameters:
    ///   - size: How large the terminal is.
    ///   - now: What time it is, in the school's zone.
    /// - Returns: The picture.
    public func frame(_ size: Frame.Size, now: CivilTime) -> Frame {
        guard size.isEnough else { return .tooSmall(size, notice: notice) }
        if case .help = mode { return Frame(lines: Self.help.map { $0.fitted(to: size.columns) }) }
        var lines = [header(size.columns, now)]
        lines += callLines(size, now)
        let rest = size.rows - lines.count - 2
        let isBeside = size.columns >= 120 && openCard != nil
        if isBeside {
            let left = size.columns * 11 / 20
            let appeals = appealLines(rest, left, now)
            let card = cardLines(rest, size.columns - left - 1, now)
            for row in 0..<rest {
                var line = (row < appeals.count ? appeals[row] : ScreenLine()).fitted(to: left)
                line.add("│", .init(dim: true))
                line.pieces += (row < card.count ? card[row] : ScreenLine()).pieces
                lines.append(line)
            }
        } else {
            let body = openCard == nil ? appealLines(rest, size.columns, now) : cardLines(rest, size.columns, now)
            lines += body.prefix(rest)
            lines += Array(repeating: ScreenLine(), count: max(rest - body.count, 0))
        }
        let (foot, cursor) = footer(size)
        lines += foot
        return Frame(lines: lines.map { dimmed($0) }, cursor: cursor)
    }

    /// A picture of what was, while the service is gone.
    private func dimmed(_ line: ScreenLine) -> ScreenLine {
        guard !isConnected, document != nil else { return line }
        return ScreenLine(
            line.pieces.map { piece in
                var piece = piece
                piece.style.isDim = true
                return piece
            }
        )
    }

    private func header(_ columns: Int, _ now: CivilTime) -> ScreenLine {
        let link = isConnected ? "" : document == nil ? "соединяюсь…" : "НЕТ СВЯЗИ СО СЛУЖБОЙ, пробую снова"
        let left = " Горячая линия  \(login)  \(link)"
        let right = "\(now.rfc3339.dropFirst(11).prefix(8)) "
        let line = left.padded(to: columns - right.count) + right
        return ScreenLine(line, .init(isConnected ? .standard : .red, bold: true, reversed: true))
    }

    // MARK: Calls

    private func callLines(_ size: Frame.Size, _ now: CivilTime) -> [ScreenLine] {
        let calls = document?.calls ?? []
        let most = max(size.rows / 4, 3)
        var lines = [ScreenLine("Звонки: \(calls.count)", .init(bold: true))]
        if calls.isEmpty { lines.append(ScreenLine("  никто не звонит", .init(dim: true))) }
        let shown = calls.prefix(most)
        let widths = CallWidths(keys: shown.map { $0.keysShown.displayWidth }.max() ?? 0, columns: size.columns)
        for call in shown { lines.append(row(of: call, widths, now).fitted(to: size.columns)) }
        if calls.count > most { lines.append(ScreenLine("  и ещё \(calls.count - most)", .init(dim: true))) }
        return lines
    }

    /// How wide the columns of a call are; the keys have their room first, and a column that has none is left out.
    private struct CallWidths {
        var subject = 18
        var place = 26
        var who = 14
        let keys: Int

        init(keys: Int, columns: Int) {
            self.keys = min(keys, max(columns / 5, 12))
            let needed = 11 + 15 + 7 + self.keys
            if needed + place + subject + who > columns { who = 0 }
            place = max(min(place, columns - needed - subject), 18)
            subject = columns - needed - place
            if subject >= 12 { subject = min(subject, 18) } else { subject = 0 }
            if subject == 0 { place = min(26, max(columns - needed, 18)) }
        }
    }

    private func row(of call: DeskCall, _ widths: CallWidths, _ now: CivilTime) -> ScreenLine {
        let isMine = call.people.contains(login)
        let subject = call.route?.subject ?? call.type?.formText ?? "—"
        let who = [call.role?.formText, call.className].compactMap { $0 }.joined(separator: " ")
        var line = ScreenLine()
        line.add((isMine ? "▶ " : "  ") + (call.appeal.map { "№\($0)" } ?? "—").padded(to: 9))
        line.add((call.caller ?? "номер скрыт").padded(to: 15))
        line.add(subject.padded(to: widths.subject))
        line.add(call.place.fitted(to: widths.place - 1).padded(to: widths.place), .init(call.colour, bold: isMine))
        line.add(call.clock(now).padded(to: 7))
        line.add(who.padded(to: widths.who))
        line.add(call.keysShown.fitted(to: widths.keys), .init(dim: true))
        return line
    }

    // MARK: Appeals

    private func appealLines(_ rows: Int, _ columns: Int, _ now: CivilTime) -> [ScreenLine] {
        let appeals = appeals
        var title = "Обращения: \(appeals.count)"
        if isMineOnly { title += ", только мои" }
        if !filter.isEmpty { title += ", найдено по «\(filter)»" }
        var lines = [ScreenLine(title.fitted(to: columns), .init(bold: true))]
        let room = max(rows - 1, 1)
        let index = chosenIndex ?? 0
        let first = max(min(index - room / 2, appeals.count - room), 0)
        if appeals.isEmpty { lines.append(ScreenLine("  открытых нет", .init(dim: true))) }
        for appeal in appeals.dropFirst(first).prefix(room) {
            let line = row(of: appeal, columns, now).fitted(to: columns)
            lines.append(appeal.number == chosen ? line.reversed : line)
        }
        return lines
    }

    private func row(of appeal: DeskAppeal, _ columns: Int, _ now: CivilTime) -> ScreenLine {
        let left = appeal.due.instant - now.instant
        let colour: ScreenLine.Style.Colour = left < .zero ? .red : left < .seconds(600) ? .yellow : .standard
        let act: String =
            switch appeal.term {
            case .distribute: "передать"
            case .take: "взять"
            case .close: "закрыть"
            }
        let time = left < .zero ? "−\((.zero - left).words)" : left.words
        var line = ScreenLine()
        line.add("  №\(appeal.number)".padded(to: 10))
        line.add("\(act) \(time)".padded(to: 20), .init(colour, bold: left < .zero))
        line.add((appeal.isPrivate ? "личное" : appeal.route?.subject ?? "—").padded(to: 18))
        line.add((appeal.assignee ?? "—").padded(to: 12), .init(bold: appeal.assignee == login))
        // A column that would be cut to nothing says nothing.
        for (text, width) in [(appeal.className, 5), (appeal.phone, 14)] where line.width + width <= columns {
            line.add((text ?? "").padded(to: width))
        }
        if columns - line.width >= 8 { line.add(appeal.fullName ?? "") }
        return line
    }

    // MARK: Card

    private func cardLines(_ rows: Int, _ columns: Int, _ now: CivilTime) -> [ScreenLine] {
        guard let openCard else { return [] }
        guard let card else { return [ScreenLine("Обращение №\(openCard)…", .init(dim: true))] }
        let lines = AppealCard(card, now: now.instant).lines(Palette(isColoured: false))
        return lines.enumerated().map { index, line in
            ScreenLine(" \(line)".fitted(to: columns), index == 0 ? .init(bold: true) : .plain)
        }
    }

    // MARK: Footer

    private func footer(_ size: Frame.Size) -> ([ScreenLine], Frame.Place?) {
        let bar = keys(size.columns)
        switch mode {
        case .typing(let purpose, let editor):
            let prompt = purpose.prompt
            let (text, cursor) = editor.view(columns: size.columns - prompt.count)
            var line = ScreenLine(prompt, .init(bold: true))
            line.add(text)
            return ([line, bar], Frame.Place(row: size.rows - 2, column: prompt.count + cursor))
        case .marking(let number):
            let marks = "1 ошиблись номером  2 шутка  3 проверка"
            return ([question("№\(number): \(marks)  Esc отмена", size), bar], nil)
        case .confirming(let mark, let number, isUnsure: let isUnsure):
            let words =
                isUnsure
                ? "«н» — это и «нет», и клавиша y. д — да, Esc — нет"
                : "Закрыть №\(number) как \(mark.asWhat)? y/д — да, другая — нет"
            return ([question(words, size), bar], nil)
        case .board, .help:
            let line = notice.map { ScreenLine($0.text.fitted(to: size.columns), .init($0.isFault ? .red : .green)) }
            return ([line ?? ScreenLine(), bar], nil)
        }
    }

    private func question(_ words: String, _ size: Frame.Size) -> ScreenLine {
        ScreenLine(words.fitted(to: size.columns), .init(.yellow, bold: true))
    }

    /// What the keys do where they go now.
    private func keys(_ columns: Int) -> ScreenLine {
        switch mode {
        case .typing: return .keys(["Enter готово"], keeping: ["Esc отмена", "Ctrl-C выход"], columns: columns)
        case .marking, .confirming: return .keys([], keeping: ["Esc отмена", "Ctrl-C выход"], columns: columns)
        case .board, .help:
            let hints =
                openCard == nil
                ? [
                    "Enter карточка", "t взять", "c закрыть", "a назначить", "h вернуть", "e форма", "d звонок",
                    "/ поиск",
                ]
                : [
                    "Esc назад", "t взять", "c закрыть", "a назначить", "h вернуть", "e форма", "d позвонить",
                    "p слушать",
                    "n заметка",
                ]
            return .keys(hints, keeping: ["? все", "q выход"], columns: columns)
        }
    }

    private static let help: [ScreenLine] =
        [ScreenLine("Клавиши", .init(bold: true))]
        + [
            "↑ ↓ PgUp PgDn Home End   выбрать обращение", "Enter                    карточка; Esc — назад",
            "t (е)                    взять в работу", "c (с)                    закрыть: спросит ответ автору",
            "a (ф)                    назначить: спросит, кому",
            "h (р)                    вернуть: «не моё», спросит почему",
            "e (у)                    дополнить форму 2", "d (в)                    позвонить автору",
            "p (з)                    прослушать запись", "n (т)                    заметка",
            "x (ч)                    закрыть как ошибку, шутку, проверку", "m (ь)                    только мои",
            "/                        поиск: номер, имя, класс, тема", "Ctrl-L                   перерисовать",
            "q (й), Ctrl-C            выход", "", "Раскладка не важна. Любая клавиша — назад.",
        ].map { ScreenLine($0) }
}

extension DeskScreen.Purpose {
    fileprivate var prompt: String {
        switch self {
        case .search: "Поиск: "
        case .close(let number): "Ответ автору №\(number): "
        case .assign(let number): "Кому назначить №\(number) (учётная запись): "
        case .handBack(let number): "Почему не ваше №\(number): "
        case .note(let number): "Заметка к №\(number): "
        }
    }
}

extension AppealMark {
    /// As what an appeal is closed.
    fileprivate var asWhat: String {
        switch self {
        case .wrongNumber: "ошибку номером"
        case .prank: "шутку"
        case .test: "проверку"
        }
    }
}
