internal import GRDB
internal import HotlineCore

extension Appeal {
    /// Reads a row of the table of appeals.
    init(_ row: Row) {
        let number: Int64 = row["number"]
        self.init(
            number: AppealNumber(number),
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
                distribute: Deadline(row, "distribute") ?? Deadline(unknownAt: row["receivedAt"]),
                take: Deadline(row, "take"),
                close: Deadline(row, "close") ?? Deadline(unknownAt: row["receivedAt"])
            ),
            result: row["result"],
            delivery: (row["delivery"] as String?).flatMap(ResultDelivery.init(rawValue:)),
            consent: row["consent"],
            version: row["version"]
        )
        toldAt = Instant(row["toldAt"])
        mark = (row["mark"] as String?).flatMap(AppealMark.init(rawValue:))
        mergedInto = (row["mergedInto"] as Int64?).map(AppealNumber.init)
        if let by = (row["extensionBy"] as String?).flatMap(Duration.init(setting:)),
            let asker: String = row["extensionAskedBy"]
        {
            extensionRequest = ExtensionRequest(by: by, askedBy: asker)
        }
        handedBackBy = (row["handedBackBy"] as String).split(separator: " ").map(String.init)
        alarms = Dictionary((row["alarms"] as String).split(separator: " ").compactMap(Self.alarm)) { $1 }
        nextAlarm = Instant(row["nextAlarm"])
        anonymisedAt = Instant(row["anonymisedAt"])
    }

    /// Reads what was told of a term: the name, the end and the time it was told; rows of before have no time.
    private static func alarm(_ text: Substring) -> (AlarmKey, Instant)? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard let key = AlarmKey(parts.prefix(2).joined(separator: "@")), parts.count <= 3 else { return nil }
        guard parts.count == 3 else { return (key, Instant(milliseconds: 0)) }
        return Int64(parts[2]).map { (key, Instant(milliseconds: $0)) }
    }
}

extension Deadline {
    fileprivate init?(_ row: Row, _ step: String) {
        guard let from = Instant(row["\(step)From"]), let due = Instant(row["\(step)Due"]),
            let calendar = (row["\(step)Calendar"] as String?).flatMap(TermCalendar.init(rawValue:))
        else { return nil }
        self.init(from: from, due: due, calendar: calendar)
    }

    fileprivate init(unknownAt milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        self.init(from: instant, due: instant, calendar: .wall)
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
        try row("SELECT * FROM appeal WHERE number = ?", [number.value]).map(Appeal.init)
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
        let row = try row(
            """
            UPDATE appeal SET status = ?, type = ?, route = ?, isPrivate = ?, fullName = ?, role = ?, className = ?,
                description = ?, phone = ?, email = ?, consent = ?, assignee = ?, distributedAt = ?, takenAt = ?, closedAt = ?,
                distributeFrom = ?, distributeDue = ?, distributeCalendar = ?, takeFrom = ?, takeDue = ?, takeCalendar = ?,
                closeFrom = ?, closeDue = ?, closeCalendar = ?, result = ?, delivery = ?, toldAt = ?, mark = ?,
                mergedInto = ?, extensionBy = ?, extensionAskedBy = ?, handedBackBy = ?, alarms = ?, nextAlarm = ?,
                anonymisedAt = ?, version = version + 1
            WHERE number = ? RETURNING *
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
        guard let row else { throw AppealFault.unknown(appeal.number) }
        return Appeal(row)
    }
}
