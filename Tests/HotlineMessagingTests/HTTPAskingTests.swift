import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPAskingTests {
    private static func parts(_ count: Int) -> [MessagePart] {
        (0..<count).map { .fixture("текст \($0)", message: Int64($0 + 1)) }
    }

    private static func submitted(_ parts: [MessagePart], by gateway: HTTPGateway) async throws -> [SubmittedPart] {
        var submitted: [SubmittedPart] = []
        for part in parts {
            submitted.append(SubmittedPart(part, reference: try await gateway.submit(part).reference))
        }
        return submitted
    }

    // smsc.ru/api/http, "Статусы сообщений"; -3 is of one that it does not have.
    @Test(arguments: [
        (-2, DeliveryReport.Finding.undelivered), (-1, .accepted), (0, .accepted), (1, .delivered), (2, .delivered),
        (3, .undelivered), (4, .delivered), (20, .undelivered), (22, .undelivered), (23, .undelivered),
        (24, .undelivered),
        (25, .undelivered),
    ])
    func `each state of smsc.ru means what its table says`(state: Int, finding: DeliveryReport.Finding) async throws {
        let stub = try SMSCStub()
        let gateway = HTTPGateway.fixtureSMSC(url: stub.url)
        let asked = try await Self.submitted(Self.parts(2), by: gateway)
        stub.set(state, of: stub.texts[1].id)
        #expect(
            try await gateway.ask(about: asked) == [
                PartAnswer(asked[0], .report(.accepted)), PartAnswer(asked[1], .report(finding)),
            ]
        )
        // One alone is answered in the same form.
        #expect(try await gateway.ask(about: [asked[1]]) == [PartAnswer(asked[1], .report(finding))])
    }

    // sms.ru/api/status.
    @Test(arguments: [
        (100, DeliveryReport.Finding.accepted), (101, .accepted), (102, .accepted), (103, .delivered),
        (104, .undelivered),
        (105, .undelivered), (106, .undelivered), (107, .undelivered), (108, .undelivered), (110, .delivered),
        (150, .undelivered),
    ])
    func `each state of sms.ru means what its table says`(state: Int, finding: DeliveryReport.Finding) async throws {
        let stub = try SMSRuStub()
        let gateway = HTTPGateway.fixtureSMSRu(url: stub.url)
        let asked = try await Self.submitted(Self.parts(2), by: gateway)
        stub.set(state, of: stub.texts[1].id)
        #expect(
            try await gateway.ask(about: asked) == [
                PartAnswer(asked[0], .report(.accepted)), PartAnswer(asked[1], .report(finding)),
            ]
        )
        #expect(try await gateway.ask(about: [asked[1]]) == [PartAnswer(asked[1], .report(finding))])
    }

    // docs.sms-gate.app, Status Tracking.
    @Test(
        arguments: [
            ("Pending", DeliveryReport.Finding.accepted), ("Processed", .accepted), ("Sent", .accepted),
            ("Delivered", .delivered), ("Failed", .undelivered), ("Cancelled", .undelivered), ("Cancelling", nil),
            ("Lost", nil),
        ] as [(String, DeliveryReport.Finding?)]
    )
    func `each state of the app means what its table says`(state: String, finding: DeliveryReport.Finding?) async throws
    {
        let stub = try AndroidStub()
        let gateway = HTTPGateway.fixtureAndroid(url: stub.url)
        let asked = try await Self.submitted(Self.parts(1), by: gateway)
        stub.set(state, of: asked[0].key)
        #expect(try await gateway.ask(about: asked) == (finding.map { [PartAnswer(asked[0], .report($0))] } ?? []))
    }

    @Test func `a hundred parts are asked about, those of two gateways and none at all do no harm`() async throws {
        let stub = try SMSCStub()
        let gateway = HTTPGateway.fixtureSMSC(url: stub.url)
        let asked = try await Self.submitted(Self.parts(99), by: gateway)
        let strange = SubmittedPart(.fixture("чужой", message: 777))
        let answers = try await gateway.ask(about: asked + [strange])
        #expect(answers.count == 100)
        #expect(answers.dropLast().allSatisfy { $0.finding == .report(.accepted) })
        #expect(answers.last == PartAnswer(strange, .neverTaken))
        #expect(try await gateway.ask(about: []).isEmpty)
    }

    @Test func `one with a receipt is never said to be not taken, whatever the provider remembers`() async throws {
        let stub = try SMSCStub()
        let gateway = HTTPGateway.fixtureSMSC(url: stub.url)
        let part = MessagePart.fixture("да", message: 5)
        #expect(try await gateway.ask(about: [SubmittedPart(part, reference: "12")]).isEmpty)
        #expect(stub.texts.isEmpty)
        let phone = try AndroidStub()
        let android = HTTPGateway.fixtureAndroid(url: phone.url)
        #expect(try await android.ask(about: [SubmittedPart(part, reference: part.key)]).isEmpty)
        #expect(try await android.ask(about: [SubmittedPart(part)]) == [PartAnswer(SubmittedPart(part), .neverTaken)])
        #expect(phone.texts.isEmpty)
    }

    @Test func `sms.ru is asked only about what it gave a name to`() async throws {
        let stub = try SMSRuStub()
        let gateway = HTTPGateway.fixtureSMSRu(url: stub.url)
        #expect(try await gateway.ask(about: [SubmittedPart(.fixture("да"))]).isEmpty)
        #expect(try await gateway.ask(about: [SubmittedPart(.fixture("да"), reference: "202648-9")]).isEmpty)
        #expect(stub.texts.isEmpty)
    }

    @Test func `who is not known cannot ask`() async throws {
        let part = SubmittedPart(.fixture("да"), reference: "1")
        let smsc = try SMSCStub()
        let smsRu = try SMSRuStub()
        let android = try AndroidStub()
        for gateway in [
            HTTPGateway.fixtureSMSC(url: smsc.url, login: "x"), .fixtureSMSRu(url: smsRu.url, token: "x"),
            .fixtureAndroid(url: android.url, password: "x"),
        ] {
            await #expect(throws: GatewayError.temporary(.credentials)) { try await gateway.ask(about: [part]) }
            await #expect(throws: GatewayError.temporary(.credentials)) { try await gateway.submit(.fixture("да")) }
        }
        #expect(smsc.texts.isEmpty && smsRu.texts.isEmpty && android.texts.isEmpty)
    }

    @Test func `each tells how it is, and what is left`() async throws {
        let smsc = try SMSCStub()
        let smsRu = try SMSRuStub()
        #expect(await HTTPGateway.fixtureSMSC(url: smsc.url).health() == GatewayHealth(.alive, balance: "178.10 RUR"))
        #expect(await HTTPGateway.fixtureSMSRu(url: smsRu.url).health() == GatewayHealth(.alive, balance: "4122.5 RUB"))
        #expect(
            await HTTPGateway.fixtureSMSC(url: smsc.url, login: "x").health() == GatewayHealth(.dead("credentials"))
        )
        #expect(
            await HTTPGateway.fixtureSMSRu(url: smsRu.url, token: "x").health() == GatewayHealth(.dead("credentials"))
        )
        let poor = try SMSCStub(balance: "-1.20")
        #expect(
            await HTTPGateway.fixtureSMSC(url: poor.url).health()
                == GatewayHealth(.impaired("money"), balance: "-1.20 RUR")
        )
        #expect(smsc.submits + smsRu.submits + poor.submits == 0)
    }

    @Test(arguments: [
        ("pass", GatewayHealth.Condition.alive), ("warn", .alive), ("fail", .impaired("notRoutable")),
    ])
    func `the phone tells how it is`(status: String, condition: GatewayHealth.Condition) async throws {
        let stub = try AndroidStub(health: status)
        #expect(await HTTPGateway.fixtureAndroid(url: stub.url).health() == GatewayHealth(condition))
        #expect(stub.submits == 0)
    }

    @Test func `one whose health nobody described is alive where it answers`() async throws {
        let stub = try ExolveStub()
        #expect(try await HTTPGateway.fixtureDescribed(url: stub.url).health() == GatewayHealth(.alive))
        #expect(stub.submits == 0)
    }
}
