/// When the hotline is open, by the clocks of its zone.
///
/// The wall clock decides: hours that the clocks skip are no opening, and hours that they show twice are open twice.
public struct BusinessCalendar: Hashable, Sendable {
    private let weekly: [Weekday: OpeningHours]
    private let holidays: Set<CalendarDay>
    private let exceptions: [CalendarDay: CalendarException]
    private let production: [Int: ProductionYear]
    let zone: ZoneRules

    /// Creates the calendar that the settings describe.
    public init(_ settings: CalendarSettings, zone: ZoneRules) {
        weekly = settings.open
        holidays = Set(settings.holidays)
        exceptions = settings.exceptions
        production = Dictionary(settings.production.map { ($0.year, $0) }) { first, _ in first }
        self.zone = zone
    }

    /// The hours of a day; `nil` where it is closed.
    ///
    /// What comes first counts: an exception, a holiday, the production calendar of the year, the weekly hours. A Saturday
    /// or a Sunday that the production calendar makes a working day has the hours of Friday, or of the last day from Monday
    /// to Friday that has some.
    public func hours(on day: CalendarDay) -> OpeningHours? {
        switch exceptions[day] {
        case .closed?: return nil
        case .open(let hours)?: return hours
        case nil: break
        }
        guard !holidays.contains(day) else { return nil }
        guard let year = production[day.year] else { return weekly[day.weekday] }
        guard !year.daysOff.contains(day) else { return nil }
        let hours = workingHours(of: day.weekday)
        return year.shortDays.contains(day) ? hours?.shortened : hours
    }

    /// Whether it is open at an instant.
    public func isOpen(at instant: Instant) -> Bool {
        let time = zone.civilTime(at: instant)
        return hours(on: CalendarDay(time))?.contains(minute: time.hour * 60 + time.minute) ?? false
    }

    /// The first instant later than `instant` at which it opens after having been closed; `nil` where it does not within 366
    /// days, be it always closed or always open.
    public func nextOpening(after instant: Instant) -> Instant? {
        let end = instant + .seconds(366 * 86400)
        let changes = zone.changes(after: instant, through: end)
        let starts = [ZoneRules.Change(at: instant, offset: zone.offset(at: instant))] + changes
        let ends = changes.map(\.at) + [end + .milliseconds(1)]
        for (start, end) in zip(starts, ends) {
            if let opening = firstOpening(after: instant, from: start.at, before: end, offset: start.offset) {
                return opening
            }
        }
        return nil
    }

    /// The first opening in a stretch of time in which the clocks do not change.
    private func firstOpening(after instant: Instant, from start: Instant, before end: Instant, offset: Int) -> Instant?
    {
        // The change of the clocks may itself lead into the hours.
        if start > instant, opens(at: start) { return start }
        var day = CalendarDay(CivilTime(start, offset: offset))
        while day.midnight(offset: offset) < end {
            for interval in hours(on: day)?.intervals ?? [] {
                let opening = day.midnight(offset: offset) + .seconds(interval.opens * 60)
                if opening > instant, opening >= start, opening < end, opens(at: opening) { return opening }
            }
            day = day.next
        }
        return nil
    }

    /// Whether it is open at an instant and was closed just before.
    private func opens(at instant: Instant) -> Bool {
        isOpen(at: instant) && !isOpen(at: Instant(milliseconds: instant.milliseconds - 1))
    }

    /// The weekly hours of a day that is worked.
    private func workingHours(of weekday: Weekday) -> OpeningHours? {
        switch weekday {
        case .mon, .tue, .wed, .thu, .fri: return weekly[weekday]
        case .sat, .sun:
            let before: [Weekday] = [.fri, .thu, .wed, .tue, .mon]
            return before.lazy.compactMap { weekly[$0] }.first ?? weekly[weekday]
        }
    }
}
