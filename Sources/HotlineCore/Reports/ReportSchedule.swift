/// When reports are due, by the clocks of the school's zone.
public struct ReportSchedule: Hashable, Sendable {
    /// A report that is due.
    public struct Due: Hashable, Sendable {
        /// The days it is about.
        public var period: ReportPeriod
        /// When it was to be sent.
        public var at: Instant
        /// How many older ones of its kind are due too and are not sent any more.
        public var leftOut: Int
    }

    /// How many days are made up for after a pause, and how many weeks: older ones are there for whoever asks, and a heap of them
    /// would bury what is of today.
    public static let mostMadeUpFor: [ReportPeriod.Kind: Int] = [.daily: 7, .weekly: 2]
    /// How late a report may be before it says so.
    public static let patience = Duration.seconds(300)

    private let settings: ReportSettings
    private let zone: ZoneRules

    /// Creates a schedule.
    public init(_ settings: ReportSettings, zone: ZoneRules) {
        self.settings = settings
        self.zone = zone
    }

    /// The kinds that are sent at all.
    public var kinds: Set<ReportPeriod.Kind> {
        Set((settings.daily.map { _ in [.daily] } ?? []) + (settings.weekly.map { _ in [.weekly] } ?? []))
    }

    /// What was due after one time and until another, the oldest first; of much, the newest.
    public func due(_ kind: ReportPeriod.Kind, after start: Instant, until now: Instant) -> [Due] {
        guard kinds.contains(kind), start < now else { return [] }
        let most = Self.mostMadeUpFor[kind] ?? 1
        var found: [Due] = []
        var count = 0
        var period = latest(kind, at: now)
        while let one = period, let at = time(of: one), at > start {
            if at <= now {
                count += 1
                if count <= most { found.append(Due(period: one, at: at, leftOut: 0)) }
            }
            // A pause of ten years is no reason to count for long.
            guard count < 4000 else { break }
            period = one.before(in: zone)
        }
        if count > most, let last = found.indices.last { found[last].leftOut = count - most }
        return found.reversed()
    }

    /// The last period that can be over at a time.
    private func latest(_ kind: ReportPeriod.Kind, at now: Instant) -> ReportPeriod? {
        let today = CalendarDay(zone.civilTime(at: now))
        return switch kind {
        case .daily: ReportPeriod(day: today, in: zone)?.before(in: zone)
        case .weekly: ReportPeriod(weekOf: today, in: zone)?.before(in: zone)
        }
    }

    /// When the report on a period is due.
    private func time(of period: ReportPeriod) -> Instant? {
        let after = period.first.number + period.dayStarts.count
        switch period.kind {
        case .daily: return settings.daily.map { zone.instant(on: CalendarDay(number: after), minute: $0) }
        case .weekly:
            return settings.weekly.map { time in
                let days = Weekday.allCases.firstIndex(of: time.day) ?? 0
                return zone.instant(on: CalendarDay(number: after + days), minute: time.minute)
            }
        }
    }
}

extension ZoneRules {
    /// When the clocks show a time of a day; where they leap over it, as long after midnight as it would be.
    fileprivate func instant(on day: CalendarDay, minute: Int) -> Instant {
        let utc = day.midnight(offset: 0) + .seconds(60 * minute)
        let near = utc + .seconds(-offset(at: utc))
        return utc + .seconds(-offset(at: near))
    }
}
