internal import HotlineCore
internal import Pictures

/// A chart of a weekly report: groups of two bars, the week before and this one, with the words beside it.
struct ReportChart {
    /// What one group of bars is about.
    struct Group: Hashable {
        /// What stands under it.
        var label: String
        /// How it is read out.
        var words: String
        /// How high this week's bar is, of the chart's whole.
        var value: Int
        /// How high the bar of the week before is.
        var before: Int
    }

    /// How wide and high the picture is.
    static let (width, height) = (560, 140)
    /// The colours of this week and the one before, as HTML writes them.
    static let (colour, pale) = ("#2a6f97", "#b8c4cc")

    /// What the picture is called.
    let name: String
    /// The heading over it.
    let title: String
    /// The groups, from left to right.
    let groups: [Group]
    /// What the whole height is.
    let whole: Int

    /// All of it in words, for those who see no picture.
    var words: String { "\(title): " + groups.map(\.words).joined(separator: "; ") + "." }

    /// The picture, without a letter: those stand under it.
    var canvas: Canvas {
        var canvas = Canvas(width: Self.width, height: Self.height, Canvas.Colour(0xFFFFFF))
        let room = Self.height - 4
        for quarter in 0...4 {
            canvas.fill(x: 0, y: 2 + room * quarter / 4, width: Self.width, height: 1, Canvas.Colour(0xE3E7EA))
        }
        for (place, group) in groups.enumerated() {
            let (left, right) = (Self.width * place / groups.count, Self.width * (place + 1) / groups.count)
            let bar = min(40, (right - left) / 3)
            for (value, shift, colour) in [(group.before, -bar, 0xB8C4CC), (group.value, 0, 0x2A6F97)]
                as [(Int, Int, UInt32)]
            {
                let high = whole > 0 ? min(room, room * value / whole) : 0
                canvas.fill(
                    x: (left + right) / 2 + shift,
                    y: 2 + room - high,
                    width: bar - 2,
                    height: high,
                    Canvas.Colour(colour)
                )
            }
        }
        canvas.fill(x: 0, y: Self.height - 2, width: Self.width, height: 2, Canvas.Colour(0x6C757D))
        return canvas
    }
}

extension ReportChart {
    /// The charts of a report; none of a day, which its tables show well enough.
    static func all(of report: ReportDocument) -> [ReportChart] {
        guard report.kind == .weekly else { return [] }
        let suffix = report.name.lowercased()
        return [days(of: report, suffix), terms(of: report, suffix)].compactMap(\.self)
    }

    private static func days(of report: ReportDocument, _ suffix: String) -> ReportChart? {
        guard let figures = report.figures(.days), !figures.isEmpty else { return nil }
        let groups = figures.map { figure in
            let label = Weekday(rawValue: figure.key)?.word ?? figure.key
            let before = figure.before ?? 0
            return Group(
                label: "\(label): \(figure.count)",
                words: "\(label) — \(figure.count), было \(before)",
                value: figure.count,
                before: before
            )
        }
        let whole = max(1, groups.flatMap { [$0.value, $0.before] }.max() ?? 1)
        return ReportChart(name: "days-\(suffix)", title: "Обращения по дням", groups: groups, whole: whole)
    }

    private static func terms(of report: ReportDocument, _ suffix: String) -> ReportChart? {
        guard let figures = report.figures(.terms) else { return nil }
        let named = Dictionary(figures.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        let groups = TermStep.allCases.compactMap { step -> Group? in
            guard let met = named["\(step.rawValue).met"], let missed = named["\(step.rawValue).missed"] else {
                return nil
            }
            let now = share(met.count, missed.count)
            let before = share(met.before ?? 0, missed.before ?? 0)
            let word = ReportText.term(step.rawValue) ?? step.rawValue
            return Group(
                label: "\(word): \(now.map { "\($0)\u{A0}%" } ?? "—")",
                words: "\(word) — \(now.map { "\($0) %" } ?? "не было"), было \(before.map { "\($0) %" } ?? "—")",
                value: now ?? 0,
                before: before ?? 0
            )
        }
        return groups.isEmpty
            ? nil : ReportChart(name: "terms-\(suffix)", title: "Сделано в срок", groups: groups, whole: 100)
    }

    private static func share(_ part: Int, _ rest: Int) -> Int? {
        part + rest > 0 ? part.percent(of: part + rest) : nil
    }
}

extension ReportDocument {
    /// The figures of a topic; `nil` where it has none.
    func figures(_ topic: AppealReport.Topic) -> [AppealReport.Figure]? {
        sections.first { $0.topic == topic }?.figures
    }
}
