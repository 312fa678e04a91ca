import Foundation
import HTTPClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPClientTests {
    private let client = HTTPClient()

    @Test func `an answer comes whole`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write(
                "HTTP/1.1 202 Accepted\r\nContent-Type:  text/html \r\nX-Empty:\r\nContent-Length: 25\r\n\r\n"
            )
            connection.write("0: Accepted for delivery\n")
        }
        let response = try await client.send(HTTPRequest(.get, server.url))
        #expect(response.status == 202)
        #expect(response.text == "0: Accepted for delivery\n")
        #expect(response[header: "content-TYPE"] == "text/html")
        #expect(response.headers.map(\.name) == ["Content-Type", "X-Empty", "Content-Length"])
        #expect(response[header: "X-Empty"]?.isEmpty == true)
    }

    @Test func `a request goes out as it was written`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 204 No Content\r\n\r\n")
        }
        let request = HTTPRequest(
            .put,
            "\(server.url)?\(percentEncoded(query: [("text", "Привет &c.")]))",
            headers: [HTTPHeader("Content-Type", "text/plain; charset=UTF-8"), HTTPHeader("X-Empty", "")],
            body: Array("тело\0".utf8)
        )
        #expect(try await client.send(request).status == 204)
        let expected = """
            PUT /path?text=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%20%26c. HTTP/1.1
            Host: 127.0.0.1:\(server.port)
            Accept: */*
            Content-Type: text/plain; charset=UTF-8
            X-Empty:
            Content-Length: 9

            тело\0
            """
        #expect(server.requests == [expected.replacing("\n", with: "\r\n")])
    }

    @Test(arguments: HTTPMethod.allCases)
    func `a request without a body says its method and awaits its answer`(method: HTTPMethod) async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + (method == .head ? "" : "ok"))
        }
        let response = try await client.send(HTTPRequest(method, server.url))
        #expect(response.text == (method == .head ? "" : "ok"))
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("\(method.rawValue) /path HTTP/1.1\r\n"))
        #expect(request.contains("Content-Length: 0") == [.post, .put, .patch].contains(method))
        #expect(!request.contains("Content-Type"))
    }

    @Test func `an interim answer is passed over`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n")
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        }
        let response = try await client.send(HTTPRequest(.post, server.url, body: [0x61]))
        #expect(response.status == 200)
        #expect(response.text == "abcde")
        #expect(response[header: "X-Interim"] == nil)
    }

    @Test func `a redirect is an answer, not followed`() async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        }
        let response = try await client.send(HTTPRequest(.get, server.url))
        #expect(response.status == 302)
        #expect(response[header: "Location"] == "/elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `a Unix socket is reached by its path`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "http-\(UUID().uuidString.prefix(8)).sock")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try LoopbackServer(.unix(path)) { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let response = try await client.send(HTTPRequest(.get, "http://hotline/appeals", unixSocketPath: path))
        #expect(response.text == "ok")
        #expect(server.requests.first?.hasPrefix("GET /appeals HTTP/1.1\r\nHost: hotline\r\n") == true)
    }

    @Test func `a hundred requests at once all have their own answer`() async throws {
        let server = try LoopbackServer { connection in
            let path = connection.readRequest().split(separator: " ")[1]
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
        }
        let client = client
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<100 {
                group.addTask { (number, try await client.send(HTTPRequest(.get, "\(server.url)/\(number)")).text) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, "/path/\($0)") }))
        #expect(server.requests.count == 100)
    }

    @Test(arguments: [
        "", "127.0.0.1", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "https://", "http://a b/",
        "http://a/\r\nX: y",
        "http://a/\0", "http://127.0.0.1:99999/", "http:/127.0.0.1/", "httpx://127.0.0.1/",
    ])
    func `what is not a web address is refused`(url: String) async {
        await #expect(throws: HTTPError.badURL) { try await client.send(HTTPRequest(.get, url)) }
    }

    @Test(arguments: [
        HTTPHeader("", "a"), HTTPHeader("X-A ", "a"), HTTPHeader("X:A", "a"), HTTPHeader("X-A", "a\r\nX-B: b"),
        HTTPHeader("X-A", "a\0"), HTTPHeader("Имя", "a"), HTTPHeader("X-A\n", "a"),
    ])
    func `a header that would break the request is refused`(header: HTTPHeader) async throws {
        let server = try LoopbackServer(backlog: nil)
        await #expect(throws: HTTPError.badHeader) {
            try await client.send(HTTPRequest(.get, server.url, headers: [header]))
        }
    }

    @Test func `nothing prints an address, a header or a body`() {
        let request = HTTPRequest(
            .post,
            "http://hidden",
            headers: [HTTPHeader("A", "hidden")],
            body: Array("hidden".utf8)
        )
        let response = HTTPResponse(status: 200, headers: request.headers, body: request.body)
        var printed = "\(request)\(response)\(request.headers)"
        dump(request, to: &printed)
        dump(response, to: &printed)
        #expect(!printed.contains("hidden"))
        #expect(!printed.contains("104"))
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("azAZ09-._~", "azAZ09-._~"), ("a b+c", "a%20b%2Bc"), ("&=?#/%", "%26%3D%3F%23%2F%25"), ("ы", "%D1%8B"),
        ("😀", "%F0%9F%98%80"), ("\0\n\u{7F}", "%00%0A%7F"), ("", ""), ("!*'()", "%21%2A%27%28%29"),
    ])
    func `all but unreserved characters is encoded byte by byte`(text: String, encoded: String) {
        #expect(percentEncoded(text) == encoded)
    }

    @Test func `a query keeps its order and its repetitions`() {
        #expect(percentEncoded(query: [("to", "+1"), ("a b", ""), ("to", "2")]) == "to=%2B1&a%20b=&to=2")
        #expect(percentEncoded(query: []).isEmpty)
    }
}
