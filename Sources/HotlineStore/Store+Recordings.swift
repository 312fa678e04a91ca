internal import GRDB
public import HotlineCore

extension Store {
    /// What was recorded in these calls, oldest first.
    public func recordings(
        of calls: Set<Identifier<Call>>
    ) async throws(StoreError) -> [Identifier<Call>: [CallRecording]] {
        try await read { db in try db.recordings(of: calls) }
    }

    /// One recording of an appeal's calls.
    ///
    /// - Parameters:
    ///   - appeal: The appeal.
    ///   - index: Which one, counted from 1 with the oldest first; `nil` for the newest.
    /// - Returns: The recording, or `nil` where there is none.
    /// - Throws: ``StoreError`` where the store cannot be read.
    public func recording(of appeal: AppealNumber, index: Int? = nil) async throws(StoreError) -> CallRecording? {
        guard index.map({ $0 > 0 }) ?? true else { return nil }
        return try await read { db in
            try db.row(
                """
                SELECT recording.* FROM recording JOIN call ON call.id = recording.call WHERE call.appeal = ?
                ORDER BY \(index == nil ? "recording.at DESC, recording.id DESC" : "recording.at, recording.id")
                LIMIT 1 OFFSET ?
                """,
                [appeal.value, (index ?? 1) - 1]
            ).map(CallRecording.init)
        }
    }

    /// Keeps a recording of a call that could not be kept in the call itself; the same file is kept once.
    ///
    /// - Returns: Whether it was not there yet.
    /// - Throws: ``StoreError/unknownCall`` where there is no such call.
    public func adopt(
        _ recording: CallRecording,
        ofCall uniqueID: String,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in
            guard let row = try db.row("SELECT id FROM call WHERE uniqueID = ?", [uniqueID]) else {
                throw StoreError.unknownCall
            }
            return try db.keep(recording, of: Identifier(row["id"]), by: .system, through: .system, at: now)
        }
    }

    /// Keeps a recording of a call that could not be kept in the call itself; the same file is kept once.
    ///
    /// - Returns: Whether it was not there yet.
    /// - Throws: ``StoreError/unknownCall`` where there is no such call.
    public func adopt(
        _ recording: CallRecording,
        ofCall call: Identifier<Call>,
        at now: Instant
    ) async throws(StoreError) -> Bool {
        try await write { db in try db.keep(recording, of: call, by: .system, through: .system, at: now) }
    }

    /// Notes that somebody of the staff listened to a recording of an appeal.
    public func notePlayed(
        _ appeal: AppealNumber,
        file: String,
        by person: Person,
        at now: Instant
    ) async throws(StoreError) {
        try await write { db in
            let event = NewEvent(
                .played,
                by: person.actor,
                through: .cli,
                detail: [NewEvent.Fact("file", file)]
            )
            try db.log(event, of: appeal, at: now)
        }
    }
}

extension Database {
    /// What was recorded in these calls, oldest first.
    func recordings(of calls: Set<Identifier<Call>>) throws -> [Identifier<Call>: [CallRecording]] {
        guard !calls.isEmpty else { return [:] }
        let rows = try rows(
            """
            SELECT * FROM recording WHERE call IN (SELECT value FROM json_each(?)) ORDER BY at, id
            """,
            ["[\(calls.map(\.description).joined(separator: ","))]"]
        )
        return rows.reduce(into: [:]) { $0[Identifier($1["call"]), default: []].append(CallRecording($1)) }
    }

    /// Keeps a recording once.
    ///
    /// - Returns: Whether it was not there yet.
    func keep(
        _ recording: CallRecording,
        of call: Identifier<Call>,
        by actor: Actor,
        through channel: EventChannel,
        at now: Instant
    ) throws -> Bool {
        guard let row = try row("SELECT appeal FROM call WHERE id = ?", [call.value]) else {
            throw StoreError.unknownCall
        }
        try run(
            """
            INSERT INTO recording (call, kind, file, length, sha256, isSilent, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (file) DO NOTHING
            """,
            [
                call.value, recording.kind.rawValue, recording.file, recording.length.milliseconds, recording.sha256,
                recording.isSilent, now.milliseconds,
            ]
        )
        guard changesCount > 0 else { return false }
        let detail = [
            NewEvent.Fact("kind", recording.kind.rawValue),
            NewEvent.Fact("seconds", "\(recording.length.components.seconds)"),
        ]
        let event = NewEvent(.recorded, by: actor, through: channel, detail: detail)
        try log(event, of: AppealNumber(row["appeal"]), at: now)
        return true
    }
}

extension CallRecording {
    init(_ row: Row) {
        self.init(
            kind: Kind(rawValue: row["kind"]) ?? .message,
            file: row["file"],
            length: .milliseconds(row["length"] as Int64),
            sha256: row["sha256"],
            isSilent: row["isSilent"],
            transcript: (row["transcript"] as String?).map(CallTranscript.init(written:))
        )
    }
}
