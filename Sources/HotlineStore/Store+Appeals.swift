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
    /// Only those whose author is still to be called: with the result, or because they did not answer.
    public var needsCall: Bool
    /// The most to give.
    public var limit: Int

    /// Creates a filter.
    public init(
        isOpen: Bool = true,
        source: AppealSource? = nil,
        assignee: String? = nil,
        needsCall: Bool = false,
        limit: Int = 500
    ) {
        self.isOpen = isOpen
        self.source = source
        self.assignee = assignee
        self.needsCall = needsCall
        self.limit = limit
    }

    /// The condition, with every index that serves it in reach: one that hangs on a value would hide them all.
    fileprivate var condition: String {
        var conditions: [String] = []
        if needsCall {
            conditions.append(
                """
                (delivery = 'callback' AND toldAt IS NULL AND anonymisedAt IS NULL
                    OR number IN (SELECT appeal FROM callTask))
                """
            )
        } else if isOpen {
            conditions.append("status <> 'closed'")
        }
        if source != nil { conditions.append("source = :source") }
        if assignee != nil { conditions.append("assignee = :assignee") }
        return conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    }
}

extension Store {
    /// The appeals a filter lets through: the open ones, the one whose running term ends first in front, then the closed ones.
    public func appeals(_ filter: AppealFilter) async throws(StoreError) -> [Appeal] {
        try await read { db in
            var arguments: [String: (any DatabaseValueConvertible)?] = ["limit": filter.limit]
            if let source = filter.source { arguments["source"] = source.rawValue }
            if let assignee = filter.assignee { arguments["assignee"] = assignee }
            return try db.rows(
                """
                SELECT \(Appeal.columns) FROM appeal \(filter.condition)
                ORDER BY status = 'closed', \(Appeal.runningDue), number LIMIT :limit
                """,
                StatementArguments(arguments)
            ).map(Appeal.init)
        }
    }

    /// The appeals of these numbers, as far as there are any.
    public func appeals(numbered numbers: Set<AppealNumber>) async throws(StoreError) -> [Appeal] {
        try await read { db in
            try db.rows(
                "SELECT \(Appeal.columns) FROM appeal WHERE number IN (SELECT value FROM json_each(?))",
                [numbers.jsonArray]
            ).map(Appeal.init)
        }
    }

    /// The appeal of this number, or `nil` where there is none.
    public func appeal(_ number: AppealNumber) async throws(StoreError) -> Appeal? {
        try await read { db in try db.appeal(number) }
    }

    /// Changes an appeal as `decide` says, with its events, texts and mails, in one transaction.
    ///
    /// - Parameters:
    ///   - number: The appeal.
    ///   - version: The version the one who asks has seen; `nil` where the act does not depend on it.
    ///   - request: The request it comes from; one that comes twice changes nothing the second time.
    ///   - now: When.
    ///   - decide: The rule, given the appeal and who is absent and has how much to do; what it throws undoes everything.
    /// - Returns: The appeal afterwards.
    /// - Throws: ``StoreError/refused(_:)`` with what `decide` threw, or where the appeal is unknown or was changed meanwhile.
    public func change(
        _ number: AppealNumber,
        seen version: Int64? = nil,
        request: StaffRequest? = nil,
        at now: Instant,
        decide: @escaping @Sendable (Appeal, Workload) throws -> AppealChange
    ) async throws(StoreError) -> Appeal {
        try await write { db in
            guard let appeal = try db.appeal(number) else { throw AppealFault.unknown(number) }
            if let request, try db.wasObeyed(request) { return appeal }
            guard version == nil || version == appeal.version else { throw AppealFault.changedMeanwhile(number) }
            let change = try decide(appeal, db.workload(at: now))
            if let request { try db.note(request, of: number, at: now) }
            guard !change.events.isEmpty else { return appeal }
            return try db.apply(change, at: now)
        }
    }

    /// Changes two appeals as `decide` says, in one transaction.
    ///
    /// - Parameters:
    ///   - number: The one appeal.
    ///   - other: The other one.
    ///   - request: The request it comes from.
    ///   - now: When.
    ///   - decide: The rule.
    /// - Returns: The first appeal afterwards.
    /// - Throws: ``StoreError/refused(_:)`` with what `decide` threw, or where one of them is unknown.
    public func change(
        _ number: AppealNumber,
        and other: AppealNumber,
        request: StaffRequest? = nil,
        at now: Instant,
        decide: @escaping @Sendable (Appeal, Appeal) throws -> (AppealChange, AppealChange)
    ) async throws(StoreError) -> Appeal {
        try await write { db in
            guard let appeal = try db.appeal(number) else { throw AppealFault.unknown(number) }
            guard let second = try db.appeal(other) else { throw AppealFault.unknown(other) }
            if let request, try db.wasObeyed(request) { return appeal }
            let (change, otherChange) = try decide(appeal, second)
            if let request { try db.note(request, of: number, at: now) }
            let changed = try db.apply(change, at: now)
            _ = try db.apply(otherChange, at: now)
            return changed
        }
    }

    /// Notes that somebody was shown an author's whole number.
    public func noteNumberShown(of number: AppealNumber, to person: Person, at now: Instant) async throws(StoreError) {
        try await write { db in
            try db.log(NewEvent(.numberShown, by: person.actor, through: .cli), of: number, at: now)
        }
    }
}

extension Database {
    /// Keeps what an act makes of an appeal.
    func apply(_ change: AppealChange, at now: Instant) throws -> Appeal {
        let appeal = try update(change.appeal)
        for event in change.events { try log(event, of: appeal.number, at: now) }
        // Told, or told without a call, or none of ours any more: nobody is to be called another day.
        let needsNoCall = change.events.contains {
            [.told, .marked, .merged, .anonymised].contains($0.kind)
                || $0.kind == .closed && appeal.delivery != .callback
        }
        if needsNoCall { try endCallTask(of: appeal.number, at: now) }
        if change.events.contains(where: { $0.kind == .reopened }) { try cancelResults(of: appeal.number, at: now) }
        for message in change.messages { try queue(message, about: appeal, at: now) }
        for mail in change.mails { try queue(mail, for: appeal.number, at: now) }
        for call in change.calls { try queue(call, about: appeal, at: now) }
        if appeal.isUnrouted { try leave(.distribute, for: appeal.number) }
        return appeal
    }
}

extension Appeal {
    /// When the first of the terms that run ends: to hand it over or to take it, and to close it; for one that is closed, when the
    /// last did.
    ///
    /// Every open appeal is looked at for it, and these are few; the index of those that are open finds them.
    fileprivate static let runningDue = """
        CASE status WHEN 'received' THEN min(distributeDue, closeDue) WHEN 'distributed' THEN min(takeDue, closeDue)
            ELSE closeDue END
        """

    /// Whether nobody has handed it to anybody yet, and its subject says to whom it goes.
    var isUnrouted: Bool { status == .received && route != nil && handedBackBy.isEmpty }
}
