import HotlineCore
import HotlineMessaging
import HotlineTesting
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct HTTPSubmitTests {
    private static let text = "№1042 «50% + 1» & \"да\" \\ =\n#2; 👍"

    private static func part(validity: Duration? = nil, isUrgent: Bool = false) -> MessagePart {
        MessagePart(
            message: Identifier(42),
            writtenAt: Fixtures.now,
            index: 0,
            count: 1,
            recipient: .author,
            text: text,
            validity: validity,
            isUrgent: isUrgent
        )
    }

    @Test func `smsc.ru is given a form in UTF-8, with a number of ours and a number with its plus`() async throws {
        let stub = try SMSCStub()
        let receipt = try await HTTPGateway.fixtureSMSC(url: stub.url).submit(Self.part(validity: .seconds(5400)))
        let text = try #require(stub.texts.first)
        #expect(text.text == Self.text)
        #expect(text.recipient == PhoneNumber.author.e164)
        #expect(receipt == GatewayReceipt(reference: text.id))
        #expect((1...2_147_483_647).contains(Int(text.id) ?? 0))
        #expect(text.details["charset"] == "utf-8")
        #expect(text.details["sender"] == "School1539")
        #expect(text.details["valid"] == "01:30")
        #expect(text.details["translit"] == nil)
    }

    @Test(arguments: [
        (Duration.seconds(20), "00:01"), (.seconds(3600), "01:00"), (.seconds(86400), "24:00"),
        (.seconds(900_000), "24:00"),
    ])
    func `smsc.ru takes a validity of a minute to a day`(validity: Duration, written: String) async throws {
        let stub = try SMSCStub()
        _ = try await HTTPGateway.fixtureSMSC(url: stub.url).submit(Self.part(validity: validity))
        #expect(stub.texts.first?.details["valid"] == written)
    }

    @Test func `sms.ru is given digits, and a validity of a day at most`() async throws {
        let stub = try SMSRuStub()
        let gateway = HTTPGateway.fixtureSMSRu(url: stub.url)
        let receipt = try await gateway.submit(Self.part(validity: .seconds(100_000)))
        let text = try #require(stub.texts.first)
        #expect(text.text == Self.text)
        #expect(text.recipient == String(PhoneNumber.author.e164.dropFirst()))
        #expect(receipt == GatewayReceipt(reference: text.id))
        #expect(text.details["from"] == "School1539")
        #expect(text.details["ttl"] == "1440")
        #expect(gateway.reference(of: Self.part()) == nil)
    }

    @Test func `the app is given our key, the seconds and the priority as numbers`() async throws {
        let stub = try AndroidStub()
        let gateway = HTTPGateway.fixtureAndroid(url: stub.url, simNumber: 2)
        let receipt = try await gateway.submit(Self.part(validity: .seconds(600), isUrgent: true))
        let text = try #require(stub.texts.first)
        #expect(text.text == Self.text)
        #expect(text.id == Self.part().key)
        #expect(receipt == GatewayReceipt(reference: Self.part().key))
        #expect(text.details["ttl"] == "600")
        #expect(text.details["priority"] == "100")
        #expect(text.details["simNumber"] == "2")
        #expect(text.details["withDeliveryReport"] == "true")
        #expect(text.details["skipPhoneValidation"] == "true")
    }

    @Test func `what has no value is left out`() async throws {
        let android = try AndroidStub()
        _ = try await HTTPGateway.fixtureAndroid(url: android.url).submit(Self.part())
        #expect(android.texts.first?.details["ttl"] == nil)
        #expect(android.texts.first?.details["simNumber"] == nil)
        #expect(android.texts.first?.details["priority"] == "0")
        let smsRu = try SMSRuStub()
        _ = try await HTTPGateway.fixtureSMSRu(url: smsRu.url).submit(Self.part())
        #expect(smsRu.texts.first?.details["ttl"] == nil)
    }

    @Test func `the example's provider is given what its description says`() async throws {
        let stub = try ExolveStub()
        let receipt = try await HTTPGateway.fixtureDescribed(url: stub.url).submit(Self.part())
        #expect(stub.texts.first?.text == Self.text)
        #expect(stub.texts.first?.recipient == String(PhoneNumber.author.e164.dropFirst()))
        #expect(stub.texts.first?.details["number"] == "79000000000")
        #expect(receipt == GatewayReceipt(reference: stub.texts.first?.id))
    }

    @Test func `smsc.ru described by hand, by GET, is spoken with as by its preset`() async throws {
        let stub = try SMSCStub([.fault(.silence)])
        let login: JSON = ["login": "{login}", "psw": "{password}", "fmt": "3"]
        let settings = try ExampleFile.http.gateway([
            "kind": "http", "login": .string(SMSCStub.login), "passwordFile": "p",
            "request": [
                "method": "GET", "url": .string(stub.url + "/sys/send.php?login={login}"),
                "query": [
                    "psw": "{password}", "fmt": "3", "charset": "utf-8", "phones": "{to}", "mes": "{text}",
                    "id": "{numericKey}", "sender": "{from}",
                ],
            ],
            "reply": ["id": "/id", "code": ["/error_code"], "codes": ["7": "permanent:recipient", "9": "unanswered"]],
            "reference": "numericKey", "unanswered": "askable",
            "reports": [
                "perRequest": 10, "id": "/id", "state": "/status", "states": ["-1": "accepted", "-3": "neverTaken"],
                "request": [
                    "url": .string(stub.url + "/sys/status.php"),
                    "form": [
                        "login": "{login}", "psw": "{password}", "fmt": "3", "id": "{referenceList}",
                        "phone": "{recipientList}",
                    ],
                ],
            ],
            "health": [
                "request": ["url": .string(stub.url + "/sys/balance.php"), "form": login], "balance": "/balance",
            ],
        ])
        let gateway = HTTPGateway.fixture(described: settings, password: SMSCStub.password)
        let part = Self.part()
        await #expect(throws: GatewayError.unanswered) { try await gateway.submit(part) }
        let other = MessagePart.fixture("нет", message: 43)
        let asked = [SubmittedPart(part), SubmittedPart(other)]
        #expect(
            try await gateway.ask(about: asked) == [
                PartAnswer(asked[0], .report(.accepted)), PartAnswer(asked[1], .neverTaken),
            ]
        )
        #expect(stub.texts.map(\.text) == [Self.text])
        #expect(stub.texts.first?.details["sender"] == nil)
        #expect(await gateway.health() == GatewayHealth(.alive, balance: "178.10"))
    }

    @Test(arguments: HTTPProvider.allCases)
    func `nothing it prints holds a secret, a number or an address`(provider: HTTPProvider) async throws {
        let bench = try provider.bench()
        var dumped = ""
        dump(bench.gateway, to: &dumped)
        dump(HTTPCredentials(login: "school", password: SMSCStub.password, token: SMSRuStub.token), to: &dumped)
        dump(SMSRuReader(gateway: "smsru", token: SMSRuStub.token), to: &dumped)
        dump(AndroidReader(gateway: "android", signingKey: AndroidStub.password) { Fixtures.now }, to: &dumped)
        dump(bench.seen.texts, to: &dumped)
        let printed = "\(bench.gateway) \(String(reflecting: bench.gateway)) \(dumped)"
        for secret in [SMSCStub.password, SMSRuStub.token, AndroidStub.password, ExolveStub.token, "127.0.0.1"] {
            #expect(!printed.contains(secret))
        }
    }
}
