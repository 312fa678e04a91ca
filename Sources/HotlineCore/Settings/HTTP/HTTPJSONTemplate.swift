public import JSON

/// What a JSON value is made from.
public indirect enum HTTPJSONTemplate: Hashable, Sendable {
    /// A value that is always the same.
    case value(JSON)
    /// A text; a number, where it is one place that is a number.
    case text(HTTPTemplate)
    /// Values in a row.
    case array([HTTPJSONTemplate])
    /// Values by name; those in which a place has no value are left out.
    case object([HTTPJSONField])

    /// The places it names.
    public var places: Set<HTTPPlace> {
        switch self {
        case .value: []
        case .text(let template): template.places
        case .array(let elements): elements.reduce(into: []) { $0.formUnion($1.places) }
        case .object(let fields): fields.reduce(into: []) { $0.formUnion($1.value.places) }
        }
    }

    /// The value with its places filled in, or `nil` where one has no value.
    ///
    /// What stands in a place is a value of its own, so no text can end the string it stands in.
    public func filled(with value: (HTTPPlace) -> String?) -> JSON? {
        switch self {
        case .value(let json): return json
        case .text(let template):
            guard let text = template.filled(with: value) else { return nil }
            if template.onlyPlace?.isNumber == true, let number = Int64(text) { return .integer(number) }
            return .string(text)
        case .array(let elements):
            return .array(elements.compactMap { $0.filled(with: value) })
        case .object(let fields):
            return .object(
                JSONObject(fields.compactMap { field in field.value.filled(with: value).map { (field.name, $0) } })
            )
        }
    }
}

/// A name and what its JSON value is made from.
public struct HTTPJSONField: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What the value is made from.
    public var value: HTTPJSONTemplate

    /// Creates a field.
    public init(_ name: String, _ value: HTTPJSONTemplate) {
        self.name = name
        self.value = value
    }

    /// Creates a field whose value is one place.
    public init(_ name: String, _ place: HTTPPlace) {
        self.init(name, .text(HTTPTemplate(place)))
    }
}
