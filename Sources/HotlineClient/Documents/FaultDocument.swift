internal import HotlineCore
public import JSON

/// Why the staff API did not do what was asked.
public struct FaultDocument: Error, Hashable, Sendable {
    /// What a program goes by.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The request could not be read.
        case badRequest
        /// Values were read and are wrong; ``FaultDocument/fields`` says which.
        case invalid
        /// The account is nobody's on the staff, or the role does not allow it.
        case notAllowed
        /// There is no token, or none that lets in.
        case notAuthenticated
        /// There is no such appeal, or no such path.
        case unknown
        /// It cannot be done as the appeal stands.
        case refused
        /// The appeal was changed since it was seen.
        case changedMeanwhile
        /// Too many tokens that do not let in came from that address.
        case tooMany
        /// The request is too large.
        case tooLarge
        /// The database did not take part.
        case unavailable
        /// Something of ours broke.
        case failed

        /// The status an answer with this code has.
        public var status: Int {
            switch self {
            case .badRequest: 400
            case .invalid: 422
            case .notAuthenticated: 401
            case .notAllowed: 403
            case .unknown: 404
            case .refused, .changedMeanwhile: 409
            case .tooLarge: 413
            case .tooMany: 429
            case .unavailable: 503
            case .failed: 500
            }
        }
    }

    /// What a program goes by.
    public var code: Code
    /// One line in the language of the staff.
    public var message: String
    /// What is wrong with each field, by its key.
    public var fields: [FieldFault]

    /// Creates a fault.
    public init(_ code: Code, _ message: String, fields: [FieldFault] = []) {
        self.code = code
        self.message = message
        self.fields = fields
    }

    /// The document as JSON.
    public var json: JSON {
        var error: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        if !fields.isEmpty {
            error["fields"] = .object(JSONObject(fields.map { ($0.field.rawValue, .string($0.message)) }))
        }
        return ["error": .object(error)]
    }
}

/// What is wrong with one field of the form.
public struct FieldFault: Hashable, Sendable {
    /// The field.
    public var field: FormInput.Field
    /// One line in the language of the staff.
    public var message: String

    /// Creates a fault.
    public init(_ field: FormInput.Field, _ message: String) {
        self.field = field
        self.message = message
    }
}

extension JSONShape where Value == FaultDocument {
    static var faultDocument: JSONShape {
        .object { fields in try fields.required("error", .fault).get() }
    }

    private static var fault: JSONShape {
        .object { fields in
            let code = fields.required("code", .oneOf(FaultDocument.Code.self))
            let message = fields.required("message", .string)
            let faults = fields.optional("fields", .entries(.oneOf(FormInput.Field.self), .string), default: [])
            return try FaultDocument(
                code.get(),
                message.get(),
                fields: faults.get().map { FieldFault($0.key, $0.value) }
            )
        }
    }
}
