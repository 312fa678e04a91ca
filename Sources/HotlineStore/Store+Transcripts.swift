internal import GRDB
public import HotlineCore
internal import JSON

extension Store {
    /// How often a recording's words are tried to be written down.
    public static let transcriptTries = 3
    /// Whether a recording is of an appeal without anything personal.
    private static let isOfBareAppeal = """
        EXISTS (SELECT 1 FROM call JOIN appeal ON appeal.number = call.appeal
            WHERE call.id = recording.call AND appeal.anonymisedAt IS NOT NULL)
        """

    /// Takes the next spoken message whose words are to be written down, the newest of those that were never tried first.
    ///
    /// The attempt counts from now on, so that a recording that brings the recogniser or the machine down is not tried for ever.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - hold: How long nobody else takes it, and how long until it is tried again.
    /// - Returns: The message, or `nil` where none is due.
    /// - Throws: ``StoreError`` where it cannot be written that it is taken.
    public func claimTranscript(
        at now: Instant,
        heldFor hold: Duration
    ) async throws(StoreError) -> TranscriptOrder? {
        try await write { db in
            let row = try db.row(
                """
                UPDATE recording SET transcriptTries = transcriptTries + 1, transcriptDue = ? WHERE id = (
                    SELECT id FROM recording
                    WHERE transcript IS NULL AND kind = 'message' AND isSilent = 0 AND transcriptDue <= ?
                        AND transcriptTries < ? AND erasedAt IS NULL AND NOT \(Self.isOfBareAppeal)
                    ORDER BY transcriptDue, id DESC LIMIT 1)
                RETURNING *
                """,
                [(now + hold).milliseconds, now.milliseconds, Self.transcriptTries]
            )
            return row.map {
                TranscriptOrder(
                    id: Identifier($0["id"]),
                    recording: CallRecording($0),
                    attempt: $0["transcriptTries"]
                )
            }
        }
    }

    /// Keeps what was written down of a recording; what is there already stays, and nothing is kept of a sound that was erased
    /// meanwhile or of an appeal that lost what was personal.
    ///
    /// - Returns: Whether it was kept.
    /// - Throws: ``StoreError`` where it cannot be kept.
    public func keep(
        _ transcript: CallTranscript,
        of recording: Identifier<CallRecording>,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            let row = try db.row(
                """
                UPDATE recording SET transcript = ?
                WHERE id = ? AND transcript IS NULL AND erasedAt IS NULL AND NOT \(Self.isOfBareAppeal)
                RETURNING file, (SELECT appeal FROM call WHERE call.id = recording.call) AS appeal
                """,
                [transcript.text, recording.value]
            )
            guard let row else { return false }
            let event = NewEvent(
                .transcribed,
                by: .system,
                through: .system,
                detail: [NewEvent.Fact("file", row["file"] as String)]
            )
            try db.log(event, of: AppealNumber(row["appeal"]), at: now)
            return true
        }
    }

    /// Gives a claimed recording back untried: the recogniser was stopped from outside.
    public func giveBackTranscript(of recording: Identifier<CallRecording>, at now: Instant) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                UPDATE recording SET transcriptTries = max(transcriptTries - 1, 0), transcriptDue = ?
                WHERE id = ? AND transcript IS NULL
                """,
                [now.milliseconds, recording.value]
            )
        }
    }

    /// Those recordings of some files with which nothing more is done but listening: what stands in them is kept by the database.
    ///
    /// - Parameters:
    ///   - files: The files' names.
    ///   - isWrittenDown: Whether spoken messages are written down; those that wait for that are none of these.
    ///   - now: The time.
    /// - Returns: The recordings.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func recordingsAtRest(
        _ files: [String],
        whereWrittenDown isWrittenDown: Bool,
        at now: Instant
    ) async throws(StoreError) -> [CallRecording] {
        try await read { db in
            try db.rows(
                """
                SELECT * FROM recording WHERE file IN (SELECT value FROM json_each(:files)) AND erasedAt IS NULL
                    AND NOT (:isWrittenDown AND transcript IS NULL AND kind = 'message' AND isSilent = 0
                        AND (transcriptTries < :tries OR transcriptDue > :now))
                """,
                [
                    "files": JSON.array(files.map(JSON.string)).encoded(), "isWrittenDown": isWrittenDown,
                    "tries": Self.transcriptTries, "now": now.milliseconds,
                ]
            ).map(CallRecording.init)
        }
    }
}
