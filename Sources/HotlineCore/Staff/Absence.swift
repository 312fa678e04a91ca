/// Days on which somebody of the staff is not there.
public struct Absence: Hashable, Sendable {
    /// Its number.
    public var id: Identifier<Absence>
    /// Who is not there.
    public var login: String
    /// The first day.
    public var first: CalendarDay
    /// The last day.
    public var last: CalendarDay
    /// The login of who stands in; `nil` for the deputy of the settings.
    public var deputy: String?
    /// The login of who entered it.
    public var enteredBy: String

    /// Creates an absence.
    public init(
        id: Identifier<Absence>,
        login: String,
        first: CalendarDay,
        last: CalendarDay,
        deputy: String?,
        enteredBy: String
    ) {
        self.id = id
        self.login = login
        self.first = first
        self.last = last
        self.deputy = deputy
        self.enteredBy = enteredBy
    }

    /// Whether it holds on a day.
    public func holds(on day: CalendarDay) -> Bool { first <= day && day <= last }
}

/// What routing goes by beside the settings: who is not there, and who has how much to do.
public struct Workload: Hashable, Sendable {
    /// How many open appeals each login has; who is not named has none.
    public var openAppeals: [String: Int]
    /// The absences that are not over.
    public var absences: [Absence]

    /// Creates a workload.
    public init(openAppeals: [String: Int] = [:], absences: [Absence] = []) {
        self.openAppeals = openAppeals
        self.absences = absences
    }

    /// Who is away on a day, and who stands in where the absence says so.
    func absence(of login: String, on day: CalendarDay) -> Absence? {
        absences.first { $0.login == login && $0.holds(on: day) }
    }
}
