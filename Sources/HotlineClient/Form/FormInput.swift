internal import HotlineCore
public import JSON

/// Fields of Form 2 as somebody typed them, not read yet.
public struct FormInput: Hashable, Sendable {
    /// What can be typed, by its key in JSON.
    public enum Field: String, Hashable, Sendable, CaseIterable {
        /// ФИО обратившегося.
        case fullName
        /// Pupil, teacher or parent.
        case role
        /// The class.
        case className
        /// The type, by its name or its number on the form.
        case type
        /// The subject, which «иные вопросы» needs beside the type.
        case route
        /// Описание проблемы.
        case description
        /// The telephone.
        case phone
        /// The e-mail address.
        case email
        /// What the author is told when the appeal is closed; no field of the form.
        case result

        /// The fields of the form.
        public static let ofForm = allCases.filter { $0 != .result }
    }

    /// What was typed.
    public private(set) var texts: [Field: String] = [:]

    /// Creates an input without fields.
    public init() {}

    /// What was typed into a field; white space around it is dropped, and nothing to be seen is `nil`.
    public subscript(field: Field) -> String? {
        get { texts[field] }
        set {
            let text = newValue?.trimmed ?? ""
            texts[field] = text.isBlank ? nil : text
        }
    }

    /// Whether nothing was typed.
    public var isEmpty: Bool { texts.isEmpty }

    /// Reads the keys of ``Field`` from JSON, each a text; a number may stand for the type.
    ///
    /// - Throws: `JSONFaults` with every key that is unknown and every value that is no text.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(as: .formInput)
    }

    init(_ fields: inout JSONFields) throws {
        let read = Field.ofForm.map { field in
            (field, fields.optional(field.rawValue, field == .type ? .textOrNumber : .string))
        }
        for (field, text) in read { self[field] = try text.get() }
    }

    /// The input as JSON, with the keys that hold something.
    public var json: JSON {
        .object(JSONObject(Field.ofForm.compactMap { field in self[field].map { (field.rawValue, .string($0)) } }))
    }
}

extension FormInput: CustomDebugStringConvertible, CustomReflectable {
    /// Which fields were typed, and nothing of what is in them.
    public var debugDescription: String {
        Field.allCases.filter { texts[$0] != nil }.map(\.rawValue).joined(separator: " ")
    }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["typed": debugDescription]) }
}

extension JSONShape where Value == FormInput {
    fileprivate static var formInput: JSONShape { .object { fields in try FormInput(&fields) } }
}

extension JSONShape where Value == (input: FormInput, version: Int64?) {
    /// The body that changes a form: its fields, and the version of the appeal they were typed for.
    static var formChange: JSONShape {
        .object { fields in
            let version = fields.optional("version", .integer)
            let input = try FormInput(&fields)
            return (input, try version.get().map(Int64.init))
        }
    }
}

extension JSONShape where Value == String {
    fileprivate static var textOrNumber: JSONShape {
        JSONShape { reader in
            if let number = reader.value.integerValue { return "\(number)" }
            return try reader.read(.string)
        }
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
