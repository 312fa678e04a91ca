import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

struct AndroidReaderTests {
    // The documentation's example with our words, and signatures that another program reckoned with the key `signing-key-1`.
    private static let received =
        "{\"deviceId\":\"ffffffffceb0b1db0000018e937c815b\",\"event\":\"sms:received\",\"id\":\"Ey6ECgOkVVFjz3CL48B8C\","
        + "\"payload\":{\"messageId\":\"abc123\",\"message\":\"1042 1 беру\",\"sender\":\"+79000000043\",\"recipient\":null,"
        + "\"simNumber\":1,\"receivedAt\":\"2026-03-12T14:04:58.000+03:00\"},\"webhookId\":\"LreFUt-Z3sSq0JufY9uWB\"}"
    private static let signature = "0b88604797c02ac9c7dd80688946c57c99775c4d9c8cc1ffa3ea549b602f63a0"
    private static let stamp = "1773313500"

    private let trusting = AndroidReader(gateway: "android", signingKey: nil) { Fixtures.now }
    private let signed = AndroidReader(gateway: "android", signingKey: "signing-key-1") { Fixtures.now }

    private static func request(_ body: String, _ headers: [String: String] = [:]) -> CallbackRequest {
        CallbackRequest(subject: .news, query: "", headers: headers, body: Array(body.utf8))
    }

    private static func event(_ name: String, _ payload: String = "{\"messageId\":\"k-1\"}") -> CallbackRequest {
        request("{\"event\":\"\(name)\",\"id\":\"e1\",\"payload\":\(payload),\"webhookId\":\"w\",\"deviceId\":\"d\"}")
    }

    private static let news = GatewayNews.incoming(
        IncomingText(
            gateway: "android",
            id: "Ey6ECgOkVVFjz3CL48B8C",
            sender: "+79000000043",
            text: "1042 1 беру",
            sentAt: Instant(seconds: 1_773_313_498)
        )
    )

    @Test func `a text that came in is read, by the identifier of the event`() throws {
        #expect(try trusting.read(Self.request(Self.received)) == CallbackReading([Self.news]))
    }

    @Test func `a signed call is read, however the digits are written, and again when it is sent again`() throws {
        for signature in [Self.signature, Self.signature.uppercased(), Self.signature] {
            let headers = ["x-signature": signature, "x-timestamp": Self.stamp]
            #expect(try signed.read(Self.request(Self.received, headers)) == CallbackReading([Self.news]))
        }
    }

    @Test(arguments: [
        ("1773313200", "c3140a26d885bb68638db9d0d02256d1a264cc492e8e3cd3208c703552964ce9", true),
        ("1773313199", "ba2381537deaf9017301a083078de3cde9b03d1c9d6537a67f1153a6efb4ede9", false),
        ("1773313801", "425523a8436a92303e6c8157e3f21dc784ca58bbd322d12c4fdf78c7c5953e1a", false),
    ])
    func `a call is taken within five minutes of its time`(stamp: String, signature: String, isTaken: Bool) {
        let request = Self.request(Self.received, ["x-signature": signature, "x-timestamp": stamp])
        if isTaken {
            #expect(throws: Never.self) { try signed.read(request) }
        } else {
            #expect(throws: CallbackFault.forgery) { try signed.read(request) }
        }
    }

    @Test(
        arguments: [
            [:], ["x-signature": signature], ["x-timestamp": stamp], ["x-signature": "", "x-timestamp": stamp],
            ["x-signature": String(signature.dropLast()), "x-timestamp": stamp],
            ["x-signature": signature + "0", "x-timestamp": stamp],
            ["x-signature": signature, "x-timestamp": "1773313501"],
            ["x-signature": signature, "x-timestamp": "-1"],
            ["x-signature": signature, "x-timestamp": "9223372036854775807"],
            ["x-signature": signature, "x-timestamp": " 1773313500"],
        ] as [[String: String]]
    )
    func `a forged signature, or none, is refused`(headers: [String: String]) {
        #expect(throws: CallbackFault.forgery) { try signed.read(Self.request(Self.received, headers)) }
    }

    @Test func `a changed body is refused`() {
        let headers = ["x-signature": Self.signature, "x-timestamp": Self.stamp]
        #expect(throws: CallbackFault.forgery) {
            try signed.read(Self.request(Self.received.replacing("1042 1", with: "1043 1"), headers))
        }
    }

    // docs.sms-gate.app, Webhooks; a part of several is reported by itself.
    @Test(arguments: [
        ("sms:sent", DeliveryReport.Finding.accepted), ("sms:delivered", .delivered), ("sms:failed", .undelivered),
        ("sms:cancelled", .undelivered),
    ])
    func `what became of a text is read by our key`(event: String, finding: DeliveryReport.Finding) throws {
        let report = ReferencedReport(gateway: "android", reference: "k-1", finding: finding)
        for _ in 0..<2 { #expect(try trusting.read(Self.event(event)) == CallbackReading([.referenced(report)])) }
    }

    @Test(arguments: ["system:ping", "app:started", "mms:received", "sms:data-received", "sms:whatever"])
    func `other events are no news`(event: String) throws {
        #expect(try trusting.read(Self.event(event)) == CallbackReading([]))
    }

    @Test func `an older app calls the sender otherwise`() throws {
        let payload = "{\"messageId\":\"a\",\"message\":\"да\",\"phoneNumber\":\"+79000000043\"}"
        let text = IncomingText(gateway: "android", id: "e1", sender: "+79000000043", text: "да")
        #expect(try trusting.read(Self.event("sms:received", payload)) == CallbackReading([.incoming(text)]))
    }

    @Test(arguments: [
        ("", "body"), ("[]", "event"), ("{\"event\":\"sms:sent\"}", "payload"),
        ("{\"event\":\"sms:sent\",\"payload\":{}}", "messageId"),
        ("{\"event\":\"sms:received\",\"payload\":{\"sender\":\"7\",\"message\":\"x\"}}", "id"),
        ("{\"event\":\"sms:received\",\"id\":\"1\",\"payload\":{\"message\":\"x\"}}", "sender"),
        ("{\"event\":\"sms:received\",\"id\":\"1\",\"payload\":{\"sender\":\"7\"}}", "message"),
    ])
    func `what is missing is named`(body: String, name: String) {
        #expect(throws: CallbackFault.malformed(name)) { try trusting.read(Self.request(body)) }
    }
}
