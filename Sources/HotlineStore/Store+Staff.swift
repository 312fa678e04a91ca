internal import GRDB
public import HotlineCore

/// A request of the staff that may come twice, because an answer can be lost on its way.
public struct StaffRequest: Hashable, Sendable {
    /// The key that whoever asks gave it.
    public var key: String
    /// What was asked by whom, so that the key of one request is not taken for another's.
    public var digest: String

    /// Creates a request.
    public init(key: String, digest: String) {
        self.key = key
        self.digest = digest
    }
}

extension Store {
    /// How long a request is remembered.
    public static let requestMemory = Duration.seconds(7 * 86_400)

    /// Who is absent, and who has how much to do.
    public func workload(at now: Instant) async throws(StoreError) -> Workload {
        try await read { db in try db.workload(at: now) }
    }

    /// Keeps an absence.
    ///
    /// - Returns: The absence; the one that is there already where the same was entered before.
    public func addAbsence(
        of login: String,
        from first: CalendarDay,
        to last: CalendarDay,
        deputy: String?,
        by person: Person,
        at now: Instant
    ) async throws(StoreError) -> Absence {
        try await write { db in
            let same = try db.row(
                "SELECT * FROM absence WHERE login = ? AND first = ? AND last = ? AND deputy IS ? AND cancelledAt IS NULL",
                [login, first.text, last.text, deputy]
            )
            if let same, let absence = Absence(same) { return absence }
            try db.run(
                "INSERT INTO absence (login, first, last, deputy, enteredAt, enteredBy) VALUES (?, ?, ?, ?, ?, ?)",
                [login, first.text, last.text, deputy, now.milliseconds, person.login]
            )
            return Absence(
                id: Identifier(db.lastInsertedRowID),
                login: login,
                first: first,
                last: last,
                deputy: deputy,
                enteredBy: person.login
            )
        }
    }

    /// Ends an absence before its time, or takes one back.
    ///
    /// - Returns: The absence; `nil` where there is none of this number that is not over.
    public func cancelAbsence(
        _ id: Identifier<Absence>,
        by person: Person,
        at now: Instant
    ) async throws(StoreError) -> Absence? {
        try await write { db in
            let row = try db.row("SELECT * FROM absence WHERE id = ? AND cancelledAt IS NULL", [id.value])
            guard let absence = row.flatMap(Absence.init) else { return nil }
            try db.run(
                "UPDATE absence SET cancelledAt = ?, cancelledBy = ? WHERE id = ?",
                [now.milliseconds, person.login, id.value]
            )
            return absence
        }
    }
}

extension Database {
    /// Who is absent, and who has how much to do.
    func workload(at now: Instant) throws -> Workload {
        let load = try rows(
            """
            SELECT assignee, count(*) AS open FROM appeal
            WHERE status IN ('distributed', 'inProgress') AND assignee IS NOT NULL GROUP BY assignee
            """
        )
        // A day begins up to fourteen hours apart in the zones of the world.
        let yesterday = CalendarDay(CivilTime(now + .seconds(-86_400), offset: 0))
        let absences = try rows(
            "SELECT * FROM absence WHERE cancelledAt IS NULL AND last >= ? ORDER BY first, id",
            [yesterday.text]
        )
        return Workload(
            openAppeals: Dictionary(uniqueKeysWithValues: load.map { ($0["assignee"], $0["open"]) }),
            absences: absences.compactMap(Absence.init)
        )
    }

    /// Whether a request was obeyed before.
    func wasObeyed(_ request: StaffRequest) throws -> Bool {
        guard let row = try row("SELECT digest FROM request WHERE key = ?", [request.key]) else { return false }
        guard row["digest"] == request.digest else { throw AppealFault.requestReused }
        return true
    }

    /// Remembers a request, and forgets the oldest.
    func note(_ request: StaffRequest, of appeal: AppealNumber, at now: Instant) throws {
        try run("DELETE FROM request WHERE at < ?", [(now + (.zero - Store.requestMemory)).milliseconds])
        try run(
            "INSERT INTO request (key, digest, appeal, at) VALUES (?, ?, ?, ?)",
            [request.key, request.digest, appeal.value, now.milliseconds]
        )
    }
}

extension Absence {
    fileprivate init?(_ row: Row) {
        guard let first = CalendarDay(row["first"] as String), let last = CalendarDay(row["last"] as String) else {
            return nil
        }
        self.init(
            id: Identifier(row["id"]),
            login: row["login"],
            first: first,
            last: last,
            deputy: row["deputy"],
            enteredBy: row["enteredBy"]
        )
    }
}
