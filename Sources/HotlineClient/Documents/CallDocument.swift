public import HotlineCore
public import JSON

/// A call as the staff API tells of it.
public struct CallDocument: Hashable, Sendable {
    /// Asterisk's name for it; this and all that follows but the times is `nil` where the appeal is private.
    public var uniqueID: String?
    /// The appeal it made.
    public var appeal: AppealNumber
    /// The caller's number, masked.
    public var caller: String?
    /// The kind of line.
    public var line: LineKind?
    /// When it arrived.
    public var startedAt: CivilTime
    /// When it ended.
    public var endedAt: CivilTime?
    /// The step it came to.
    public var lastStep: CallStep?
    /// How it ended.
    public var outcome: CallOutcome?
    /// The keys pressed.
    public var keys: String?
    /// What it has to do with the appeal.
    public var link: CallLink?
    /// The login of the specialist who answered.
    public var answeredBy: String?
    /// How many seconds it rang at the specialists' telephones.
    public var rang: Int?
    /// How many seconds the talk lasted.
    public var talked: Int?
    /// What was recorded, oldest first.
    public var recordings: [RecordingDocument] = []

    /// Creates a document that tells when an appeal's call came and nothing more.
    init(appeal: AppealNumber, startedAt: CivilTime) {
        self.appeal = appeal
        self.startedAt = startedAt
    }

    /// Tells of a call what a person may see of it.
    public init(_ call: Call, of appeal: Appeal, for person: Person, zone: ZoneRules) {
        self.init(appeal: call.appeal, startedAt: zone.civilTime(at: call.startedAt))
        endedAt = call.endedAt.map(zone.civilTime(at:))
        guard person.maySeeContent(of: appeal) else { return }
        uniqueID = call.uniqueID
        caller = call.caller?.masked
        line = call.line
        lastStep = call.step
        outcome = call.outcome
        keys = call.keys
        link = call.link
        answeredBy = call.answeredBy
        rang = call.rang.map { Int($0.components.seconds) }
        talked = call.talked.map { Int($0.components.seconds) }
        recordings = call.recordings.map(RecordingDocument.init)
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "uniqueID": JSON(uniqueID),
            "appeal": .integer(appeal.value),
            "caller": JSON(caller),
            "line": JSON(line?.rawValue),
            "startedAt": .string(startedAt.rfc3339),
            "endedAt": JSON(endedAt?.rfc3339),
            "lastStep": JSON(lastStep?.rawValue),
            "outcome": JSON(outcome?.rawValue),
            "keys": JSON(keys),
            "link": JSON(link?.rawValue),
            "answeredBy": JSON(answeredBy),
            "rang": rang.map { .integer(Int64($0)) } ?? .null,
            "talked": talked.map { .integer(Int64($0)) } ?? .null,
            "recordings": .array(recordings.map(\.json)),
        ]
    }
}

extension JSONShape where Value == CallDocument {
    static var callDocument: JSONShape {
        .object { fields in
            let uniqueID = fields.optional("uniqueID", .string)
            let appeal = fields.required("appeal", .appealNumber)
            let caller = fields.optional("caller", .string)
            let line = fields.optional("line", .oneOf(LineKind.self))
            let startedAt = fields.required("startedAt", .time)
            let endedAt = fields.optional("endedAt", .time)
            let lastStep = fields.optional("lastStep", .oneOf(CallStep.self))
            let outcome = fields.optional("outcome", .oneOf(CallOutcome.self))
            let keys = fields.optional("keys", .string)
            let link = fields.optional("link", .oneOf(CallLink.self))
            let answeredBy = fields.optional("answeredBy", .string)
            let rang = fields.optional("rang", .integer)
            let talked = fields.optional("talked", .integer)
            let recordings = fields.optional("recordings", .array(of: .recordingDocument), default: [])
            var call = try CallDocument(appeal: appeal.get(), startedAt: startedAt.get())
            call.uniqueID = try uniqueID.get()
            call.caller = try caller.get()
            call.line = try line.get()
            call.endedAt = try endedAt.get()
            call.lastStep = try lastStep.get()
            call.outcome = try outcome.get()
            call.keys = try keys.get()
            call.link = try link.get()
            call.answeredBy = try answeredBy.get()
            call.rang = try rang.get()
            call.talked = try talked.get()
            call.recordings = try recordings.get()
            return call
        }
    }
}

/// What an appeal's document says first of its newest call.
public struct CallSummary: Hashable, Sendable {
    /// Asterisk's name for it.
    public var uniqueID: String
    /// How it ended.
    public var outcome: CallOutcome?
    /// The step it came to.
    public var lastStep: CallStep
    /// Where the spoken message is.
    public var recording: String?

    init(uniqueID: String, outcome: CallOutcome?, lastStep: CallStep, recording: String?) {
        self.uniqueID = uniqueID
        self.outcome = outcome
        self.lastStep = lastStep
        self.recording = recording
    }

    init(_ call: Call) {
        self.init(
            uniqueID: call.uniqueID,
            outcome: call.outcome,
            lastStep: call.step,
            recording: call.recordings.last { $0.kind == .message }?.file
        )
    }

    var json: JSON {
        [
            "uniqueID": .string(uniqueID), "outcome": JSON(outcome?.rawValue), "lastStep": .string(lastStep.rawValue),
            "recording": JSON(recording),
        ]
    }
}

extension JSONShape where Value == CallSummary {
    static var callSummary: JSONShape {
        .object { fields in
            let uniqueID = fields.required("uniqueID", .string)
            let outcome = fields.optional("outcome", .oneOf(CallOutcome.self))
            let lastStep = fields.required("lastStep", .oneOf(CallStep.self))
            let recording = fields.optional("recording", .string)
            return try CallSummary(
                uniqueID: uniqueID.get(),
                outcome: outcome.get(),
                lastStep: lastStep.get(),
                recording: recording.get()
            )
        }
    }
}

extension CallDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The appeal only.
    public var debugDescription: String { "a call of appeal \(appeal)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["call": debugDescription]) }
}
