/// What an HTTP request is made from.
public struct HTTPRequestTemplate: Hashable, Sendable {
    /// What is asked for.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// To be given something.
        case get = "GET"
        /// To take something in.
        case post = "POST"
        /// To put something in a place.
        case put = "PUT"
    }

    /// What is asked for.
    public var method: Method
    /// The address; its host is never a place.
    public var url: HTTPTemplate
    /// What is added behind the question mark.
    public var query: [HTTPField]
    /// The headers.
    public var headers: [HTTPField]
    /// Whether the name and the password go along as HTTP's Basic authentication.
    public var isBasic: Bool
    /// The body.
    public var body: HTTPBodyTemplate

    /// Creates a template.
    public init(
        _ method: Method,
        _ url: HTTPTemplate,
        query: [HTTPField] = [],
        headers: [HTTPField] = [],
        isBasic: Bool = false,
        body: HTTPBodyTemplate = .none
    ) {
        self.method = method
        self.url = url
        self.query = query
        self.headers = headers
        self.isBasic = isBasic
        self.body = body
    }

    /// The places it names.
    public var places: Set<HTTPPlace> {
        let fields = (query + headers).reduce(into: url.places) { $0.formUnion($1.template.places) }
        return fields.union(body.places).union(isBasic ? [.login, .password] : [])
    }
}
