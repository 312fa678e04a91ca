public import HotlineCore
public import JSON

/// What one slice of an audit found, as the staff API tells of it.
public struct AuditDocument: Hashable, Sendable {
    /// What was found, one line each.
    public var findings: [String]
    /// How many events or appeals were looked at.
    public var count: Int
    /// Where the next slice begins; `nil` at the end.
    public var next: Int64?
    /// The end of the log, its last event's place and hash, in the last slice.
    public var seal: String?

    /// Creates a document.
    public init(findings: [String], count: Int, next: Int64?, seal: String? = nil) {
        self.findings = findings
        self.count = count
        self.next = next
        self.seal = seal
    }

    /// Tells of a slice.
    public init(_ slice: AuditSlice, seal: String? = nil) {
        self.init(findings: slice.findings.map(\.description), count: slice.count, next: slice.next, seal: seal)
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "findings": .array(findings.map { .string($0) }), "count": .integer(Int64(count)),
            "next": next.map { .integer($0) } ?? .null, "seal": JSON(seal),
        ]
    }
}

extension JSONShape where Value == AuditDocument {
    static var auditDocument: JSONShape {
        .object { fields in
            let findings = fields.required("findings", .array(of: .string))
            let count = fields.required("count", .integer)
            let next = fields.optional("next", .integer)
            let seal = fields.optional("seal", .string)
            return try AuditDocument(
                findings: findings.get(),
                count: count.get(),
                next: next.get().map(Int64.init),
                seal: seal.get()
            )
        }
    }
}
