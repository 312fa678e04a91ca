/// How many appeals were received in a time, and of what kind: numbers only, so that private ones can be counted too.
public struct AppealCounts: Hashable, Sendable {
    /// All of them.
    public var total = 0
    /// Those that only their specialist may see.
    public var isPrivate = 0
    /// By where they came from.
    public var sources: [AppealSource: Int] = [:]
    /// By the form's type; an appeal whose type nobody has said is in none of them.
    public var types: [AppealType: Int] = [:]
    /// By who is in charge; an appeal that nobody knows yet where to is in none of them.
    public var routes: [AppealRoute: Int] = [:]
    /// By how far they have come.
    public var statuses: [AppealStatus: Int] = [:]
    /// Those that were closed as none at all, by why.
    public var marks: [AppealMark: Int] = [:]

    /// Creates counts of nothing.
    public init() {}

    /// Counts appeals that are alike.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - source: Where they came from.
    ///   - type: Their type; `nil` where nobody has said it.
    ///   - route: Who is in charge; `nil` where nobody knows.
    ///   - status: How far they have come.
    ///   - mark: Why they were closed as none at all; `nil` for all others.
    ///   - isPrivate: Whether only their specialist may see them.
    public mutating func add(
        _ count: Int,
        source: AppealSource,
        type: AppealType?,
        route: AppealRoute?,
        status: AppealStatus,
        mark: AppealMark?,
        isPrivate: Bool
    ) {
        total += count
        if isPrivate { self.isPrivate += count }
        sources[source, default: 0] += count
        statuses[status, default: 0] += count
        if let type { types[type, default: 0] += count }
        if let route { routes[route, default: 0] += count }
        if let mark { marks[mark, default: 0] += count }
    }
}
