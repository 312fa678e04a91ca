public import HotlineCore
public import JSON

/// What was made anew of an appeal from its events, as the staff API tells of it.
public struct RebuildDocument: Hashable, Sendable {
    /// The appeal.
    public var appeal: AppealNumber
    /// The fields that were kept otherwise than the events tell; none where nothing was done.
    public var fields: [String]

    /// Creates a document.
    public init(appeal: AppealNumber, fields: [String]) {
        self.appeal = appeal
        self.fields = fields
    }

    /// The document as JSON.
    public var json: JSON {
        ["appeal": .integer(appeal.value), "fields": .array(fields.map { .string($0) })]
    }
}

extension JSONShape where Value == RebuildDocument {
    static var rebuildDocument: JSONShape {
        .object { fields in
            let appeal = fields.required("appeal", .integer)
            let names = fields.required("fields", .array(of: .string))
            return try RebuildDocument(appeal: AppealNumber(Int64(appeal.get())), fields: names.get())
        }
    }
}
