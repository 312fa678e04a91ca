internal import GRDB
public import HotlineCore

extension Store {
    /// How the service does, as the database knows it.
    public func serviceFigures(at now: Instant) async throws(StoreError) -> ServiceFigures {
        let begun = ContinuousClock.now
        var figures = ServiceFigures(outbox: try await outboxFigures())
        let counted = try await read { db in
            (
                calls: try db.rows(
                    """
                    SELECT outcome, CASE WHEN outcome IN ('dropped', 'silent', 'failed') THEN step END AS step, count(*) AS calls
                    FROM call GROUP BY 1, 2
                    """
                ).map { ($0["outcome"] as String?, $0["step"] as String?, $0["calls"] as Int) },
                appeals: try db.rows("SELECT source, status, count(*) AS appeals FROM appeal GROUP BY 1, 2")
                    .map { ($0["source"] as String, $0["status"] as String, $0["appeals"] as Int) },
                terms: try db.row(
                    """
                    SELECT total(distributedAt <= distributeDue) AS distributeMet,
                        total(coalesce(distributedAt, ?1) > distributeDue) AS distributeMissed,
                        total(takenAt <= takeDue) AS takeMet,
                        total(takeDue IS NOT NULL AND (takenAt > takeDue OR (takenAt IS NULL AND status = 'distributed' AND ?1 > takeDue)))
                            AS takeMissed,
                        total(closedAt <= closeDue) AS closeMet, total(coalesce(closedAt, ?1) > closeDue) AS closeMissed
                    FROM appeal WHERE mark IS NULL AND mergedInto IS NULL
                    """,
                    [now.milliseconds]
                ).map { row in
                    TermStep.allCases.reduce(into: [TermStep: ServiceFigures.TermCount]()) { terms, step in
                        let count = { (what: String) in Int((row["\(step.rawValue)\(what)"] as Double?) ?? 0) }
                        terms[step] = ServiceFigures.TermCount(met: count("Met"), missed: count("Missed"))
                    }
                } ?? [:]
            )
        }
        for (outcome, step, count) in counted.calls {
            guard let outcome = outcome.flatMap(CallOutcome.init(rawValue:)) else {
                figures.liveCalls += count
                continue
            }
            figures.calls[outcome, default: 0] += count
            if let step = step.flatMap(CallStep.init(rawValue:)) { figures.leftAt[step, default: 0] += count }
        }
        for (source, status, count) in counted.appeals {
            if let source = AppealSource(rawValue: source) { figures.sources[source, default: 0] += count }
            if let status = AppealStatus(rawValue: status) { figures.statuses[status, default: 0] += count }
        }
        figures.terms = counted.terms
        figures.storeLatency = ContinuousClock.now - begun
        return figures
    }
}
