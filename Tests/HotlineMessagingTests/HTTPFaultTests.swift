import HotlineCore
import HotlineMessaging
import HotlineTesting
import JSON
import Testing

/// What follows when an answer goes wrong: nothing is told to be taken or refused that may not be, and nothing is sent twice.
@Suite(.timeLimit(.minutes(1))) struct HTTPFaultTests {
    private static func outcome(of fault: ProviderFault) -> GatewayError? {
        switch fault {
        case .silence, .delay, .reset, .failureAfterTaking, .failure, .page, .brokenJSON, .strangeJSON, .flood:
            .unanswered
        case .redirect: .temporary(.unexpectedAnswer)
        case .tooManyRequests: .temporary(.busy)
        case .trickle: nil
        }
    }

    private func outcome(of part: MessagePart, by gateway: some MessageGateway) async -> GatewayError? {
        do throws(GatewayError) {
            _ = try await gateway.submit(part)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: HTTPProvider.allCases, ProviderFault.allCases)
    func `each fault says no more than is known`(provider: HTTPProvider, fault: ProviderFault) async throws {
        let bench = try provider.bench([.fault(fault)], timeout: fault == .delay ? .milliseconds(300) : .seconds(15))
        #expect(await outcome(of: .fixture("да"), by: bench.gateway) == Self.outcome(of: fault))
        #expect(bench.seen.texts.count == (fault.takes ? 1 : 0))
        #expect(bench.seen.submits == 1)
        #expect(bench.seen.wanderers == 0)
    }

    @Test(arguments: HTTPProvider.allCases, ProviderFault.allCases)
    func `what the gateway says may follow brings the text to the provider once`(
        provider: HTTPProvider,
        fault: ProviderFault
    ) async throws {
        let bench = try provider.bench([.fault(fault)], timeout: fault == .delay ? .milliseconds(300) : .seconds(15))
        let part = MessagePart.fixture("да")
        let first = await outcome(of: part, by: bench.gateway)
        switch (first, bench.gateway.unansweredSubmit) {
        case (nil, _): break
        case (.unanswered?, .repeatable):
            #expect(await outcome(of: part, by: bench.gateway) == nil)
            #expect(await outcome(of: part, by: bench.gateway) == nil)
            #expect(bench.seen.submits == 3)
        case (.unanswered?, .askable):
            let answers = try await bench.gateway.ask(about: [SubmittedPart(part)])
            #expect(answers == [PartAnswer(SubmittedPart(part), fault.takes ? .report(.accepted) : .neverTaken)])
            guard !fault.takes else { break }
            #expect(await outcome(of: part, by: bench.gateway) == nil)
        case (.unanswered?, .left):
            // There is nothing to ask by, so nothing may follow; where it was not taken, it is lost and told so.
            #expect(try await bench.gateway.ask(about: [SubmittedPart(part)]) == [])
            #expect(bench.seen.texts.count == (fault.takes ? 1 : 0))
            return
        case (.unanswered?, .reported): Issue.record("none of these reports by itself alone")
        case (.temporary?, _): #expect(await outcome(of: part, by: bench.gateway) == nil)
        case (.permanent?, _): Issue.record("no fault of the network is for good")
        }
        #expect(bench.seen.texts.count == 1)
    }

    @Test(arguments: HTTPProvider.allCases)
    func `a refused connection is worth another attempt`(provider: HTTPProvider) async throws {
        // The discard port, at which nothing listens on a machine of our day.
        let url = "http://127.0.0.1:9"
        let gateway: HTTPGateway =
            switch provider {
            case .smsc: .fixtureSMSC(url: url)
            case .smsRu: .fixtureSMSRu(url: url)
            case .android: .fixtureAndroid(url: url)
            case .described: try .fixtureDescribed(url: url)
            }
        #expect(await outcome(of: .fixture("да"), by: gateway) == .temporary(.notReached))
        #expect(await gateway.health() == GatewayHealth(.dead("notReached")))
        guard gateway.asksAfter != nil else { return }
        await #expect(throws: GatewayError.temporary(.notReached)) {
            try await gateway.ask(about: [SubmittedPart(.fixture("да"), reference: "1")])
        }
    }

    @Test func `smsc.ru that has the same request already says so, and asking finds it`() async throws {
        let stub = try SMSCStub([.fault(.silence)])
        let gateway = HTTPGateway.fixtureSMSC(url: stub.url)
        let part = MessagePart.fixture("да")
        #expect(await outcome(of: part, by: gateway) == .unanswered)
        // Its code 9.
        #expect(await outcome(of: part, by: gateway) == .unanswered)
        #expect(stub.texts.count == 1)
        let asked = SubmittedPart(part)
        #expect(try await gateway.ask(about: [asked]) == [PartAnswer(asked, .report(.accepted))])
    }

    @Test func `a text with a line break in a header is refused before anything is sent`() async throws {
        let stub = try ExolveStub()
        let settings = try ExampleFile.http.gateway([
            "kind": "http", "tokenFile": "t",
            "request": ["url": .string(stub.url + "/"), "headers": ["X-Text": "{text}", "X-Token": "{token}"]],
        ])
        let gateway = HTTPGateway.fixture(described: settings, token: "t")
        #expect(await outcome(of: .fixture("да\r\nX-Other: 1"), by: gateway) == .permanent(.text))
        #expect(stub.submits == 0)
    }
}

extension SubmittedPart {
    /// A part as the outbox asks about it; without a reference where its submit was not answered.
    init(_ part: MessagePart, reference: String? = nil) {
        self.init(
            message: part.message,
            index: part.index,
            key: part.key,
            reference: reference,
            recipient: part.recipient
        )
    }
}
