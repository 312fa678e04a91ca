/// One year of the production calendar, which says day by day what is worked in Russia.
public struct ProductionYear: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// Every day that is not worked, weekends too.
    public let daysOff: Set<CalendarDay>
    /// The working days that are an hour shorter.
    public let shortDays: Set<CalendarDay>

    /// Creates a year from its days.
    init(year: Int, daysOff: Set<CalendarDay>, shortDays: Set<CalendarDay>) {
        self.year = year
        self.daysOff = daysOff
        self.shortDays = shortDays
    }
}
