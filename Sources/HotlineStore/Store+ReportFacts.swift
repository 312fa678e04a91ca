internal import GRDB
public import HotlineCore

extension Store {
    /// What a report on a time is counted from.
    ///
    /// - Parameters:
    ///   - period: The time.
    ///   - withBalance: Whether the exchange's account of calls is kept.
    /// - Returns: The appeals, calls and texts of the time, and what is open, whenever it arrived.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func reportFacts(_ period: ReportPeriod, withBalance: Bool) async throws(StoreError) -> ReportFacts {
        let (start, end) = (period.start.milliseconds, period.end.milliseconds)
        var facts = try await read { db in
            ReportFacts(
                appeals: try db.values(
                    """
                    SELECT \(ReportFacts.Appeal.columns) FROM appeal WHERE receivedAt >= ?1 AND receivedAt < ?2
                    UNION ALL
                    SELECT \(ReportFacts.Appeal.columns) FROM appeal
                    WHERE status <> 'closed' AND (receivedAt < ?1 OR receivedAt >= ?2)
                    """,
                    [start, end],
                    read: ReportFacts.Appeal.init
                ),
                calls: try db.values(
                    "SELECT appeal, outcome, step FROM call WHERE startedAt >= ? AND startedAt < ?",
                    [start, end],
                    read: ReportFacts.Call.init
                ),
                messages: try db.values(
                    "SELECT appeal, state FROM message WHERE createdAt >= ? AND createdAt < ?",
                    [start, end],
                    read: ReportFacts.Message.init
                ),
                mails: try db.values(
                    """
                    SELECT appeal, state FROM mail
                    WHERE appeal IS NOT NULL AND createdAt >= ? AND createdAt < ?
                    """,
                    [start, end],
                    read: ReportFacts.Mail.init
                )
            )
        }
        if withBalance { facts.balance = try await callBalance(from: period.start, to: period.end) }
        return facts
    }
}

extension ReportFacts.Appeal {
    fileprivate static let columns = """
        number, source, type, route, role, className, isPrivate, mark, phone, receivedAt, distributedAt, takenAt, closedAt,
        distributeDue, takeDue, closeDue,
        (SELECT actor FROM event WHERE event.appeal = number AND kind = 'distributed' ORDER BY id LIMIT 1)
        """

    /// Reads a row of ``columns``, by their places.
    fileprivate init(_ row: Row) {
        let instant = { (place: Int) in (row[place] as Int64?).map(Instant.init(milliseconds:)) }
        self.init(
            number: AppealNumber(row[0]),
            source: AppealSource(rawValue: row[1]) ?? .phone,
            type: (row[2] as String?).flatMap(AppealType.init(rawValue:)),
            route: (row[3] as String?).flatMap(AppealRoute.init(rawValue:)),
            role: (row[4] as String?).flatMap(AuthorRole.init(rawValue:)),
            className: row[5],
            isPrivate: row[6],
            mark: (row[7] as String?).flatMap(AppealMark.init(rawValue:)),
            author: row[8],
            receivedAt: Instant(milliseconds: row[9]),
            done: TermTimes(distribute: instant(10), take: instant(11), close: instant(12)),
            due: TermTimes(distribute: instant(13), take: instant(14), close: instant(15))
        )
        distributor = (row[16] as String?).map { Actor($0) }
    }
}

extension ReportFacts.Mail {
    fileprivate init?(_ row: Row) {
        guard let state = MailState(rawValue: row[1]) else { return nil }
        self.init(appeal: AppealNumber(row[0]), state: state)
    }
}

extension ReportFacts.Call {
    fileprivate init?(_ row: Row) {
        guard let step = CallStep(rawValue: row[2]) else { return nil }
        self.init(
            appeal: AppealNumber(row[0]),
            outcome: (row[1] as String?).flatMap(CallOutcome.init(rawValue:)),
            step: step
        )
    }
}

extension ReportFacts.Message {
    fileprivate init?(_ row: Row) {
        guard let state = MessageState(rawValue: row[1]) else { return nil }
        self.init(appeal: (row[0] as Int64?).map(AppealNumber.init), state: state)
    }
}
