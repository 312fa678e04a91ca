import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct KannelGatewayTests {
    @Test func `a Cyrillic text comes to Kannel whole, with everything it needs to send it`() async throws {
        let kannel = try KannelPeer()
        let text = "№1042 средства. Взять до 14:35. Ответ: 1042 1 беру & 50% + «да»?\n#2=2"
        _ = try await KannelGateway.fixture(url: kannel.url).submit(.fixture(text, message: 42))

        let submission = try #require(kannel.submissions.first)
        #expect(submission.place == "GET /cgi-bin/sendsms")
        #expect(submission["username"] == "hotline")
        #expect(submission["password"] == KannelGateway.fixturePassword)
        #expect(submission["from"] == "1539")
        #expect(submission["to"] == PhoneNumber.author.e164)
        #expect(submission["text"] == text)
        #expect(submission["coding"] == "2")
        #expect(submission["charset"] == "UTF-8")
        #expect(submission["dlr-mask"] == "31")
        #expect(!submission.names.contains("udh"))
    }

    @Test func `the address Kannel calls back is ours, and what it says is read as our part's`() async throws {
        let kannel = try KannelPeer()
        _ = try await KannelGateway.fixture(url: kannel.url).submit(.fixture("да", message: 42, index: 1, count: 2))
        let address = try #require(kannel.submissions.first?.reportURL(type: 34))
        let start = "http://127.0.0.1:8013/sms/kannel/\(KannelGateway.fixtureSecret)/report?"
        #expect(address.hasPrefix(start))
        let report = try KannelReport(query: address.dropFirst(start.count))
        #expect(report.deliveryReport == DeliveryReport(message: Identifier(42), part: 1, finding: .undelivered))
    }

    @Test func `parts carry the header that joins them, byte by byte`() async throws {
        let kannel = try KannelPeer()
        let gateway = try KannelGateway.fixture(url: kannel.url)
        let text = String(repeating: "Ответ готов. ", count: 6) + "👍 да"
        // The reference is the message's last byte, and no text.
        let parts = MessagePart.cut(text, message: 0x1FE)
        #expect(parts.count == 2)
        for part in parts { _ = try await gateway.submit(part) }

        #expect(kannel.submissions.map { $0.bytes("udh") } == [[5, 0, 3, 0xFE, 2, 1], [5, 0, 3, 0xFE, 2, 2]])
        #expect(kannel.submissions.compactMap { $0["text"] }.joined() == text)
        #expect(kannel.submissions.allSatisfy { $0["coding"] == "2" })
    }

    @Test func `an address that has a query already is added to`() async throws {
        let kannel = try KannelPeer()
        _ = try await KannelGateway.fixture(url: kannel.url + "?smsc=A").submit(.fixture("да"))
        let submission = try #require(kannel.submissions.first)
        #expect(submission["smsc"] == "A")
        #expect(submission["username"] == "hotline")
    }

    @Test(arguments: KannelReplyRow.documented)
    func `each documented answer over the wire means what the table says`(row: KannelReplyRow) async throws {
        let kannel = try KannelPeer([.reply(status: row.status, body: row.body)])
        let gateway = try KannelGateway.fixture(url: kannel.url)
        if let error = row.error {
            await #expect(throws: error) { try await gateway.submit(.fixture("да")) }
        } else {
            #expect(try await gateway.submit(.fixture("да")) == GatewayReceipt())
        }
        #expect(kannel.submissions.count == 1)
    }

    @Test func `a connection that is accepted and closed leaves open whether the part was taken`() async throws {
        let kannel = try KannelPeer([.silence])
        let gateway = try KannelGateway.fixture(url: kannel.url)
        await #expect(throws: GatewayError.unanswered) { try await gateway.submit(.fixture("да")) }
        #expect(kannel.submissions.count == 1)
    }

    @Test func `an answer that does not come in time leaves it open too`() async throws {
        let kannel = try KannelPeer([.delay])
        let gateway = try KannelGateway.fixture(url: kannel.url, timeout: .milliseconds(200))
        await #expect(throws: GatewayError.unanswered) { try await gateway.submit(.fixture("да")) }
    }

    @Test func `a refused connection is worth another attempt`() async throws {
        // The discard port, at which nothing listens on a machine of our day.
        let gateway = try KannelGateway.fixture(url: "http://127.0.0.1:9/cgi-bin/sendsms")
        await #expect(throws: GatewayError.temporary(.notReached)) { try await gateway.submit(.fixture("да")) }
    }

    @Test func `nothing it prints holds a secret`() throws {
        let gateway = try KannelGateway.fixture(url: "http://127.0.0.1:9/cgi-bin/sendsms")
        var dumped = ""
        dump(gateway, to: &dumped)
        let printed = "\(gateway) \(String(reflecting: gateway)) \(dumped)"
        #expect(!printed.contains(KannelGateway.fixturePassword))
        #expect(!printed.contains(KannelGateway.fixtureSecret))
        #expect(!printed.contains("127.0.0.1"))
    }
}
