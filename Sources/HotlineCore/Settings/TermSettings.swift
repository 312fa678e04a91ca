internal import JSON

/// `terms`: how long each step may take, what it is counted on, and when somebody is warned.
public struct TermSettings: Hashable, Sendable {
    /// From receipt to being handed to a specialist.
    public var distribute = Term(.seconds(1800), warnings: [.seconds(600)])
    /// From being handed over to being taken.
    public var take = Term(.seconds(1800), warnings: [.seconds(600)])
    /// From receipt to being closed.
    public var close = Term(.seconds(86_400), warnings: [.seconds(4 * 3600), .seconds(3600)])
    /// `morning`: when the head is reminded of what is overdue, in minutes after midnight.
    public var morning = 480

    /// Creates the regulation's own terms.
    public init() {}

    /// Whether a step is counted on the school's calendar.
    var countsWorkingTime: Bool { [distribute, take, close].contains { $0.calendar == .working } }
}

extension JSONShape where Value == TermSettings {
    static var terms: JSONShape {
        .object { fields in
            let range: ClosedRange<Duration> = .seconds(60) ... .seconds(30 * 86400)
            let standard = TermSettings()
            let distribute = fields.optional("distribute", .duration(range), default: standard.distribute.length)
            let take = fields.optional("take", .duration(range), default: standard.take.length)
            let close = fields.optional("close", .duration(range), default: standard.close.length)
            let calendar = fields.optional("calendar", .termCalendars, default: TermCalendars())
            let warnings = fields.optional("warnings", .termWarnings, default: TermWarnings())
            let morning = fields.optional("morning", .minuteOfDay, default: standard.morning)
            let calendars = try calendar.get()
            let leads = try warnings.get()
            var terms = try TermSettings(morning: morning.get())
            terms.distribute = Term(try distribute.get(), on: calendars.distribute, warnings: leads.distribute)
            terms.take = Term(try take.get(), on: calendars.take, warnings: leads.take)
            terms.close = Term(try close.get(), on: calendars.close, warnings: leads.close)
            return terms
        }
    }
}

extension TermSettings {
    fileprivate init(morning: Int) {
        self.morning = morning
    }
}

/// `terms.calendar`: what each step is counted on.
struct TermCalendars: Hashable, Sendable {
    var distribute = TermCalendar.wall
    var take = TermCalendar.wall
    var close = TermCalendar.wall
}

extension JSONShape where Value == TermCalendars {
    /// One word for all three, or an object with one for each.
    fileprivate static var termCalendars: JSONShape {
        JSONShape { reader in
            guard reader.value.objectValue == nil else { return try reader.read(.calendarOfEach) }
            let all = try reader.read(.oneOf(TermCalendar.self))
            return TermCalendars(distribute: all, take: all, close: all)
        }
    }

    private static var calendarOfEach: JSONShape {
        .object { fields in
            let distribute = fields.optional("distribute", .oneOf(TermCalendar.self), default: .wall)
            let take = fields.optional("take", .oneOf(TermCalendar.self), default: .wall)
            let close = fields.optional("close", .oneOf(TermCalendar.self), default: .wall)
            return try TermCalendars(distribute: distribute.get(), take: take.get(), close: close.get())
        }
    }
}

/// `terms.warnings`: how long before each term's end somebody is warned.
struct TermWarnings: Hashable, Sendable {
    var distribute = TermSettings().distribute.warnings
    var take = TermSettings().take.warnings
    var close = TermSettings().close.warnings
}

extension JSONShape where Value == TermWarnings {
    fileprivate static var termWarnings: JSONShape {
        .object { fields in
            let standard = TermWarnings()
            let range: ClosedRange<Duration> = .seconds(60) ... .seconds(30 * 86400)
            let distribute = fields.optional("distribute", .array(of: .duration(range)), default: standard.distribute)
            let take = fields.optional("take", .array(of: .duration(range)), default: standard.take)
            let close = fields.optional("close", .array(of: .duration(range)), default: standard.close)
            for (name, field) in [("distribute", distribute), ("take", take), ("close", close)] {
                for index in (field.value ?? []).repeatedIndices {
                    fields.fault("this time is named already", at: name, "\(index)")
                }
            }
            return try TermWarnings(
                distribute: distribute.get().sorted(by: >),
                take: take.get().sorted(by: >),
                close: close.get().sorted(by: >)
            )
        }
    }
}

extension JSONShape where Value == Int {
    /// A time of day, `08:00`, in minutes after midnight.
    static var minuteOfDay: JSONShape {
        JSONShape<String>.string.parsed(as: "a time of day such as \"08:00\"") { MinuteOfDay.read($0) }
    }
}
