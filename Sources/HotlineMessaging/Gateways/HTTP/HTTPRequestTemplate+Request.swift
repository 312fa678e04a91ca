internal import HTTPClient
internal import HotlineCore
internal import JSON

extension HTTPRequestTemplate {
    /// The most bytes an answer may have; the longest documented one has less.
    private static let largestAnswer = 65_536

    /// The request with its places filled in, each value escaped for where it stands.
    ///
    /// What a header cannot carry the client refuses before it connects.
    func request(
        with values: HTTPValues,
        by credentials: HTTPCredentials,
        within timeout: Duration
    ) -> HTTPRequest {
        var address = url.filled(escaping: { percentEncoded($0) }) { values[$0] ?? "" } ?? ""
        let query = percentEncoded(query: filled(query, with: values))
        if !query.isEmpty { address += (address.contains("?") ? "&" : "?") + query }
        var headers = filled(headers, with: values).map { HTTPHeader($0.0, $0.1) }
        if isBasic { headers.append(HTTPHeader("Authorization", credentials.basicAuthorization)) }
        var bytes: [UInt8] = []
        switch body {
        case .none: break
        case .form(let fields):
            headers.append(HTTPHeader("Content-Type", "application/x-www-form-urlencoded"))
            bytes = Array(percentEncoded(query: filled(fields, with: values)).utf8)
        case .json(let template):
            headers.append(HTTPHeader("Content-Type", "application/json"))
            bytes = Array((template.filled { values[$0] } ?? .null).encoded().utf8)
        }
        return HTTPRequest(
            httpMethod,
            address,
            headers: headers,
            body: bytes,
            timeout: timeout,
            connectTimeout: min(timeout, .seconds(5)),
            maximumResponseSize: Self.largestAnswer
        )
    }

    private var httpMethod: HTTPMethod {
        switch method {
        case .get: .get
        case .post: .post
        case .put: .put
        }
    }

    private func filled(_ fields: [HTTPField], with values: HTTPValues) -> [(String, String)] {
        fields.compactMap { field in field.template.filled { values[$0] }.map { (field.name, $0) } }
    }
}
