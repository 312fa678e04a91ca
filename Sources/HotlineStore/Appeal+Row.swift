internal import GRDB
internal import HotlineCore

/// The columns of the table of appeals, in the order in which they are asked for.
///
/// A row is read by place: looking names up took more than half of what it costs to read an appeal.
private enum AppealColumn: Int, CaseIterable {
    case number, source, status, type, route, isPrivate, fullName, role, className, description, phone, email
    case consent, assignee, receivedAt, distributedAt, takenAt, closedAt, distributeFrom, distributeDue
    case distributeCalendar, takeFrom, takeDue, takeCalendar, closeFrom, closeDue, closeCalendar, result, delivery
    case version, toldAt, mark, mergedInto, extensionBy, extensionAskedBy, handedBackBy, alarms, nextAlarm
    case anonymisedAt
}

extension Row {
    fileprivate func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: AppealColumn)
        -> Value
    {
        self[column.rawValue]
    }

    fileprivate func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: AppealColumn
    ) -> Value? { self[column.rawValue] }

    fileprivate func word<Value: RawRepresentable<String>>(_ column: AppealColumn) -> Value? {
        (self[column.rawValue] as String?).flatMap(Value.init(rawValue:))
    }

    fileprivate func instant(_ column: AppealColumn) -> Instant? { Instant(self[column.rawValue]) }

    fileprivate func deadline(_ from: AppealColumn, _ due: AppealColumn, _ calendar: AppealColumn) -> Deadline? {
        guard let from = instant(from), let due = instant(due), let calendar: TermCalendar = word(calendar) else {
            return nil
        }
        return Deadline(from: from, due: due, calendar: calendar)
    }
}

extension Appeal {
    /// What a query selects, first of all, whose rows are read as appeals.
    static let columns = AppealColumn.allCases.map { "\($0)" }.joined(separator: ", ")

    fileprivate static let versionByNumber = "SELECT version FROM appeal WHERE number = ?"
    fileprivate static let byNumber = "SELECT \(columns) FROM appeal WHERE number = ?"

    /// Reads a row that begins with ``columns``.
    init(_ row: Row) {
        let received = row.instant(.receivedAt) ?? Instant(milliseconds: 0)
        let unknown = Deadline(from: received, due: received, calendar: .wall)
        self.init(
            number: AppealNumber(row.value(.number)),
            status: row.word(.status) ?? .received,
            source: row.word(.source) ?? .phone,
            type: row.word(.type),
            route: row.word(.route),
            isPrivate: row.value(.isPrivate),
            form: AppealForm(
                fullName: row.optional(.fullName),
                role: row.word(.role),
                className: row.optional(.className),
                description: row.optional(.description),
                phone: (row.optional(.phone) as String?).flatMap { try? PhoneNumber(e164: $0) },
                email: row.optional(.email)
            ),
            assignee: row.optional(.assignee),
            receivedAt: received,
            distributedAt: row.instant(.distributedAt),
            takenAt: row.instant(.takenAt),
            closedAt: row.instant(.closedAt),
            deadlines: Deadlines(
                distribute: row.deadline(.distributeFrom, .distributeDue, .distributeCalendar) ?? unknown,
                take: row.deadline(.takeFrom, .takeDue, .takeCalendar),
                close: row.deadline(.closeFrom, .closeDue, .closeCalendar) ?? unknown
            ),
            result: row.optional(.result),
            delivery: row.word(.delivery),
            consent: row.optional(.consent),
            version: row.value(.version)
        )
        toldAt = row.instant(.toldAt)
        mark = row.word(.mark)
        mergedInto = (row.optional(.mergedInto) as Int64?).map(AppealNumber.init)
        if let by = (row.optional(.extensionBy) as String?).flatMap(Duration.init(setting:)),
            let asker: String = row.optional(.extensionAskedBy)
        {
            extensionRequest = ExtensionRequest(by: by, askedBy: asker)
        }
        handedBackBy = (row.value(.handedBackBy) as String).split(separator: " ").map(String.init)
        alarms = Dictionary((row.value(.alarms) as String).split(separator: " ").compactMap(Self.alarm)) { $1 }
        nextAlarm = row.instant(.nextAlarm)
        anonymisedAt = row.instant(.anonymisedAt)
    }

    /// Reads what was told of a term: the name, the end and the time it was told; rows of before have no time.
    private static func alarm(_ text: Substring) -> (AlarmKey, Instant)? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard let key = AlarmKey(parts.prefix(2).joined(separator: "@")), parts.count <= 3 else { return nil }
        guard parts.count == 3 else { return (key, Instant(milliseconds: 0)) }
        return Int64(parts[2]).map { (key, Instant(milliseconds: $0)) }
    }
}

extension Instant {
    /// The instant a column holds, or `nil` where it holds none.
    init?(_ milliseconds: Int64?) {
        guard let milliseconds else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

extension Database {
    /// The appeal of this number.
    func appeal(_ number: AppealNumber) throws -> Appeal? {
        try row(Appeal.byNumber, [number.value]).map(Appeal.init)
    }

    /// Keeps a new appeal.
    func insert(_ appeal: Appeal) throws {
        try run(
            """
            INSERT INTO appeal (number, source, status, phone, consent, receivedAt, distributeFrom, distributeDue,
                distributeCalendar, closeFrom, closeDue, closeCalendar, nextAlarm)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                appeal.number.value, appeal.source.rawValue, appeal.status.rawValue, appeal.form.phone?.e164,
                appeal.consent, appeal.receivedAt.milliseconds, appeal.deadlines.distribute.from.milliseconds,
                appeal.deadlines.distribute.due.milliseconds, appeal.deadlines.distribute.calendar.rawValue,
                appeal.deadlines.close.from.milliseconds, appeal.deadlines.close.due.milliseconds,
                appeal.deadlines.close.calendar.rawValue, appeal.nextAlarm?.milliseconds,
            ]
        )
    }

    /// Keeps a changed appeal, and counts the change.
    func update(_ appeal: Appeal) throws -> Appeal {
        let deadlines = appeal.deadlines
        // Without RETURNING, for which SQLite makes a table of its own each time.
        try run(
            """
            UPDATE appeal SET status = ?, type = ?, route = ?, isPrivate = ?, fullName = ?, role = ?, className = ?,
                description = ?, phone = ?, email = ?, consent = ?, assignee = ?, distributedAt = ?, takenAt = ?, closedAt = ?,
                distributeFrom = ?, distributeDue = ?, distributeCalendar = ?, takeFrom = ?, takeDue = ?, takeCalendar = ?,
                closeFrom = ?, closeDue = ?, closeCalendar = ?, result = ?, delivery = ?, toldAt = ?, mark = ?,
                mergedInto = ?, extensionBy = ?, extensionAskedBy = ?, handedBackBy = ?, alarms = ?, nextAlarm = ?,
                anonymisedAt = ?, version = version + 1
            WHERE number = ?
            """,
            [
                appeal.status.rawValue, appeal.type?.rawValue, appeal.route?.rawValue, appeal.isPrivate,
                appeal.form.fullName, appeal.form.role?.rawValue, appeal.form.className, appeal.form.description,
                appeal.form.phone?.e164, appeal.form.email, appeal.consent, appeal.assignee,
                appeal.distributedAt?.milliseconds, appeal.takenAt?.milliseconds, appeal.closedAt?.milliseconds,
                deadlines.distribute.from.milliseconds, deadlines.distribute.due.milliseconds,
                deadlines.distribute.calendar.rawValue, deadlines.take?.from.milliseconds,
                deadlines.take?.due.milliseconds, deadlines.take?.calendar.rawValue,
                deadlines.close.from.milliseconds, deadlines.close.due.milliseconds, deadlines.close.calendar.rawValue,
                appeal.result, appeal.delivery?.rawValue, appeal.toldAt?.milliseconds, appeal.mark?.rawValue,
                appeal.mergedInto?.value, appeal.extensionRequest?.by.setting, appeal.extensionRequest?.askedBy,
                appeal.handedBackBy.joined(separator: " "),
                appeal.alarms.map { "\($0.key)@\($0.value.milliseconds)" }.sorted().joined(separator: " "),
                appeal.nextAlarm?.milliseconds,
                appeal.anonymisedAt?.milliseconds, appeal.number.value,
            ]
        )
        guard changesCount == 1, let row = try row(Appeal.versionByNumber, [appeal.number.value]) else {
            throw AppealFault.unknown(appeal.number)
        }
        var kept = appeal
        kept.version = row["version"]
        return kept
    }
}
