public import JSON

/// A page of all appeals in the order of their numbers.
public struct ExportDocument: Hashable, Sendable {
    /// The appeals.
    public var appeals: [AppealDocument]
    /// The last number there is.
    public var lastNumber: Int64

    /// Creates a document.
    public init(appeals: [AppealDocument], lastNumber: Int64) {
        self.appeals = appeals
        self.lastNumber = lastNumber
    }

    /// The document as JSON.
    public var json: JSON {
        ["appeals": .array(appeals.map(\.json)), "lastNumber": .integer(lastNumber)]
    }
}

extension JSONShape where Value == ExportDocument {
    static var exportDocument: JSONShape {
        .object { fields in
            let appeals = fields.required("appeals", .array(of: .appealDocument))
            let lastNumber = fields.required("lastNumber", .integer)
            return ExportDocument(appeals: try appeals.get(), lastNumber: Int64(try lastNumber.get()))
        }
    }
}
