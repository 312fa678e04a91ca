public import HotlineCore

extension FormScreen {
    /// How many columns the names of the fields take, with the marks before them.
    private static let names = 37

    /// What is to be seen.
    ///
    /// - Parameters:
    ///   - size: How large the terminal is.
    ///   - now: What time it is, in the school's zone.
    /// - Returns: The picture.
    public func frame(_ size: Frame.Size, now: CivilTime) -> Frame {
        guard size.isEnough else { return .tooSmall(size, notice: notice) }
        var lines = [header(size.columns, now), callLine(now).fitted(to: size.columns), ScreenLine()]
        let (text, column) = editor.view(columns: size.columns - Self.names)
        let place = Frame.Place(row: lines.count + (fields.firstIndex(of: chosen) ?? 0), column: Self.names + column)
        lines += fields.map { row(of: $0, typed: text).fitted(to: size.columns) }
        lines.append(ScreenLine())
        let rest = size.rows - lines.count - 2
        let words = words(size.columns).prefix(rest)
        lines += words
        lines += Array(repeating: ScreenLine(), count: rest - words.count)
        lines.append(
            notice.map { ScreenLine($0.text.fitted(to: size.columns), .init($0.isFault ? .red : .green)) } ?? ""
        )
        let hints = ["Enter дальше", "? пояснение", "↑↓ строки", "Ctrl-P слушать"]
        let wayOut = ["Esc сохранить и выйти", "Ctrl-C выйти без строки"]
        lines.append(.keys(hints, keeping: wayOut, columns: size.columns))
        return Frame(lines: lines, cursor: isLeaving ? nil : place)
    }

    /// Whether a terminal is large enough for the form.
    public static func fits(_ size: Frame.Size) -> Bool { size.isEnough }

    private func header(_ columns: Int, _ now: CivilTime) -> ScreenLine {
        var left = " Форма 2  новое обращение"
        if let document = seen?.document {
            left = " Форма 2  №\(document.number)  \(document.status.word)"
            if let assignee = document.assignee { left += " \(assignee)" }
        }
        if isOffline { left += "  НЕТ СВЯЗИ, пробую снова" } else if isLeaving { left += "  записываю…" }
        let right = "\(now.rfc3339.dropFirst(11).prefix(8)) "
        let line = left.padded(to: columns - right.count) + right
        return ScreenLine(line, .init(isOffline ? .red : .standard, bold: true, reversed: true))
    }

    /// The call that goes on, or what is left of the last.
    private func callLine(_ now: CivilTime) -> ScreenLine {
        if let call {
            var line = ScreenLine(" На линии: ", .init(bold: true))
            line.add("\(call.place) \(call.clock(now))", .init(call.colour, bold: true))
            if let keys = call.keys { line.add("  нажато [\(keys)]", .init(dim: true)) }
            return line
        }
        guard let last = seen?.document.calls?.first else { return ScreenLine() }
        var words = " Звонок \(last.startedAt.stamp): \(last.outcome?.word ?? "идёт")"
        if let recording = last.recordings.last { words += ", запись \(recording.seconds) с — Ctrl-P" }
        return ScreenLine(words, .init(dim: true))
    }

    // MARK: Fields

    private func row(of field: FormInput.Field, typed: String) -> ScreenLine {
        let isChosen = field == chosen
        var line = ScreenLine(isChosen ? "▶ " : "  ", .init(bold: true))
        let (mark, colour) = mark(of: field)
        line.add("\(mark) ", .init(colour, bold: true))
        line.add("\(field.label):".padded(to: Self.names - 4), .init(bold: isChosen))
        if isChosen {
            line.add(typed.isEmpty ? " " : typed, .init(underlined: true))
        } else if let text = text(of: field) {
            line.add(shown(text, in: field))
        } else if isMissing(field) {
            line.add("—", .init(dim: true))
        }
        return line
    }

    private func mark(of field: FormInput.Field) -> (String, ScreenLine.Style.Colour) {
        if conflicts[field] != nil { return ("≠", .red) }
        if refused.contains(field) { return ("!", .red) }
        if drafts[field] != nil { return ("…", .yellow) }
        return saved(field) != nil ? ("✓", .green) : isMissing(field) ? ("·", .yellow) : (" ", .standard)
    }

    /// What was typed, in the form's words.
    private func shown(_ text: String, in field: FormInput.Field) -> String {
        switch field {
        case .type: AppealType(typed: text).map { "\($0.formNumber) — \($0.formText)" } ?? text
        case .route: AppealRoute(rawValue: FormQuestion(field).input(text)).map { "\(text) — \($0.subject)" } ?? text
        default: text
        }
    }

    // MARK: Words below

    /// What is to be known of the chosen field.
    private func words(_ columns: Int) -> [ScreenLine] {
        let question = FormQuestion(chosen)
        var lines: [ScreenLine] = []
        if let theirs = conflicts[chosen] {
            lines.append(
                ScreenLine("Тем временем там записано: «\(shown(theirs, in: chosen))».", .init(.red, bold: true))
            )
            lines.append(ScreenLine("Enter — оставить ваше, Ctrl-T — взять то, что там."))
        } else if refused.contains(chosen), editor.text.trimmed == drafts[chosen] {
            lines.append(ScreenLine("Служба этого не приняла.", .init(.red, bold: true)))
            lines.append(ScreenLine("Исправьте; Enter — послать ещё раз, Esc — выйти без этого."))
        } else {
            lines.append(verdict)
        }
        if heldType != nil {
            lines.append("Личное обращение: его увидит только психолог. Тип запишется последним, при выходе.")
        }
        lines.append(ScreenLine(question.prompt, .init(dim: true)))
        if isHelpShown || chosen == .type || chosen == .route {
            lines += question.help.split(separator: "\n").map { ScreenLine(String($0), .init(dim: true)) }
        }
        return lines.map { line in
            ScreenLine([.init("    ")] + line.pieces).fitted(to: columns)
        }
    }

    /// Whether what is typed will do, and what will be kept.
    private var verdict: ScreenLine {
        let typed = editor.text.trimmed
        guard !typed.isEmpty, typed != (saved(chosen) ?? "") else { return "" }
        do throws(FormFaults) {
            let read = try reading(typed, of: chosen)
            let shown = shown(read, in: chosen)
            return shown == typed ? "" : ScreenLine("Запишется: \(shown)", .init(.green))
        } catch {
            return ScreenLine(error.description, .init(isFaultShown ? .red : .yellow, bold: isFaultShown))
        }
    }
}
