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

    /// Creates a request of what somebody asks for, of which only the digest is kept.
    public init(key: String, by person: Person, asking content: String) {
        self.init(key: key, digest: Array("\(person.login)\n\(content)".utf8).sha256.hexadecimal)
    }

    /// A name that no other request has, for what is made by it.
    public var name: String { String(Array("\(key)\n\(digest)".utf8).sha256.hexadecimal.prefix(32)) }
}

extension Store {
    /// How long a request is remembered.
    public static let requestMemory = Duration.seconds(7 * 86_400)

    /// Remembers a request before it is obeyed, for what takes more than one transaction.
    ///
    /// - Returns: Whether it did not come before.
    /// - Throws: ``StoreError/refused(_:)`` where its key came before with something else.
    public func begin(_ request: StaffRequest, at now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            guard try db.obeyed(request) == nil else { return false }
            try db.note(request, about: nil, at: now)
            return true
        }
    }

    /// Forgets a request that was not obeyed after all, so that it may come again.
    public func forget(_ request: StaffRequest) async throws(StoreError) {
        try await write { db in
            try db.run("DELETE FROM deskRequest WHERE key = ? AND digest = ?", [request.key, request.digest])
        }
    }

    /// Who is absent, and who has how much to do.
    public func workload(at now: Instant) async throws(StoreError) -> Workload {
        try await read { db in try db.workload(at: now) }
    }

    /// The absences that are not over.
    public func absences(at now: Instant) async throws(StoreError) -> [Absence] {
        try await read { db in try db.absences(at: now) }
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
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> Absence {
        try await write { db in
            if let request, let made = try db.obeyed(request), let absence = try made.flatMap(db.absence) {
                return absence
            }
            let same = try db.row(
                "SELECT * FROM absence WHERE login = ? AND first = ? AND last = ? AND deputy IS ? AND cancelledAt IS NULL",
                [login, first.text, last.text, deputy]
            )
            if let same, let absence = Absence(same) {
                if let request { try db.note(request, about: absence.id.value, at: now) }
                return absence
            }
            try db.run(
                "INSERT INTO absence (login, first, last, deputy, enteredAt, enteredBy) VALUES (?, ?, ?, ?, ?, ?)",
                [login, first.text, last.text, deputy, now.milliseconds, person.login]
            )
            let id = db.lastInsertedRowID
            if let request { try db.note(request, about: id, at: now) }
            return Absence(
                id: Identifier(id),
                login: login,
                first: first,
                last: last,
                deputy: deputy,
                enteredBy: person.login
            )
        }
    }

    /// The absence of this number, over or not; `nil` where there is none.
    public func absence(_ id: Identifier<Absence>) async throws(StoreError) -> Absence? {
        try await read { db in try db.absence(id.value) }
    }

    /// Ends an absence before its time, or takes one back.
    ///
    /// - Returns: The absence; `nil` where there is none of this number that is not over.
    public func cancelAbsence(
        _ id: Identifier<Absence>,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> Absence? {
        try await write { db in
            if let request, try db.obeyed(request) != nil { return try db.absence(id.value) }
            let row = try db.row(
                "SELECT * FROM absence WHERE id = ? AND cancelledAt IS NULL AND last >= ?",
                [id.value, Database.yesterday(at: now).text]
            )
            guard let absence = row.flatMap(Absence.init) else { return nil }
            if let request { try db.note(request, about: id.value, at: now) }
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
        return Workload(
            openAppeals: Dictionary(uniqueKeysWithValues: load.map { ($0["assignee"], $0["open"]) }),
            absences: try absences(at: now)
        )
    }

    /// The last day that may not be over: a day begins up to fourteen hours apart in the zones of the world.
    fileprivate static func yesterday(at now: Instant) -> CalendarDay {
        CalendarDay(CivilTime(now + .seconds(-86_400), offset: 0))
    }

    /// The absences that are not over.
    fileprivate func absences(at now: Instant) throws -> [Absence] {
        try rows(
            "SELECT * FROM absence WHERE cancelledAt IS NULL AND last >= ? ORDER BY first, id",
            [Self.yesterday(at: now).text]
        ).compactMap(Absence.init)
    }

    fileprivate func absence(_ id: Int64) throws -> Absence? {
        try row("SELECT * FROM absence WHERE id = ?", [id]).flatMap(Absence.init)
    }

    /// Whether a request about an appeal was obeyed before.
    func wasObeyed(_ request: StaffRequest) throws -> Bool { try obeyed(request) != nil }

    /// What a request that was obeyed before made or ended, if that is no appeal; `nil` where it was not obeyed.
    func obeyed(_ request: StaffRequest) throws -> Int64?? {
        let row = try row(
            """
            SELECT digest, NULL AS subject FROM request WHERE key = :key
            UNION ALL SELECT digest, subject FROM deskRequest WHERE key = :key
            """,
            ["key": request.key]
        )
        guard let row else { return nil }
        guard row["digest"] == request.digest else { throw AppealFault.requestReused }
        return .some(row["subject"] as Int64?)
    }

    /// Remembers a request about no appeal, and forgets the oldest.
    func note(_ request: StaffRequest, about subject: Int64?, at now: Instant) throws {
        try run("DELETE FROM deskRequest WHERE at < ?", [(now + (.zero - Store.requestMemory)).milliseconds])
        try run(
            "INSERT INTO deskRequest (key, digest, subject, at) VALUES (?, ?, ?, ?)",
            [request.key, request.digest, subject, now.milliseconds]
        )
    }

    /// Remembers a request about an appeal, and forgets the oldest.
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
