internal import GRDB
public import HotlineCore

/// Which appeals a list is to hold.
public struct AppealFilter: Hashable, Sendable {
    /// Only those that are not closed.
    public var isOpen: Bool
    /// Only those from here.
    public var source: AppealSource?
    /// Only those with this login.
    public var assignee: String?
    /// The most to give.
    public var limit: Int

    /// Creates a filter.
    public init(isOpen: Bool = true, source: AppealSource? = nil, assignee: String? = nil, limit: Int = 500) {
        self.isOpen = isOpen
        self.source = source
        self.assignee = assignee
        self.limit = limit
    }
}

/// What a call leaves for the companion to do.
enum HandoverKind: String {
    /// Hand the appeal to a specialist.
    case distribute
    /// Tell the author that it was accepted.
    case register
    /// Tell the author of a call that broke off.
    case dropped
}

extension Store {
    /// The appeals a filter lets through, the one whose term ends first in front.
    public func appeals(_ filter: AppealFilter) async throws(StoreError) -> [Appeal] {
        try await read { db in
            try db.rows(
                """
                SELECT * FROM appeal
                WHERE (NOT :isOpen OR status <> 'closed') AND (:source IS NULL OR source = :source)
                    AND (:assignee IS NULL OR assignee = :assignee)
                ORDER BY closeDue, number LIMIT :limit
                """,
                [
                    "isOpen": filter.isOpen, "source": filter.source?.rawValue, "assignee": filter.assignee,
                    "limit": filter.limit,
                ]
            ).map(Appeal.init)
        }
    }

    /// The appeals of these numbers, as far as there are any.
    public func appeals(numbered numbers: Set<AppealNumber>) async throws(StoreError) -> [Appeal] {
        try await read { db in
            try db.rows(
                "SELECT * FROM appeal WHERE number IN (SELECT value FROM json_each(?))",
                [numbers.jsonArray]
            ).map(Appeal.init)
        }
    }

    /// The appeal of this number, or `nil` where there is none.
    public func appeal(_ number: AppealNumber) async throws(StoreError) -> Appeal? {
        try await read { db in try db.appeal(number) }
    }

    /// Changes an appeal as `decide` says, with its events and texts, in one transaction.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - version: The version the one who asks has seen; `nil` where the act does not depend on it.
    ///   - now: When.
    ///   - decide: The rule; what it throws undoes everything.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StoreError/refused(_:)`` with what `decide` threw, or where the appeal is unknown or was changed meanwhile.
    public func change(
        _ number: AppealNumber,
        seen version: Int64? = nil,
        at now: Instant,
        decide: @escaping @Sendable (Appeal) throws -> AppealChange
    ) async throws(StoreError) -> Appeal {
        try await write { db in
            guard let appeal = try db.appeal(number) else { throw AppealFault.unknown(number) }
            guard version == nil || version == appeal.version else { throw AppealFault.changedMeanwhile(number) }
            let change = try decide(appeal)
            guard !change.events.isEmpty else { return appeal }
            return try db.apply(change, at: now)
        }
    }

    /// Notes that somebody was shown an author's whole number.
    public func noteNumberShown(of number: AppealNumber, to person: Person, at now: Instant) async throws(StoreError) {
        try await write { db in
            try db.log(NewEvent(.numberShown, by: person.actor, through: .cli), of: number, at: now)
        }
    }

    /// Hands over the appeals that calls left for it, with their texts.
    ///
    /// - Parameters:
    ///   - now: When.
    ///   - limit: The most to hand over in this transaction.
    ///   - regulation: The rules.
    /// - Returns: How many words left by calls were dealt with.
    /// - Throws: ``StoreError`` where the store cannot be read or written.
    public func handOver(at now: Instant, limit: Int, by regulation: Regulation) async throws(StoreError) -> Int {
        let isWaiting = try await read { db in try db.row("SELECT 1 FROM handover LIMIT 1") != nil }
        guard isWaiting else { return 0 }
        return try await write { db in
            // Who is told that the appeal was accepted needs no word of the call that broke off: that comes last.
            let left = try db.rows(
                "SELECT kind, appeal FROM handover ORDER BY appeal, kind = 'dropped', kind LIMIT ?",
                [limit]
            )
            for row in left {
                let kind: String = row["kind"]
                let number = AppealNumber(row["appeal"])
                if let appeal = try db.appeal(number), let kind = HandoverKind(rawValue: kind) {
                    try db.handOver(appeal, kind: kind, at: now, by: regulation)
                }
                try db.run("DELETE FROM handover WHERE kind = ? AND appeal = ?", [kind, number.value])
            }
            return left.count
        }
    }
}

extension Database {
    fileprivate func appeal(_ number: AppealNumber) throws -> Appeal? {
        try row("SELECT * FROM appeal WHERE number = ?", [number.value]).map(Appeal.init)
    }

    fileprivate func handOver(
        _ appeal: Appeal,
        kind: HandoverKind,
        at now: Instant,
        by regulation: Regulation
    ) throws {
        switch kind {
        case .distribute:
            let change = regulation.distribution(of: appeal, openAppeals: try openAppeals(), at: now)
            if let change { _ = try apply(change, at: now) }
        case .register:
            for message in regulation.registration(of: appeal) { try queue(message, for: appeal.number, at: now) }
        case .dropped:
            let isTold =
                try row(
                    "SELECT 1 FROM message WHERE appeal = ? AND kind IN ('registered', 'private')",
                    [appeal.number.value]
                ) != nil
            guard !isTold else { return }
            for message in regulation.wordOfDroppedCall(of: appeal) {
                try queue(message, for: appeal.number, at: now)
            }
        }
    }

    private func openAppeals() throws -> [String: Int] {
        let rows = try rows(
            """
            SELECT assignee, count(*) AS open FROM appeal
            WHERE status IN ('distributed', 'inProgress') AND assignee IS NOT NULL GROUP BY assignee
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["assignee"], $0["open"]) })
    }

    fileprivate func apply(_ change: AppealChange, at now: Instant) throws -> Appeal {
        let appeal = change.appeal
        let row = try row(
            """
            UPDATE appeal SET status = ?, type = ?, route = ?, isPrivate = ?, fullName = ?, role = ?, className = ?,
                description = ?, phone = ?, email = ?, consent = ?, assignee = ?, distributedAt = ?, takenAt = ?, closedAt = ?,
                distributeDue = ?, takeDue = ?, closeDue = ?, result = ?, delivery = ?, version = version + 1
            WHERE number = ? RETURNING *
            """,
            [
                appeal.status.rawValue, appeal.type?.rawValue, appeal.route?.rawValue, appeal.isPrivate,
                appeal.form.fullName, appeal.form.role?.rawValue, appeal.form.className, appeal.form.description,
                appeal.form.phone?.e164, appeal.form.email, appeal.consent, appeal.assignee,
                appeal.distributedAt?.milliseconds, appeal.takenAt?.milliseconds, appeal.closedAt?.milliseconds,
                appeal.deadlines.distribute.milliseconds, appeal.deadlines.take?.milliseconds,
                appeal.deadlines.close.milliseconds, appeal.result, appeal.delivery?.rawValue, appeal.number.value,
            ]
        )
        guard let row else { throw AppealFault.unknown(appeal.number) }
        for event in change.events { try log(event, of: appeal.number, at: now) }
        for message in change.messages { try queue(message, for: appeal.number, at: now) }
        let isUnrouted = appeal.status == .received && appeal.route != nil
        if isUnrouted { try leave(.distribute, for: appeal.number) }
        return Appeal(row)
    }
}

extension Appeal {
    fileprivate init(_ row: Row) {
        self.init(
            number: AppealNumber(row["number"]),
            status: AppealStatus(rawValue: row["status"]) ?? .received,
            source: AppealSource(rawValue: row["source"]) ?? .phone,
            type: (row["type"] as String?).flatMap(AppealType.init(rawValue:)),
            route: (row["route"] as String?).flatMap(AppealRoute.init(rawValue:)),
            isPrivate: row["isPrivate"],
            form: AppealForm(
                fullName: row["fullName"],
                role: (row["role"] as String?).flatMap(AuthorRole.init(rawValue:)),
                className: row["className"],
                description: row["description"],
                phone: (row["phone"] as String?).flatMap { try? PhoneNumber(e164: $0) },
                email: row["email"]
            ),
            assignee: row["assignee"],
            receivedAt: Instant(milliseconds: row["receivedAt"]),
            distributedAt: Instant(row["distributedAt"]),
            takenAt: Instant(row["takenAt"]),
            closedAt: Instant(row["closedAt"]),
            deadlines: Deadlines(
                distribute: Instant(milliseconds: row["distributeDue"]),
                take: Instant(row["takeDue"]),
                close: Instant(milliseconds: row["closeDue"])
            ),
            result: row["result"],
            delivery: (row["delivery"] as String?).flatMap(ResultDelivery.init(rawValue:)),
            consent: row["consent"],
            version: row["version"]
        )
    }
}

extension Instant {
    /// The instant a column holds, or `nil` where it holds none.
    fileprivate init?(_ milliseconds: Int64?) {
        guard let milliseconds else { return nil }
        self.init(milliseconds: milliseconds)
    }
}
