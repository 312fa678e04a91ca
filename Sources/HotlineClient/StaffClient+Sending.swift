internal import HTTPClient
internal import HotlineCore
internal import JSON

extension StaffClient {
    func range(_ appeal: AppealNumber?, _ limit: Int) -> [(String, String)] {
        [("limit", "\(limit)")] + (appeal.map { [("appeal", "\($0)")] } ?? [])
    }

    /// A key that no request had before.
    public static func newKey() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    }

    /// Sends what writes, under a key of its own: where the answer is lost on its way it is sent once more, and known again.
    func write(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSON? = nil,
        key: String = newKey()
    ) async throws(StaffClientError) -> HTTPResponse {
        do {
            return try await send(method, path, body: body, key: key)
        } catch {
            guard case .noAnswer = error else { throw error }
            return try await send(method, path, body: body, key: key)
        }
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        query: [(String, String)] = [],
        body: JSON? = nil,
        key: String? = nil
    ) async throws(StaffClientError) -> HTTPResponse {
        let suffix = query.isEmpty ? "" : "?\(percentEncoded(query: query))"
        var request = HTTPRequest(
            method,
            "http://localhost\(path)\(suffix)",
            headers: (body == nil ? [] : [HTTPHeader("Content-Type", "application/json")])
                + (key.map { [HTTPHeader(StaffAPI.keyHeader, $0)] } ?? []),
            body: body.map { Array($0.encoded().utf8) } ?? [],
            maximumResponseSize: 67_108_864
        )
        switch place {
        case .socket(let path):
            guard path.utf8.count <= SocketPath.most else { throw .pathTooLong(path: path) }
            request.unixSocketPath = path
        case .server(let access):
            request.url = "\(access.address)\(path)\(suffix)"
            request.headers.append(HTTPHeader("Authorization", "\(StaffAPI.tokenScheme) \(access.token.text)"))
            request.caFile = access.caFile
        }
        let response: HTTPResponse
        do {
            response = try await http.send(request)
        } catch {
            throw failure(error)
        }
        guard response[header: "Server"] == StaffAPI.serverName else { throw .wrongPeer(path: place.name) }
        if response.status >= 400 { throw .refused(try read(response, as: .faultDocument)) }
        return response
    }

    /// Why there is no answer, as the one who asks can do something about it.
    private func failure(_ error: HTTPError) -> StaffClientError {
        let name = place.name
        switch (error, place) {
        case (.untrusted(let distrust), .server): return .untrusted(path: name, distrust)
        case (.authorityUnreadable, .server(let access)): return .authorityUnreadable(file: access.caFile ?? "")
        case (.tls, .server): return .noTLS(path: name)
        case (_, .server) where !error.mayHaveBeenReceived: return .serverNotThere(path: name)
        case (_, .socket(let path)) where !error.mayHaveBeenReceived:
            return SocketPath.isForbidden(path) ? .socketForbidden(path: path) : .notThere(path: path)
        default: return error.isForeignAnswer ? .wrongPeer(path: name) : .noAnswer(path: name)
        }
    }

    func read<Value>(_ response: HTTPResponse, as shape: JSONShape<Value>) throws(StaffClientError) -> Value {
        guard let json = try? JSON(parsing: response.body), let value = try? json.read(as: shape) else {
            throw .wrongPeer(path: place.name)
        }
        return value
    }

    func seen(_ response: HTTPResponse) throws(StaffClientError) -> SeenAppeal {
        guard let version = StaffAPI.version(tag: response[header: StaffAPI.versionHeader]) else {
            throw .wrongPeer(path: place.name)
        }
        return SeenAppeal(document: try read(response, as: .appealDocument), version: version)
    }
}

extension HTTPError {
    /// Whether what came back was no HTTP, which curl tells in these words.
    fileprivate var isForeignAnswer: Bool {
        guard case .noAnswer(let detail) = self else { return false }
        return detail.hasPrefix("Unsupported protocol") || detail.hasPrefix("Weird server reply")
    }
}
