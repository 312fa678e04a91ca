internal import HotlineClient
internal import HotlineCore
internal import Hummingbird

/// What the query of a list of calls or messages asks for.
struct ListQuery {
    let appeal: AppealNumber?
    /// Only messages in this state.
    let state: MessageState?
    let limit: Int

    init(_ request: Request, most: Int, takesState: Bool = false) throws(FaultDocument) {
        var query = Query(request)
        let states = MessageState.allCases.map(\.rawValue).joined(separator: ", ")
        state = takesState ? try query.take("state", states) { MessageState(rawValue: $0) } : nil
        appeal = try query.take("appeal", "номер обращения") { AppealNumber(text: $0) }
        limit =
            try query.take("limit", "число от 1 до \(most)") { Int($0).flatMap { (1...most).contains($0) ? $0 : nil } }
            ?? 100
        try query.finish()
    }
}

/// Which day a query asks for.
struct DayQuery {
    /// The day at midnight, as if there were no zones.
    private let midnight: Instant

    init(_ request: Request, today: CivilTime) throws(FaultDocument) {
        var query = Query(request)
        let named = try query.take("date", "день: 2026-03-12") { CivilTime(rfc3339: "\($0)T00:00:00Z") }
        try query.finish()
        let fallback = CivilTime(rfc3339: "\(today.rfc3339.prefix(10))T00:00:00Z")
        midnight = (named ?? fallback ?? today).instant
    }

    /// When the day begins.
    func start(in zone: ZoneRules) -> Instant { local(midnight, in: zone) }

    /// When the next one does.
    func end(in zone: ZoneRules) -> Instant { local(midnight + .seconds(86_400), in: zone) }

    private func local(_ time: Instant, in zone: ZoneRules) -> Instant {
        let near = time + .seconds(-zone.offset(at: time))
        return time + .seconds(-zone.offset(at: near))
    }
}

/// Which recording a query asks for.
struct IndexQuery {
    let index: Int?

    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        index = try query.take("index", "номер записи от 1") { Int($0).flatMap { $0 > 0 ? $0 : nil } }
        try query.finish()
    }
}

/// What somebody has seen of the desk already.
struct SeenQuery {
    let seen: String?

    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        seen = try query.take("seen", "метка прошлого ответа") { $0.utf8.count <= 64 ? $0 : nil }
        try query.finish()
    }
}

/// Where a page of all appeals begins, and how much of the telephone numbers it tells.
struct ExportQuery {
    let after: Int64
    let numberView: AppealDocument.NumberView

    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        after = try query.take("after", "целое число от 0") { Int64($0).flatMap { $0 >= 0 ? $0 : nil } } ?? 0
        numberView = try query.take("phone", "whole или masked") { AppealDocument.NumberView(rawValue: $0) } ?? .masked
        try query.finish()
    }
}

/// Where a slice of an audit begins.
struct FromQuery {
    let first: Int64

    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        first = try query.take("from", "целое число от 1") { Int64($0).flatMap { $0 > 0 ? $0 : nil } } ?? 1
        try query.finish()
    }
}

/// Which day, and appeals from where, a report is wanted of.
struct DailyReportQuery {
    let day: ReportPeriod?
    let source: AppealSource?
    /// The most numbers beside a figure; `nil` for all.
    let numbers: Int?

    init(_ request: Request, zone: ZoneRules) throws(FaultDocument) {
        var query = Query(request)
        day = try query.take("date", "день: 2026-03-12") { text in
            CalendarDay(text).flatMap { ReportPeriod(day: $0, in: zone) }
        }
        source = try query.take("source", "phone, web или staff") { AppealSource(rawValue: $0) }
        numbers = try query.takeNumbers()
        try query.finish()
    }
}

/// Which week a report is wanted of.
struct WeeklyReportQuery {
    let week: ReportPeriod?
    /// The most numbers beside a figure; `nil` for all.
    let numbers: Int?

    init(_ request: Request, zone: ZoneRules) throws(FaultDocument) {
        var query = Query(request)
        week = try query.take("week", "неделя: 2026-W11, или день в ней: 2026-03-12") { text in
            ReportPeriod(week: text, in: zone)
        }
        numbers = try query.takeNumbers()
        try query.finish()
    }
}

/// An end of the log that somebody wrote down.
struct SealQuery {
    let event: Int64
    let hash: String

    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        let seal = try query.take("seal", "печать: НОМЕР:64 шестнадцатеричные цифры") { text -> (Int64, String)? in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let event = Int64(parts[0]), event > 0, parts[1].utf8.count == 64,
                parts[1].allSatisfy(\.isHexDigit)
            else { return nil }
            return (event, parts[1].lowercased())
        }
        try query.finish()
        guard let seal else { throw FaultDocument(.badRequest, "нужна seal") }
        (event, hash) = seal
    }
}

extension AppealQuery {
    /// What the query of a list of appeals asks for.
    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        let standard = AppealQuery()
        let isOpen = try query.take("open", "true или false") { Bool($0) }
        let source = try query.take("source", "phone, web или staff") { AppealSource(rawValue: $0) }
        let assignee = try query.take("assignee", "учётная запись") { $0.isEmpty ? nil : $0 }
        let needsCall = try query.take("callback", "true или false") { Bool($0) }
        let isBrief = try query.take("brief", "true или false") { Bool($0) }
        let limit = try query.take("limit", "число от 1 до \(Self.most)") {
            Int($0).flatMap { (1...Self.most).contains($0) ? $0 : nil }
        }
        try query.finish()
        self.init(
            isOpen: isOpen ?? standard.isOpen,
            source: source,
            assignee: assignee,
            needsCall: needsCall ?? false,
            limit: limit ?? standard.limit
        )
        self.isBrief = isBrief ?? false
    }
}

extension AppealDocument.NumberView {
    /// What the query of one appeal asks for; all of the number where it says nothing.
    init(_ request: Request) throws(FaultDocument) {
        var query = Query(request)
        let view = try query.take("phone", "whole или masked") { Self(rawValue: $0) }
        try query.finish()
        self = view ?? .whole
    }
}

/// A query being read: what nobody asks for is a fault, as in a body.
private struct Query {
    private var values: [String: String]

    init(_ request: Request) {
        values = Dictionary(request.uri.queryParameters.map { (String($0.key), String($0.value)) }) { $1 }
    }

    mutating func take<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) throws(FaultDocument) -> Value? {
        guard let text = values.removeValue(forKey: name) else { return nil }
        guard let value = read(text) else { throw FaultDocument(.badRequest, "\(name): нужно \(expected)") }
        return value
    }

    mutating func takeNumbers() throws(FaultDocument) -> Int? {
        try take("numbers", "целое число от 0") { Int($0).flatMap { $0 >= 0 ? $0 : nil } }
    }

    func finish() throws(FaultDocument) {
        guard values.isEmpty else {
            throw FaultDocument(.badRequest, "в запросе лишнее; известны здесь только описанные параметры")
        }
    }
}
