public import HotlineCore
public import JSON

/// A recording of a call as the staff API tells of it.
public struct RecordingDocument: Hashable, Sendable {
    /// What was recorded.
    public var kind: CallRecording.Kind
    /// The file's name in the folder of recordings.
    public var file: String
    /// How many seconds it lasts.
    public var seconds: Int
    /// SHA-256 of the file, 64 hexadecimal digits in lower case.
    public var sha256: String
    /// Whether nothing but silence is in it.
    public var isSilent: Bool
    /// What a recogniser wrote down, which may be wrong: empty where it heard no words, `nil` where it was not asked, or not yet.
    public var transcript: String?

    /// Tells of a recording.
    public init(_ recording: CallRecording) {
        kind = recording.kind
        file = recording.file
        seconds = Int(recording.length.components.seconds)
        sha256 = recording.sha256
        isSilent = recording.isSilent
        transcript = recording.transcript?.text
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let kind = fields.required("kind", .oneOf(CallRecording.Kind.self))
        let file = fields.required("file", .string)
        let seconds = fields.required("seconds", .integer)
        let sha256 = fields.required("sha256", .string)
        let isSilent = fields.required("isSilent", .bool)
        let transcript = fields.optional("transcript", .string)
        self.kind = try kind.get()
        self.file = try file.get()
        self.seconds = try seconds.get()
        self.sha256 = try sha256.get()
        self.isSilent = try isSilent.get()
        self.transcript = try transcript.get()
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "file": .string(file), "seconds": .integer(Int64(seconds)),
            "sha256": .string(sha256), "isSilent": .bool(isSilent), "transcript": JSON(transcript),
        ]
    }

    /// What it is and how long, in the words of the staff.
    var text: String {
        switch kind {
        case .message: isSilent ? "тишина \(seconds) с" : "\(seconds) с"
        case .talk: isSilent ? "разговор \(seconds) с (тишина)" : "разговор \(seconds) с"
        }
    }
}

extension RecordingDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The file only: words are personal data.
    public var debugDescription: String { "recording \(file)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["recording": debugDescription]) }
}

extension JSONShape where Value == RecordingDocument {
    static var recordingDocument: JSONShape { .object { fields in try RecordingDocument(&fields) } }
}
