/// What the body of an HTTP request is made from.
public enum HTTPBodyTemplate: Hashable, Sendable {
    /// There is none.
    case none
    /// Names and values as a form's.
    case form([HTTPField])
    /// A JSON value.
    case json(HTTPJSONTemplate)

    /// The places it names.
    public var places: Set<HTTPPlace> {
        switch self {
        case .none: []
        case .form(let fields): fields.reduce(into: []) { $0.formUnion($1.template.places) }
        case .json(let value): value.places
        }
    }
}
