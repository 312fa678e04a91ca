internal import GRDB
internal import HotlineCore

extension Database {
    /// Whether the call was turned away.
    func isTurnedAway(_ uniqueID: String) throws -> Bool {
        try row("SELECT 1 FROM turnedAway WHERE uniqueID = ?", [uniqueID]) != nil
    }

    /// Whether a number has called as often as it may; calls that were turned away count too.
    func callsTooOften(_ caller: PhoneNumber, at now: Instant, limits: ArrivalLimits) throws -> Bool {
        guard let most = limits.callsPerHour else { return false }
        let row = try row(
            """
            SELECT (SELECT count(*) FROM call WHERE caller = :caller AND startedAt > :since)
                + (SELECT count(*) FROM turnedAway WHERE caller = :caller AND at > :since) AS calls
            """,
            ["caller": caller.e164, "since": (now + .seconds(-3600)).milliseconds]
        )
        return (row?["calls"] ?? 0) >= most
    }

    /// The appeal that a number's last call was cut off from, where that is not long ago.
    ///
    /// Cut off is who hung up on the way or was failed by us; so is who has no outcome though the exchange's call is over, or
    /// though more than five minutes went by in which nobody was talking with a specialist.
    ///
    /// Whose appeal has a route is asked what they want, unless it is private: of that one no word is said.
    func cutOff(_ caller: PhoneNumber, at now: Instant, limits: ArrivalLimits) throws -> EarlierAppeal? {
        let row = try row(
            """
            SELECT call.appeal, call.startedAt, call.endedAt, call.step, call.outcome, appeal.status, appeal.isPrivate,
                appeal.route, EXISTS (SELECT 1 FROM exchangeCall WHERE uniqueID = call.uniqueID) AS isOver
            FROM call JOIN appeal ON appeal.number = call.appeal
            WHERE call.caller = ? ORDER BY call.startedAt DESC, call.id DESC LIMIT 1
            """,
            [caller.e164]
        )
        guard let row, row["status"] != AppealStatus.closed.rawValue else { return nil }
        let startedAt = Instant(milliseconds: row["startedAt"])
        let endedAt = (row["endedAt"] as Int64?).map(Instant.init(milliseconds:))
        guard (endedAt ?? startedAt) + limits.repeatWithin >= now else { return nil }
        switch (row["outcome"] as String?).flatMap(CallOutcome.init(rawValue:)) {
        case .dropped, .failed: break
        case .completed, .transferred, .message, .callback, .status, .silent: return nil
        case nil:
            let isLong = startedAt + .seconds(300) <= now && row["step"] != CallStep.transfer.rawValue
            guard row["isOver"] || isLong else { return nil }
        }
        let isPrivate: Bool = row["isPrivate"]
        let route: String? = row["route"]
        return EarlierAppeal(
            number: AppealNumber(row["appeal"]),
            link: route != nil && !isPrivate ? .known : .again
        )
    }

    /// A number's newest open appeal that is not private: one it called about, or one it is the author's phone of.
    ///
    /// Each half goes by an index of its own: an `OR` of the two would look at every open appeal at every call.
    func openAppeal(of caller: PhoneNumber) throws -> EarlierAppeal? {
        try row(
            """
            SELECT number FROM appeal
            WHERE status <> 'closed' AND isPrivate = 0
                AND number IN (
                    SELECT number FROM appeal WHERE status <> 'closed' AND phone = :caller
                    UNION ALL SELECT appeal FROM call WHERE caller = :caller)
            ORDER BY receivedAt DESC, number DESC LIMIT 1
            """,
            ["caller": caller.e164]
        ).map { EarlierAppeal(number: AppealNumber($0["number"]), link: .known) }
    }
}
