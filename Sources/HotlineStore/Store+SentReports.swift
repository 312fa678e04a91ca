internal import Foundation
internal import GRDB
public import HotlineCore

/// What became of a report that was to go to the director.
public enum ReportPosting: Hashable, Sendable {
    /// It is sent; or was, by this very request.
    case sent(SentReport)
    /// The week's report went before, under this number.
    case already(number: Int64)
}

extension Store {
    /// What the head wrote on a week.
    public func proposals(of week: String) async throws(StoreError) -> WeeklyProposals {
        try await read { db in try db.proposals(of: week) }
    }

    /// Keeps what the head writes on a week.
    ///
    /// - Parameters:
    ///   - text: The words; empty for none.
    ///   - week: The week.
    ///   - version: The version they were written on; `nil` for whichever there is.
    ///   - person: Who writes.
    ///   - request: What the request is known by.
    ///   - now: When.
    /// - Returns: The proposals as they stand then; `nil` where somebody else wrote meanwhile.
    /// - Throws: ``StoreError`` where they cannot be kept.
    public func setProposals(
        _ text: String,
        of week: String,
        seen version: Int64?,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> WeeklyProposals? {
        try await write { db in
            if let request, try db.wasObeyed(request) { return try db.proposals(of: week) }
            let kept = try db.proposals(of: week)
            guard version == nil || version == kept.version else { return nil }
            try db.run(
                """
                INSERT INTO weeklyProposals (week, text, changedAt, changedBy) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET text = excluded.text, changedAt = excluded.changedAt,
                        changedBy = excluded.changedBy, version = version + 1
                """,
                [week, text, now.milliseconds, person.login]
            )
            if let request { try db.note(request, about: nil, at: now) }
            return try db.proposals(of: week)
        }
    }

    /// Sends a week's report to the director and keeps it whole, in one transaction.
    ///
    /// - Parameters:
    ///   - content: What is sent.
    ///   - week: The week.
    ///   - recipients: The logins and addresses of whoever gets it.
    ///   - again: Whether it goes although the week's went before.
    ///   - person: Who sends it.
    ///   - request: What the request is known by.
    ///   - now: When.
    /// - Returns: What became of it.
    /// - Throws: ``StoreError`` where it cannot be kept.
    public func sendReport(
        _ content: SentReport.Content,
        of week: String,
        to recipients: [(login: String, address: String)],
        again: Bool,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> ReportPosting {
        try await write { db in
            if let request, let made = try db.obeyed(request), let number = made,
                let report = try db.sentReport(number)
            {
                return .sent(report)
            }
            let last = try db.row("SELECT max(number) AS number FROM sentReport WHERE week = ?", [week])
            if !again, let number = last?["number"] as Int64? { return .already(number: number) }
            let number = (try db.row("SELECT max(number) AS last FROM sentReport")?["last"] as Int64? ?? 0) + 1
            try db.run(
                """
                INSERT INTO sentReport (number, week, sentAt, sentBy, subject, text, html, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    number, week, now.milliseconds, person.login, content.subject, content.text, content.html,
                    content.json,
                ]
            )
            for (place, picture) in content.pictures.enumerated() {
                try db.run(
                    "INSERT INTO sentReportPicture (report, place, name, bytes) VALUES (?, ?, ?, ?)",
                    [number, place, picture.name, Data(picture.bytes)]
                )
            }
            for recipient in recipients {
                let mail = DraftMail(
                    recipient: recipient.address,
                    subject: content.subject,
                    text: content.text,
                    html: content.html,
                    pictures: content.pictures
                )
                try db.run(
                    "INSERT INTO sentReportMail (report, recipient, mail) VALUES (?, ?, ?)",
                    [number, recipient.login, try db.queue(mail, for: nil, at: now)]
                )
            }
            if let request { try db.note(request, about: number, at: now) }
            guard let report = try db.sentReport(number) else { return .already(number: number) }
            return .sent(report)
        }
    }

    /// The report that a request of before sent; `nil` where there was none.
    public func report(sentBy request: StaffRequest) async throws(StoreError) -> SentReport? {
        try await read { db in
            guard let made = try db.obeyed(request), let number = made else { return nil }
            return try db.sentReport(number)
        }
    }

    /// The report of a number, as it was sent; `nil` where there is none.
    public func sentReport(_ number: Int64) async throws(StoreError) -> SentReport? {
        try await read { db in try db.sentReport(number) }
    }

    /// What was sent, the newest first.
    public func sentReports(limit: Int) async throws(StoreError) -> [SentReport] {
        try await read { db in
            try db.rows("SELECT number FROM sentReport ORDER BY number DESC LIMIT ?", [limit])
                .compactMap { try db.sentReport($0["number"]) }
        }
    }
}

extension Database {
    fileprivate func proposals(of week: String) throws -> WeeklyProposals {
        guard let row = try row("SELECT * FROM weeklyProposals WHERE week = ?", [week]) else {
            return WeeklyProposals(week: week)
        }
        return WeeklyProposals(
            week: week,
            text: row["text"],
            version: row["version"],
            changedAt: Instant(milliseconds: row["changedAt"]),
            changedBy: row["changedBy"]
        )
    }

    fileprivate func sentReport(_ number: Int64) throws -> SentReport? {
        guard let row = try row("SELECT * FROM sentReport WHERE number = ?", [number]) else { return nil }
        let deliveries = try rows(
            """
            SELECT sentReportMail.recipient, state FROM sentReportMail JOIN mail ON mail.id = sentReportMail.mail
            WHERE report = ? ORDER BY sentReportMail.recipient
            """,
            [number]
        )
        let pictures = try rows("SELECT name, bytes FROM sentReportPicture WHERE report = ? ORDER BY place", [number])
        return SentReport(
            number: row["number"],
            week: row["week"],
            sentAt: Instant(milliseconds: row["sentAt"]),
            sentBy: row["sentBy"],
            deliveries: deliveries.map { delivery in
                SentReport.Delivery(
                    recipient: delivery["recipient"],
                    state: MailState(rawValue: delivery["state"]) ?? .failed
                )
            },
            content: SentReport.Content(
                subject: row["subject"],
                text: row["text"],
                html: row["html"],
                json: row["json"],
                pictures: pictures.map(MailPicture.init)
            )
        )
    }
}
