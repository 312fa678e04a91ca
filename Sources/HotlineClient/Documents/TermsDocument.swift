public import HotlineCore
internal import JSON

/// How an appeal's three terms stand.
public struct TermsDocument: Hashable, Sendable {
    /// One term.
    public struct Term: Hashable, Sendable {
        /// When it ends; `nil` before it begins.
        public var due: CivilTime?
        /// How it stands.
        public var state: TermState
        /// What it is counted on; `nil` before it begins.
        public var calendar: TermCalendar?

        /// Creates a term.
        public init(due: CivilTime?, state: TermState, calendar: TermCalendar? = nil) {
            self.due = due
            self.state = state
            self.calendar = calendar
        }
    }

    /// Until it is handed to a specialist.
    public var distribute: Term
    /// Until the specialist takes it.
    public var take: Term
    /// Until it is closed.
    public var close: Term

    /// Creates the three terms.
    public init(distribute: Term, take: Term, close: Term) {
        self.distribute = distribute
        self.take = take
        self.close = close
    }

    /// Judges the terms of an appeal at `now`.
    init(_ appeal: Appeal, zone: ZoneRules, now: Instant) {
        // What was closed as none at all, or as a repeat, has no term that could be overdue.
        let isNone = appeal.mark != nil || appeal.mergedInto != nil
        let term = { (deadline: Deadline?, doneAt: Instant?) in
            let deadline = isNone && doneAt == nil ? nil : deadline
            return Term(
                due: (deadline?.due).map(zone.civilTime(at:)),
                state: TermState(due: deadline?.due, doneAt: doneAt, now: now),
                calendar: deadline?.calendar
            )
        }
        distribute = term(appeal.deadlines.distribute, appeal.distributedAt)
        take = term(appeal.deadlines.take, appeal.takenAt)
        close = term(appeal.deadlines.close, appeal.closedAt)
    }

    var json: JSON { ["distribute": distribute.json, "take": take.json, "close": close.json] }
}

extension TermsDocument.Term {
    fileprivate var json: JSON {
        ["due": JSON(due?.rfc3339), "state": .string(state.rawValue), "calendar": JSON(calendar?.rawValue)]
    }
}

extension JSONShape where Value == TermsDocument {
    static var termsDocument: JSONShape {
        .object { fields in
            let distribute = fields.required("distribute", .term)
            let take = fields.required("take", .term)
            let close = fields.required("close", .term)
            return try TermsDocument(distribute: distribute.get(), take: take.get(), close: close.get())
        }
    }
}

extension JSONShape where Value == TermsDocument.Term {
    fileprivate static var term: JSONShape {
        .object { fields in
            let due = fields.optional("due", .time)
            let state = fields.required("state", .oneOf(TermState.self))
            let calendar = fields.optional("calendar", .oneOf(TermCalendar.self))
            return try TermsDocument.Term(due: due.get(), state: state.get(), calendar: calendar.get())
        }
    }
}

extension JSONShape where Value == CivilTime {
    /// A time with its offset.
    static var time: JSONShape {
        JSONShape<String>.string.parsed(as: "a time such as \"2026-03-12T14:05:00+03:00\"") { CivilTime(rfc3339: $0) }
    }
}

extension JSONShape where Value == AppealNumber {
    static var appealNumber: JSONShape {
        JSONShape<Int>.integer.parsed(as: "an appeal's number") { $0 > 0 ? AppealNumber(Int64($0)) : nil }
    }
}
