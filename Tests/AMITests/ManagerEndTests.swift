import AMI
import InMemoryLogging
import Testing

/// How a client ends, and what it never says.
@Suite(.timeLimit(.minutes(1)))
struct ManagerEndTests {
    @Test func `shut down, it logs off, and what was asked before is still answered`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, shutDown in
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                    let manager = client.client
                    async let response = manager.send(.ping)
                    let ping = try await peer.action("Ping")
                    await shutDown()
                    let logoff = try await peer.action("Logoff")
                    await #expect(throws: AMIError.notConnected) { try await manager.send(.ping) }
                    try await peer.answer(ping)
                    try await peer.send(["Event": "Hangup"])
                    try await peer.send(["Response": "Goodbye", "ActionID": logoff["ActionID"] ?? ""])
                    #expect(try await response.isSuccess)
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .event("Hangup", note: nil))
                #expect(await client.next() == .disconnected(.shuttingDown))
            }
        }
    }

    @Test func `shut down before it is logged in, it closes`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, shutDown in
                try await exchange.accept { peer in
                    _ = try await peer.challenge()
                    await shutDown()
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .disconnected(.shuttingDown))
            }
        }
    }

    @Test func `shut down in a pause, it does not wait for its end`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { _ in }
                #expect(await client.next() == .disconnected(.peerClosed))
                #expect(await client.next() == .pause(.seconds(1)))
            }
        }
    }

    @Test func `shut down by a server that does not let go, it goes`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port, limits: ManagerLimits(reply: .milliseconds(100))) {
                client,
                shutDown in
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                    await shutDown()
                    _ = try await peer.action("Logoff")
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .disconnected(.shuttingDown))
            }
        }
    }

    @Test func `cancelled, it closes at once, and what was asked fails`() async throws {
        try await ScriptedExchange.listen { exchange in
            let client = ClientHarness(port: exchange.port)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await client.client.run() }
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                    async let failure = client.failure(of: .ping)
                    _ = try await peer.action("Ping")
                    tasks.cancelAll()
                    #expect(await failure == .shuttingDown)
                    #expect(await peer.action() == nil)
                }
                try await tasks.waitForAll()
            }
            #expect(await client.next() == .disconnected(.shuttingDown))
        }
    }

    @Test func `no error and no log line holds a secret or what the server said`() async throws {
        let openings = [
            "\(ClientHarness.secret)\r\n", "\(ManagerPeer.greeting)\(ClientHarness.secret)\r\n",
            "\(ManagerPeer.greeting)Response: Error\r\nActionID: 1\r\nMessage: \(ClientHarness.secret)\r\n\r\n",
            "\(ManagerPeer.greeting)\(String(repeating: ClientHarness.secret, count: 100))",
        ]
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port, limits: ManagerLimits(lineLength: 200)) { client, _ in
                var told: [String] = []
                for opening in openings {
                    try await exchange.accept { peer in
                        try await peer.send(opening)
                        while await peer.action() != nil {}
                    }
                    let error = try #require(await client.nextEnd())
                    told += [
                        "\(error)", String(reflecting: error), String(describing: Mirror(reflecting: error).children),
                    ]
                    client.goOn()
                }
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .pause(.seconds(5)))
                    #expect(await client.next() == .connected)
                    let action = ManagerAction("Login", [ManagerHeader("Secret", ClientHarness.secret + "\n")])
                    let error = await #expect(throws: AMIError.self) { try await client.client.send(action) }
                    told += [
                        "\(try #require(error))", String(reflecting: error), "\(action)", String(reflecting: action),
                    ]
                    try await peer.send(["Event": "Hangup", "Note": ClientHarness.secret])
                    #expect(await client.next() == .event("Hangup", note: ClientHarness.secret))
                }
                told.append("\(client.client)")
                told += client.log.entries.map { "\($0)" }
                #expect(client.log.entries.count > 8)
                for hidden in [ClientHarness.secret, ClientHarness.user, ManagerPeer.challenge, ManagerPeer.key] {
                    #expect(!told.contains { $0.contains(hidden) })
                }
            }
        }
    }
}
