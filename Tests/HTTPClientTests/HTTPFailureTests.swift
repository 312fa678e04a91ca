import HTTPClient
import Testing

/// What a client may be met with, and whether anything was sent then.
@Suite(.timeLimit(.minutes(1))) struct HTTPFailureTests {
    private let client = HTTPClient()

    /// Sends a request that must fail, and gives the failure.
    private func failure(_ request: HTTPRequest) async throws -> HTTPError {
        let client = client
        let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
        let described = error?.description ?? ""
        #expect(!described.contains("127.0.0.1") && !described.contains("secret") && !described.contains("/path"))
        return try #require(error)
    }

    // MARK: Nothing was sent

    @Test func `a refused connection means that nothing was sent`() async throws {
        let server = try LoopbackServer(backlog: nil)
        #expect(
            try await failure(HTTPRequest(.get, server.url))
                == .notConnected("Couldn't connect to server: Connection refused")
        )
    }

    @Test func `a Unix socket that is not there means that nothing was sent`() async throws {
        let request = HTTPRequest(.get, "http://hotline/", unixSocketPath: "/nonexistent/secret.sock")
        #expect(
            try await failure(request) == .notConnected("Couldn't connect to server: No such file or directory")
        )
    }

    @Test func `a name that does not resolve means that nothing was sent`() async throws {
        // A label of more than 63 letters is refused without asking anybody.
        let request = HTTPRequest(.get, "http://secret-\(String(repeating: "x", count: 64)).invalid/")
        #expect(try await failure(request) == .notConnected("Couldn't resolve host name"))
    }

    @Test(arguments: [(Duration.milliseconds(200), Duration.seconds(30)), (.seconds(30), .milliseconds(200))])
    func `a connection not made in time means that nothing was sent`(
        connectTimeout: Duration,
        timeout: Duration
    ) async throws {
        let server = try LoopbackServer(backlog: 0)
        for _ in 0..<4 { try server.occupy() }
        let request = HTTPRequest(.get, server.url, timeout: timeout, connectTimeout: connectTimeout)
        let error = try await failure(request)
        #expect(error.isNotConnected)
        #expect(!error.mayHaveBeenReceived)
    }

    @Test func `a server that does not speak TLS has not been sent anything`() async throws {
        let server = try LoopbackServer { $0.write("HTTP/1.1 400 Bad Request\r\n\r\n") }
        let request = HTTPRequest(.get, "https://127.0.0.1:\(server.port)/path?secret")
        guard case .tls = try await failure(request) else {
            Issue.record("not told as a fault of TLS")
            return
        }
    }

    // MARK: The request may have been received

    @Test(arguments: [
        "", "HTTP/1.1 20", "HTTP/1.1 202 Accepted\r\nContent-Le", "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nhalf", "SSH-2.0-server\r\n",
        "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "HTTP/1.1 100 Continue\r\n\r\n",
    ])
    func `a connection lost before the whole answer came leaves it open`(answer: String) async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write(answer)
        }
        let error = try await failure(HTTPRequest(.get, server.url))
        #expect(error.isNoAnswer)
        #expect(error.mayHaveBeenReceived)
        #expect(server.requests.count == 1)
    }

    @Test func `a connection closed at once leaves it open`() async throws {
        let server = try LoopbackServer { _ in }
        #expect(try await failure(HTTPRequest(.post, server.url, body: [0x61])).isNoAnswer)
    }

    @Test(arguments: ["", "HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nhalf"])
    func `an answer that does not come in time leaves it open`(answer: String) async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write(answer)
            connection.waitForEnd()
        }
        let request = HTTPRequest(.get, server.url, timeout: .milliseconds(200))
        #expect(try await failure(request) == .noAnswer("Timeout was reached"))
        #expect(server.requests.count == 1)
    }

    @Test func `a request is never sent twice, not even on a connection that served before`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            // The careless client sends its second request here and, seeing it closed, a third time elsewhere.
            connection.readRequest()
        }
        #expect(try await client.send(HTTPRequest(.get, "\(server.url)/1")).text == "ok")
        #expect(try await client.send(HTTPRequest(.get, "\(server.url)/2")).text == "ok")
        #expect(server.requests.filter { $0.contains("/path/2 ") }.count == 1)
    }

    @Test(arguments: ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Long: "])
    func `an answer beyond the size allowed is refused, be it body or headers`(opening: String) async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write(opening + String(repeating: "a", count: 2_000) + "\r\n\r\n")
        }
        let error = try await failure(HTTPRequest(.get, server.url, maximumResponseSize: 1_000))
        #expect(error == .tooLarge)
        #expect(error.mayHaveBeenReceived)
    }

    @Test func `an answer without end is broken off at the size allowed`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write(String(repeating: "a", count: 65_536)) {}
        }
        #expect(try await failure(HTTPRequest(.get, server.url)) == .tooLarge)
    }
}

extension HTTPError {
    /// Whether nothing was sent.
    fileprivate var isNotConnected: Bool {
        if case .notConnected = self { true } else { false }
    }

    /// Whether the request was sent and not answered.
    fileprivate var isNoAnswer: Bool {
        if case .noAnswer = self { true } else { false }
    }
}
