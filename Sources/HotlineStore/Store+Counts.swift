internal import GRDB
public import HotlineCore

extension Store {
    /// How many appeals were received from one instant up to another, that one not included, and of what kind.
    public func counts(from start: Instant, to end: Instant) async throws(StoreError) -> AppealCounts {
        try await read { db in
            // All of it stands in the index `appeal_received`, so no appeal is looked at.
            let rows = try db.rows(Self.countsStatement, [start.milliseconds, end.milliseconds])
            return rows.reduce(into: AppealCounts()) { counts, row in counts.add(row) }
        }
    }

    /// The statement of ``counts(from:to:)``, for a test that looks how it goes about it.
    static let countsStatement = """
        SELECT source, type, route, status, mark, isPrivate, count(*) AS count FROM appeal
        WHERE receivedAt >= ? AND receivedAt < ?
        GROUP BY source, type, route, status, mark, isPrivate
        """
}

extension AppealCounts {
    fileprivate mutating func add(_ row: Row) {
        add(
            row["count"],
            source: AppealSource(rawValue: row["source"]) ?? .phone,
            type: (row["type"] as String?).flatMap(AppealType.init(rawValue:)),
            route: (row["route"] as String?).flatMap(AppealRoute.init(rawValue:)),
            status: AppealStatus(rawValue: row["status"]) ?? .received,
            mark: (row["mark"] as String?).flatMap(AppealMark.init(rawValue:)),
            isPrivate: row["isPrivate"]
        )
    }
}
