import AMI
import NIOCore
import Testing

/// From connecting to being logged in, against a server that does as it is told.
@Suite(.timeLimit(.minutes(1)))
struct ManagerLoginTests {
    @Test func `logs in with the hash of challenge and secret, and never sends the secret`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { peer in
                    let login = try await peer.challenge()
                    #expect(login["AuthType"] == "MD5")
                    #expect(login["Username"] == ClientHarness.user)
                    #expect(login["Key"] == ManagerPeer.key)
                    #expect(login["Events"] == "call,user")
                    #expect(!login.values.contains { $0.contains(ClientHarness.secret) })
                    try await peer.answer(login)
                    #expect(await client.next() == .connected)
                }
            }
        }
    }

    @Test func `understands a login that comes byte by byte`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { peer in
                    for character in ManagerPeer.greeting.unicodeScalars { try await peer.send(String(character)) }
                    let challenge = try await peer.action("Challenge")
                    let answer = "Response: Success\r\nActionID: \(challenge["ActionID"] ?? "")\r\nChallenge: 1\r\n\r\n"
                    for character in answer.unicodeScalars { try await peer.send(String(character)) }
                    try await peer.answer(try await peer.action("Login"))
                    #expect(await client.next() == .connected)
                }
            }
        }
    }

    @Test func `a wrong secret is told, and tried again only after longer and longer pauses`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                for pause in [1, 2, 4, 5, 5] {
                    try await exchange.accept { peer in
                        let login = try await peer.challenge()
                        try await peer.send([
                            "Response": "Error", "ActionID": login["ActionID"] ?? "",
                            "Message": "Authentication failed",
                        ])
                        #expect(await peer.action() == nil)
                    }
                    #expect(await client.next() == .disconnected(.loginRefused))
                    #expect(await client.next() == .pause(.seconds(pause)))
                    client.goOn()
                }
                try await exchange.accept { peer in
                    try await peer.admit()
                    #expect(await client.next() == .connected)
                }
                // Logged in, it begins with the shortest pause again.
                #expect(await client.next() == .disconnected(.peerClosed))
                #expect(await client.next() == .pause(.seconds(1)))
            }
        }
    }

    @Test func `a challenge that is refused is a refused login`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { peer in
                    try await peer.send(ManagerPeer.greeting)
                    let request = try await peer.action("Challenge")
                    try await peer.send(["Response": "Error", "ActionID": request["ActionID"] ?? ""])
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .disconnected(.loginRefused))
            }
        }
    }

    @Test(arguments: ["", "Asterisk Call", ManagerPeer.greeting, ManagerPeer.greeting + "Response: Succ"])
    func `a server that closes before the login is one that closed`(opening: String) async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { try await $0.send(opening) }
                #expect(await client.next() == .disconnected(.peerClosed))
                #expect(await client.next() == .pause(.seconds(1)))
                client.goOn()
                try await exchange.accept { _ = try await $0.challenge() }
                #expect(await client.next() == .disconnected(.peerClosed))
                #expect(await client.next() == .pause(.seconds(2)))
            }
        }
    }

    @Test func `events and foreign answers before the login's answer are nobody's`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { peer in
                    let login = try await peer.challenge()
                    try await peer.send(["Event": "FullyBooted", "Note": "early"])
                    try await peer.send(["Response": "Success", "ActionID": "77"])
                    try await peer.send(["Response": "Error"])
                    try await peer.send(["Event": "Hangup", "ActionID": login["ActionID"] ?? "", "Note": "early"])
                    try await peer.answer(login)
                    try await peer.send(["Event": "Newchannel", "Note": "after"])
                    #expect(await client.next() == .connected)
                    #expect(await client.next() == .event("Newchannel", note: "after"))
                }
            }
        }
    }

    @Test func `a server that does not speak is given up`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port, limits: ManagerLimits(opening: .seconds(1))) {
                client,
                _ in
                try await exchange.accept { #expect(await $0.action() == nil) }
                #expect(await client.next() == .disconnected(.timedOut))
            }
        }
    }

    @Test func `what is no manager interface is told by its length`() async throws {
        try await ScriptedExchange.listen { exchange in
            try await ClientHarness.run(port: exchange.port) { client, _ in
                try await exchange.accept { peer in
                    try await peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")
                    #expect(await peer.action() == nil)
                }
                #expect(await client.next() == .disconnected(.noGreeting(length: 24)))
            }
        }
    }
}
