import AMI
import HotlineTesting
import NIOCore
import Testing

/// What a client does once it is logged in, against a server that does as it is told.
@Suite(.timeLimit(.minutes(1)))
struct ManagerConnectionTests {
    /// Logs a client in and does something with both ends.
    private func loggedIn(
        limits: ManagerLimits = .init(),
        _ body: (ClientHarness, inout ManagerPeer) async throws -> Void,
        after: (ClientHarness) async throws -> Void = { _ in }
    ) async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port, limits: limits) { client, _ in
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                    try await body(client, &peer)
                }
                try await after(client)
            }
        }
    }

    @Test func `an answer reaches the action it belongs to, in whatever order they come`() async throws {
        try await loggedIn { client, peer in
            let client = client.client
            async let first = client.send(.userEvent("first"))
            async let second = client.send(.userEvent("second"))
            async let third = client.send(.userEvent("third"))
            var actions: [[String: String]] = []
            for _ in 1...3 { actions.append(try await peer.action("UserEvent")) }
            #expect(Set(actions.map { $0["ActionID"] }).count == 3)
            for action in actions.sorted(by: { $0["UserEvent"] ?? "" > $1["UserEvent"] ?? "" }) {
                try await peer.send(["Event": "UserEvent", "ActionID": action["ActionID"] ?? ""])
                try await peer.answer(action, message: "to \(action["UserEvent"] ?? "")")
            }
            #expect(try await first["Message"] == "to first")
            #expect(try await second["Message"] == "to second")
            #expect(try await third["Message"] == "to third")
        }
    }

    @Test func `a refusal is an answer`() async throws {
        try await loggedIn { client, peer in
            let client = client.client
            async let response = client.send(.ping)
            let ping = try await peer.action("Ping")
            try await peer.send([
                "Response": "Error", "ActionID": ping["ActionID"] ?? "", "Message": "Permission denied",
            ])
            #expect(try await !response.isSuccess)
        }
    }

    @Test func `answers to nothing that was asked are passed over`() async throws {
        try await loggedIn { client, peer in
            for id in ["", "0", "-1", "99", "9999999999999999999999", "one"] {
                try await peer.send(["Response": "Success", "ActionID": id])
            }
            try await peer.send(["Response": "Success"])
            try await peer.send(["Neither": "nor"])
            try await peer.send(["Event": "Hangup"])
            #expect(await client.next() == .event("Hangup", note: nil))
        }
    }

    @Test func `an action outstanding when the connection breaks fails with it`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                #expect(await client.failure(of: .ping) == .notConnected)
                try await withThrowingTaskGroup(of: AMIError?.self) { actions in
                    try await exchange.accept { peer in
                        try await peer.admit()
                        #expect(await client.next() == .connected)
                        actions.addTask { await client.failure(of: .ping) }
                        _ = try await peer.action("Ping")
                        // Half an answer is none.
                        try await peer.send("Response: Success\r\nActionID: 3\r\n")
                    }
                    #expect(try await actions.next() == .peerClosed)
                }
                #expect(await client.next() == .disconnected(.peerClosed))
                #expect(await client.failure(of: .ping) == .notConnected)
            }
        }
    }

    @Test func `an action that is not answered is given up, and the connection is not`() async throws {
        try await loggedIn(limits: ManagerLimits(reply: .milliseconds(100))) { client, peer in
            await #expect(throws: AMIError.timedOut) { try await client.client.send(.ping) }
            // Too late, it is nobody's.
            try await peer.answer(try await peer.action("Ping"))
            try await peer.send(["Event": "Hangup"])
            #expect(await client.next() == .event("Hangup", note: nil))
        }
    }

    @Test func `what cannot be sent is refused before a byte of it is`() async throws {
        try await loggedIn { client, peer in
            let forged = ManagerAction("Originate", [ManagerHeader("Channel", "x\r\n\r\nAction: Command")])
            await #expect(throws: AMIError.forbiddenByte(action: "Originate", header: "Channel")) {
                try await client.client.send(forged)
            }
            async let response = client.client.send(.ping)
            try await peer.answer(try await peer.action("Ping"))
            #expect(try await response.isSuccess)
        }
    }

    @Test func `a silent server is asked whether it is there, and given up where it does not say so`() async throws {
        // Long enough for the first answer on a machine that is busy, for only then is there a second question.
        let limits = ManagerLimits(reply: .seconds(4), idle: .milliseconds(100))
        try await loggedIn(limits: limits) { _, peer in
            try await peer.answer(try await peer.action("Ping"))
            _ = try await peer.action("Ping")
            while await peer.action() != nil {}
        } after: { client in
            #expect(await client.next() == .disconnected(.timedOut))
        }
    }

    @Test(arguments: [
        ("no header\r\n\r\n", AMIError.malformedLine(length: 9)),
        ("\u{0}\u{1}\u{7F}\n", .malformedLine(length: 3)),
        (String(repeating: "A: b\r\n", count: 6), .tooManyHeaders(limit: 5)),
        ("Event: " + String(repeating: "x", count: 60) + "\r\n", .lineTooLong(limit: 64)),
        (String(repeating: "x", count: 66), .lineTooLong(limit: 64)),
        (String(repeating: "A: " + String(repeating: "x", count: 57) + "\n", count: 4), .messageTooLong(limit: 200)),
    ])
    func `what is too much or no message ends the connection, and the next one is good`(
        bytes: String,
        reason: AMIError
    ) async throws {
        let limits = ManagerLimits(lineLength: 64, headerCount: 5, messageLength: 200)
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port, limits: limits) { client, _ in
                try await exchange.accept { peer in
                    try await peer.admit()
                    try await peer.send(["Event": "Newchannel"])
                    try await peer.send(bytes)
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .connected)
                #expect(await client.next() == .event("Newchannel", note: nil))
                #expect(await client.next() == .disconnected(reason))
                #expect(await client.next() == .pause(.seconds(1)))
                client.goOn()
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                }
            }
        }
    }

    @Test func `ten megabytes without a line end are not read to their end`() async throws {
        try await loggedIn { _, peer in
            await peer.flood(ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536), times: 160)
            #expect(await peer.action() == nil)
        } after: { client in
            #expect(await client.next() == .disconnected(.lineTooLong(limit: 65_536)))
        }
    }

    @Test func `a flood of events comes whole and in order`() async throws {
        try await loggedIn { client, peer in
            for number in 0..<2_000 { try await peer.send(["Event": "Newexten", "Note": "\(number)"]) }
            for number in 0..<2_000 { #expect(await client.next() == .event("Newexten", note: "\(number)")) }
        }
    }

    @Test func `is back by itself when the server went away and came back`() async throws {
        let port = try FreePort.tcp()
        try await ClientHarness.run(port: port) { client, _ in
            let told = await client.next()
            guard case .disconnected(.cannotConnect("127.0.0.1", port, _)) = told else {
                Issue.record("Nobody listens, and it told \(String(describing: told)).")
                return
            }
            #expect(await client.next() == .pause(.seconds(1)))
            for _ in 1...2 {
                try await ScriptedExchange.listen(on: port) { exchange in
                    client.goOn()
                    try await exchange.accept { peer in
                        try await peer.admit()
                        #expect(await client.next() == .connected)
                        let manager = client.client
                        async let response = manager.send(.ping)
                        try await peer.answer(try await peer.action("Ping"))
                        #expect(try await response.isSuccess)
                    }
                    #expect(await client.next() == .disconnected(.peerClosed))
                }
                #expect(await client.next() == .pause(.seconds(1)))
            }
        }
    }
}
