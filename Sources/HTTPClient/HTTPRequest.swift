/// One HTTP request, whole.
///
/// Requests carry secrets and what callers said, so one prints its method and nothing else.
public struct HTTPRequest: Hashable, Sendable {
    /// What is to be done.
    public var method: HTTPMethod
    /// The address, `http` or `https`, with everything in it percent-encoded that must be.
    public var url: String
    /// The headers, in the order they are sent; curl adds `Host`, `Accept` and `Content-Length`.
    public var headers: [HTTPHeader]
    /// The body; where it is empty, `POST`, `PUT` and `PATCH` send an empty one and the others none.
    public var body: [UInt8]
    /// How long the whole transfer may take, the connection included.
    public var timeout: Duration
    /// How long the connection may take, finding the address and TLS included.
    public var connectTimeout: Duration
    /// How many bytes of headers and body the answer may have.
    public var maximumResponseSize: Int
    /// The Unix socket to connect to; the address then only fills the `Host` header and the path.
    public var unixSocketPath: String?
    /// The authorities whose certificates are trusted, as a PEM file; without one those of the machine are.
    public var caFile: String?
    /// The proxy to go through; without one the connection is direct, whatever the environment says.
    public var proxy: String?

    /// Creates a request.
    public init(
        _ method: HTTPMethod = .get,
        _ url: String,
        headers: [HTTPHeader] = [],
        body: [UInt8] = [],
        timeout: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10),
        maximumResponseSize: Int = 1_048_576,
        unixSocketPath: String? = nil,
        caFile: String? = nil,
        proxy: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.maximumResponseSize = maximumResponseSize
        self.unixSocketPath = unixSocketPath
        self.caFile = caFile
        self.proxy = proxy
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// The method only.
    public var description: String { "HTTPRequest(\(method.rawValue))" }

    /// A mirror without children, so that a dump cannot show what the request holds.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

/// What a request asks for.
public enum HTTPMethod: String, CaseIterable, Hashable, Sendable {
    /// To be given something.
    case get = "GET"
    /// To be given the headers of something.
    case head = "HEAD"
    /// To take something in.
    case post = "POST"
    /// To put something in a place.
    case put = "PUT"
    /// To change something.
    case patch = "PATCH"
    /// To take something away.
    case delete = "DELETE"

    /// Whether a request without a body says so by `Content-Length: 0`.
    var alwaysHasBody: Bool {
        switch self {
        case .post, .put, .patch: true
        case .get, .head, .delete: false
        }
    }
}
