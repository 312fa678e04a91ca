import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// A real Kannel with its own protocol for tests behind it.
@Suite(.timeLimit(.minutes(2))) struct KannelWorldTests {
    @Test(arguments: [false, true])
    func `texts come in with their words, and once, however often we could not keep them`(isPosted: Bool) async throws {
        let bodies = ["1042 1", "Беру №1042 😀 «сам» + 50% & a=b?", "строка\nещё", " ", "🏳️‍🌈ё"]
        try await KannelStage.play(isPosted: isPosted) { stage in
            let network = FakeSMSC(port: stage.kannel.ports.centre)
            defer { network.disconnect() }
            for (place, body) in bodies.enumerated() {
                try await network.send(body, from: "+790000000\(10 + place)", to: "1539")
                // One at a time, for smsbox calls with several at once.
                _ = try await stage.desk.incoming(place + 1)
            }
            #expect(stage.desk.incoming.map(\.text) == bodies)
            #expect(stage.desk.incoming.map(\.sender) == bodies.indices.map { "+790000000\(10 + $0)" })
            #expect(stage.desk.incoming.allSatisfy { $0.sentAt != nil && $0.gateway == "kannel" })

            stage.desk.refuse(3)
            let before = stage.desk.calls.count
            try await network.send("1042 2", from: "SberBank", to: "1539")
            let kept = try await stage.desk.incoming(bodies.count + 1)
            #expect(kept.last?.text == "1042 2" && kept.last?.sender == "SberBank")
            let tries = stage.desk.calls[before...]
            #expect(tries.count == 4)
            #expect(Set(tries.map(\.query)).count == 1, "the same number and time each time")
            #expect(Set(kept.map(\.id)).count == bodies.count + 1)
            #expect(stage.desk.faults == [])
        }
    }

    @Test func `smsbox loses what it holds when it is killed, not what comes while it is down`() async throws {
        try await KannelStage.play { stage in
            let network = FakeSMSC(port: stage.kannel.ports.centre)
            defer { network.disconnect() }
            stage.desk.refuse(.max)
            try await network.send("lost", from: "+79000000011", to: "1539")
            try await stage.desk.waitForCalls(2)
            await stage.kannel.killSmsbox()
            stage.desk.refuse(0)
            try await network.send("kept", from: "+79000000012", to: "1539")
            try await stage.kannel.startSmsbox()
            _ = try await stage.desk.incoming(1)
            try await network.send("later", from: "+79000000013", to: "1539")
            #expect(try await stage.desk.incoming(2).map(\.text) == ["kept", "later"])
        }
    }

    @Test func `its health is what it is`() async throws {
        try await KannelStage.play { stage in
            let network = FakeSMSC(port: stage.kannel.ports.centre)
            #expect(await stage.becomes(.alive))
            let stranger = KannelStage.gateway(to: stage.kannel, stage.callback, password: "wrong")
            #expect(await stranger.health().condition == .dead("credentials"))
            let curious = KannelStage.gateway(to: stage.kannel, stage.callback, statusPassword: "wrong")
            #expect(await curious.health().condition == .impaired("statusPage"))

            await stage.kannel.killSmsbox()
            #expect(await stage.gateway.health().condition == .dead("notReached"))
            try await stage.kannel.startSmsbox()
            #expect(await stage.gateway.health().condition == .alive)

            network.disconnect()
            #expect(await stage.becomes(.impaired("notRoutable")))
            let trusting = KannelStage.gateway(to: stage.kannel, stage.callback, statusPassword: nil)
            #expect(await trusting.health().condition == .alive, "sendsms does not tell")
            #expect(stage.desk.calls.isEmpty)
        }
    }
}

extension KannelStage {
    /// Whether the gateway's health comes to be this, by asking again and again.
    func becomes(_ condition: GatewayHealth.Condition) async -> Bool {
        let end = ContinuousClock.now + .seconds(20)
        while await gateway.health().condition != condition {
            guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(50))) != nil else {
                return false
            }
        }
        return true
    }
}
