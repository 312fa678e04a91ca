public import HotlineCore
public import JSON

/// A note about an appeal as the staff API tells of it.
public struct NoteDocument: Hashable, Sendable {
    /// When it was written.
    public var at: CivilTime
    /// Who wrote it: a login.
    public var by: String
    /// What it says; `nil` once that was taken out.
    public var text: String?

    /// Tells of a note by the event that it made.
    public init(_ event: LoggedEvent, zone: ZoneRules) {
        at = zone.civilTime(at: event.at)
        by = event.actor
        text = event.words
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let at = fields.required("at", .time)
        let by = fields.required("by", .string)
        let text = fields.optional("text", .string)
        self.at = try at.get()
        self.by = try by.get()
        self.text = try text.get()
    }

    /// The document as JSON; what is absent is `null`.
    public var json: JSON {
        ["at": .string(at.rfc3339), "by": .string(by), "text": JSON(text)]
    }
}

extension JSONShape where Value == NoteDocument {
    static var noteDocument: JSONShape { .object { fields in try NoteDocument(&fields) } }
}

extension NoteDocument: CustomDebugStringConvertible, CustomReflectable {
    /// When and by whom, and nothing of what it says.
    public var debugDescription: String { "note of \(at.rfc3339) by \(by)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["note": debugDescription]) }
}
