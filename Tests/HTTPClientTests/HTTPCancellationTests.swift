import HTTPClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPCancellationTests {
    /// A server that reads a request, says so, never answers, and says when the client has gone.
    private struct SilentServer {
        let server: LoopbackServer
        let events: AsyncStream<Event>

        enum Event {
            case received, clientGone
        }

        init() throws {
            let (events, continuation) = AsyncStream.makeStream(of: Event.self)
            self.events = events
            server = try LoopbackServer { connection in
                connection.readRequest()
                continuation.yield(.received)
                connection.waitForEnd()
                continuation.yield(.clientGone)
            }
        }
    }

    @Test func `cancelling the task that waits breaks off the transfer`() async throws {
        let silent = try SilentServer()
        let client = HTTPClient()
        var events = silent.events.makeAsyncIterator()
        let error = await withTaskGroup(of: HTTPError?.self) { group in
            group.addTask { await failure(of: HTTPRequest(.get, silent.server.url), with: client) }
            #expect(await events.next(isolation: #isolation) == .received)
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error == .cancelled)
        #expect(error?.mayHaveBeenReceived == true)
        #expect(await events.next(isolation: #isolation) == .clientGone)
    }

    @Test func `in a task that is cancelled already nothing is sent`() async throws {
        let server = try LoopbackServer { $0.readRequest() }
        let client = HTTPClient()
        let error = await withTaskGroup(of: HTTPError?.self) { group in
            group.cancelAll()
            group.addTask { await failure(of: HTTPRequest(.get, server.url), with: client) }
            return await group.next() ?? nil
        }
        #expect(error == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test func `shutting down fails what is in flight and what comes later`() async throws {
        let silent = try SilentServer()
        let client = HTTPClient()
        var events = silent.events.makeAsyncIterator()
        let error = await withTaskGroup(of: HTTPError?.self) { group in
            group.addTask { await failure(of: HTTPRequest(.get, silent.server.url), with: client) }
            #expect(await events.next(isolation: #isolation) == .received)
            client.shutdown()
            return await group.next() ?? nil
        }
        #expect(error == .cancelled)
        #expect(await events.next(isolation: #isolation) == .clientGone)
        #expect(await failure(of: HTTPRequest(.get, silent.server.url), with: client) == .cancelled)
        client.shutdown()
    }

    @Test func `cancelling one leaves the others alone`() async throws {
        let silent = try SilentServer()
        let answering = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let client = HTTPClient()
        var events = silent.events.makeAsyncIterator()
        await withTaskGroup(of: HTTPError?.self) { group in
            group.addTask { await failure(of: HTTPRequest(.get, silent.server.url), with: client) }
            #expect(await events.next(isolation: #isolation) == .received)
            group.cancelAll()
        }
        #expect(await failure(of: HTTPRequest(.get, answering.url), with: client) == nil)
    }

    @Test(arguments: 0..<50)
    func `cancelling at any moment ends the wait once`(round: Int) async throws {
        let server = try LoopbackServer { connection in
            connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
        let client = HTTPClient()
        let errors = await withTaskGroup(of: HTTPError?.self) { group in
            for _ in 0..<4 { group.addTask { await failure(of: HTTPRequest(.get, server.url), with: client) } }
            for _ in 0..<round { await Task.yield() }
            group.cancelAll()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.count == 4)
        #expect(errors.allSatisfy { $0 == nil || $0 == .cancelled })
    }
}

/// Sends a request and gives the failure, or `nil` where there was an answer.
private func failure(of request: HTTPRequest, with client: HTTPClient) async -> HTTPError? {
    do {
        _ = try await client.send(request)
        return nil
    } catch {
        return error
    }
}
