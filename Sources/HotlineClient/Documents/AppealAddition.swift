public import HotlineCore
public import JSON

/// What makes an appeal that a member of the staff types in.
public struct AppealAddition: Hashable, Sendable {
    /// The fields of the form.
    public var input: FormInput
    /// What the author says to text messages; `nil` where they were not asked.
    public var consent: Bool?

    /// Creates an addition.
    public init(_ input: FormInput, consent: Bool? = nil) {
        self.input = input
        self.consent = consent
    }

    /// Reads the body of a request.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(
            as: .object { fields in
                let consent = fields.optional("consent", .bool)
                let input = try FormInput(&fields)
                return AppealAddition(input, consent: try consent.get())
            }
        )
    }

    /// The body of a request.
    public var json: JSON {
        var body = input.json.objectValue ?? JSONObject()
        body["consent"] = consent.map(JSON.bool)
        return .object(body)
    }
}

/// An appeal that was typed in, and others that its author has open.
public struct AddedDocument: Hashable, Sendable {
    /// The appeal.
    public var document: AppealDocument
    /// Other open appeals with the same telephone.
    public var others: [AppealNumber]

    /// Creates a document.
    public init(_ document: AppealDocument, others: [AppealNumber]) {
        self.document = document
        self.others = others
    }

    /// The document as JSON.
    public var json: JSON {
        ["appeal": document.json, "others": .array(others.map { .integer($0.value) })]
    }
}

extension JSONShape where Value == AddedDocument {
    static var addedDocument: JSONShape {
        .object { fields in
            let appeal = fields.required("appeal", .appealDocument)
            let others = fields.required("others", .array(of: .appealNumber))
            return AddedDocument(try appeal.get(), others: try others.get())
        }
    }
}
