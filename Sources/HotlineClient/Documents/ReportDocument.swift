public import HotlineCore
public import JSON

/// A report as the staff API tells it.
public struct ReportDocument: Hashable, Sendable {
    /// How many days it is about.
    public var kind: ReportPeriod.Kind
    /// The name of the day or week: `2026-03-12`, `2026-W11`.
    public var name: String
    /// When the time begins.
    public var from: CivilTime
    /// When the time after it begins.
    public var to: CivilTime
    /// Where the appeals came from; `nil` for all.
    public var source: AppealSource?
    /// When it was made.
    public var madeAt: CivilTime
    /// The figures.
    public var sections: [AppealReport.Section]

    /// Tells a report in a zone.
    public init(_ report: AppealReport, zone: ZoneRules) {
        kind = report.period.kind
        name = report.period.name
        from = zone.civilTime(at: report.period.start)
        to = zone.civilTime(at: report.period.end)
        source = report.source
        madeAt = zone.civilTime(at: report.madeAt)
        sections = report.sections
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let kind = fields.required("kind", .oneOf(ReportPeriod.Kind.self))
        let name = fields.required("name", .string)
        let from = fields.required("from", .time)
        let to = fields.required("to", .time)
        let source = fields.optional("source", .oneOf(AppealSource.self))
        let madeAt = fields.required("madeAt", .time)
        let sections = fields.required("sections", .array(of: .reportSection))
        self.kind = try kind.get()
        self.name = try name.get()
        self.from = try from.get()
        self.to = try to.get()
        self.source = try source.get()
        self.madeAt = try madeAt.get()
        self.sections = try sections.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "name": .string(name), "from": .string(from.rfc3339),
            "to": .string(to.rfc3339),
            "source": JSON(source?.rawValue), "madeAt": .string(madeAt.rfc3339),
            "sections": .array(
                sections.map { section in
                    [
                        "topic": .string(section.topic.rawValue),
                        "figures": .array(section.figures.map { Self.json($0, offset: from.offset) }),
                    ]
                }
            ),
        ]
    }

    private static func json(_ figure: AppealReport.Figure, offset: Int) -> JSON {
        let integer = { (value: Int?) in value.map { JSON.integer(Int64($0)) } ?? .null }
        return [
            "key": .string(figure.key), "count": .integer(Int64(figure.count)), "of": integer(figure.of),
            "before": integer(figure.before), "at": JSON(figure.at.map { CivilTime($0, offset: offset).rfc3339 }),
            "lateSeconds": integer(figure.late.map { Int($0.components.seconds) }),
            "appeals": .array(figure.appeals.map { .integer($0.value) }), "more": .integer(Int64(figure.more)),
        ]
    }
}

extension JSONShape where Value == ReportDocument {
    static var reportDocument: JSONShape { .object { fields in try ReportDocument(&fields) } }
}

extension JSONShape where Value == AppealReport.Section {
    fileprivate static var reportSection: JSONShape {
        .object { fields in
            let topic = fields.required("topic", .oneOf(AppealReport.Topic.self))
            let figures = fields.required("figures", .array(of: .reportFigure))
            return AppealReport.Section(try topic.get(), try figures.get())
        }
    }
}

extension JSONShape where Value == AppealReport.Figure {
    fileprivate static var reportFigure: JSONShape {
        .object { fields in
            let key = fields.required("key", .string)
            let count = fields.required("count", .integer)
            let of = fields.optional("of", .integer)
            let before = fields.optional("before", .integer)
            let at = fields.optional("at", .time)
            let late = fields.optional("lateSeconds", .integer)
            let appeals = fields.required("appeals", .array(of: .appealNumber))
            let more = fields.required("more", .integer)
            var figure = AppealReport.Figure(try key.get(), try count.get(), of: try of.get(), try appeals.get())
            figure.before = try before.get()
            figure.more = try more.get()
            figure.at = try at.get()?.instant
            figure.late = try late.get().map { .seconds($0) }
            return figure
        }
    }
}
