public import HotlineCore

/// A report for people, and as rows for a spreadsheet.
public struct ReportText: Sendable {
    /// The most numbers that a line for people names.
    public static let most = 20

    /// The report.
    public let report: ReportDocument

    /// Creates a text.
    public init(_ report: ReportDocument) {
        self.report = report
    }

    /// What it is about, in one line.
    public var title: String {
        let about =
            switch report.kind {
            case .daily: "за день \(report.name)"
            case .weekly: "за неделю \(report.name) (\(Self.day(report.from))–\(Self.day(lastDay)))"
            }
        return "Отчёт \(about), \(report.source?.half ?? "все обращения")"
    }

    private var lastDay: CivilTime { CivilTime(report.to.instant + .seconds(-1), offset: report.to.offset) }

    private static func day(_ time: CivilTime) -> String { String(time.rfc3339.prefix(10)) }

    /// The lines.
    public func lines(_ palette: Palette) -> [String] {
        var lines = palette.wrap(title, .bold) + palette.wrap("Составлен \(report.madeAt.stamp)", .dim)
        for section in report.sections {
            lines += [""] + palette.wrap(section.topic.title, .bold)
            lines +=
                section.topic == .exchange
                ? palette.wrap("  \(Self.balance(section).text)") : figures(of: section, palette)
        }
        return lines
    }

    /// What is counted, a line each; where there is no room for the appeals beside it, these stand below.
    private func figures(of section: AppealReport.Section, _ palette: Palette) -> [String] {
        var beside = TextTable(wholeColumns: [0, 1, 2])
        var below = TextTable(wholeColumns: [0, 1], spareColumns: [2], goesOn: false, cutsFirst: true)
        for figure in section.figures {
            let cells = [
                TextTable.Cell("  \(name(of: figure, in: section.topic))"),
                TextTable.Cell(Self.value(of: figure, in: section.topic), Self.tint(of: figure, in: section.topic)),
                TextTable.Cell(figure.before.map { "было \($0)" } ?? ""),
            ]
            beside.add(cells + [TextTable.Cell(Self.list(figure), .dim)])
            below.add(cells)
        }
        guard !beside.fits(palette) else { return beside.lines(palette).map(\.withoutTrailingSpaces) }
        return zip(below.linesOfRows(palette), section.figures).flatMap { lines, figure in
            lines.map(\.withoutTrailingSpaces)
                + (figure.appeals.isEmpty ? [] : palette.wrap("    \(Self.list(figure))", .dim))
        }
    }

    /// The rows, with a name over each column.
    public var csv: String {
        var csv = CSVText(header: ["topic", "key", "name", "count", "of", "before", "at", "lateSeconds", "appeals"])
        for section in report.sections {
            for figure in section.figures {
                csv.add([
                    section.topic.rawValue, figure.key, name(of: figure, in: section.topic), "\(figure.count)",
                    figure.of.map(String.init), figure.before.map(String.init),
                    figure.at.map { CivilTime($0, offset: report.from.offset).rfc3339 },
                    figure.late.map { "\($0.components.seconds)" },
                    figure.appeals.map { "\($0)" }.joined(separator: " "),
                ])
            }
        }
        return csv.text
    }

    static func value(of figure: AppealReport.Figure, in topic: AppealReport.Topic) -> String {
        if let late = figure.late { return "на \(late.words)" }
        guard topic == .terms || topic == .distribution, let all = figure.of, all > 0 else { return "\(figure.count)" }
        return "\(figure.count) (\(figure.count.percent(of: all)) %)"
    }

    static func tint(of figure: AppealReport.Figure, in topic: AppealReport.Topic) -> Palette.Tint? {
        switch (topic, figure.key) {
        case (.late, _): .red
        case (.open, "overdue"): figure.count > 0 ? .red : nil
        case (.terms, let key) where key.hasSuffix(".missed"): figure.count > 0 ? .red : nil
        default: nil
        }
    }

    static func list(_ figure: AppealReport.Figure) -> String {
        let named = figure.appeals.prefix(most)
        let more = figure.appeals.count - named.count + figure.more
        let words = named.map { "№\($0)" }.joined(separator: " ")
        return more > 0 ? "\(words) и ещё \(more)" : words
    }

    static func balance(_ section: AppealReport.Section) -> CallBalance {
        let counts = Dictionary(section.figures.map { ($0.key, $0.count) }, uniquingKeysWith: { $1 })
        return CallBalance(
            exchange: counts["exchange"] ?? 0,
            records: counts["records"] ?? 0,
            turnedAway: counts["turnedAway"] ?? 0,
            lost: counts["lost"] ?? 0
        )
    }

    // MARK: Names

    /// What a figure counts, in the words of the staff.
    public func name(of figure: AppealReport.Figure, in topic: AppealReport.Topic) -> String {
        let key = figure.key
        let word: String? =
            switch topic {
            case .received: "всего"
            case .days: Weekday(rawValue: key)?.word
            case .sources: AppealSource(rawValue: key)?.word
            case .types: AppealType(rawValue: key).map { "\($0.formNumber) — \($0.formText)" }
            case .bursts:
                AppealType(rawValue: key).map { type in
                    let at = figure.at.map { CivilTime($0, offset: report.from.offset).stamp } ?? ""
                    return "\(type.formText), с \(at)"
                }
            case .routes: AppealRoute(rawValue: key)?.subject
            case .roles: AuthorRole(rawValue: key)?.formText
            case .classes: key
            case .marks: AppealMark(rawValue: key)?.word
            case .terms, .late: Self.term(key)
            case .distribution: Self.distribution[key]
            case .open: key == "overdue" ? "из них просрочено" : "всего"
            case .repeats: "автор \(key)"
            case .calls: CallOutcome(rawValue: key)?.word
            case .leftAt: CallStep(rawValue: key)?.word
            case .texts: MessageState(rawValue: key)?.word
            case .mails: MailState(rawValue: key)?.word
            case .exchange: Self.exchange[key]
            }
        return word ?? (key == "unknown" ? "не указано" : key)
    }

    private static let exchange = [
        "exchange": "звонков станции", "records": "записей", "turnedAway": "отклонено", "lost": "потеряно",
    ]

    private static let distribution = [
        "system": "системой по маршруту", "staff": "сотрудником", "nobody": "ещё никем",
    ]

    static func term(_ key: String) -> String? {
        let parts = key.split(separator: ".").map(String.init)
        let step: String? =
            switch parts.first.flatMap(TermStep.init(rawValue:)) {
            case .distribute?: "передать специалисту"
            case .take?: "взять в работу"
            case .close?: "закрыть"
            case nil: nil
            }
        guard let step, parts.count == 2 else { return step }
        return parts[1] == "met" ? "\(step): в срок" : "\(step): не в срок"
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension AppealSource {
    /// What a report on appeals from here has.
    fileprivate var half: String {
        switch self {
        case .phone: "только телефон и записанное сотрудниками"
        case .web, .staff: "только \(word)"
        }
    }
}

extension AppealReport.Topic {
    /// The heading over its figures.
    var title: String {
        switch self {
        case .received: "Поступило обращений"
        case .days: "По дням"
        case .sources: "Откуда"
        case .types: "По типам"
        case .routes: "По темам"
        case .roles: "Кто обращался (без личных обращений)"
        case .classes: "По классам (без личных обращений)"
        case .marks: "Закрыто как не обращения"
        case .distribution: "Кем переданы специалисту"
        case .terms: "Сроки"
        case .late: "Худшие случаи"
        case .open: "Открыто сейчас"
        case .repeats: "Обращались не раз (с одного номера)"
        case .bursts: "Много об одном за короткое время"
        case .calls: "Звонки: чем кончились"
        case .leftAt: "Звонки: где положили трубку или замолчали"
        case .texts: "СМС"
        case .mails: "Письма авторам"
        case .exchange: "Звонки станции и наши записи"
        }
    }
}
