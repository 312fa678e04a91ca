import HTTPClient
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// How Kannel is, by what it was seen to answer; the real one is asked in ``KannelWorldTests`` and ``KannelSMPPTests``.
@Suite(.timeLimit(.minutes(1))) struct KannelHealthTests {
    private static let refusal = KannelPeer.Answer.reply(status: 400, body: "Missing receiver number, rejected")

    private func health(_ answers: [KannelPeer.Answer], asksForStatus: Bool) async throws -> GatewayHealth.Condition {
        let peer = try KannelPeer(answers)
        let gateway = KannelGateway(
            url: peer.url,
            username: "hotline",
            password: KannelGateway.fixturePassword,
            sender: nil,
            callback: try KannelCallback(base: "http://127.0.0.1:8013", secret: KannelGateway.fixtureSecret),
            status: asksForStatus ? KannelStatusPage(url: peer.url, password: "st & us") : nil,
            client: HTTPClient()
        )
        let condition = await gateway.health().condition
        #expect(peer.submissions.count == answers.count)
        #expect(peer.submissions.first?.names == ["username", "password"])
        if peer.submissions.count == 2 {
            #expect(peer.submissions[1].names == ["password"])
            #expect(peer.submissions[1]["password"] == "st & us")
        }
        return condition
    }

    @Test(arguments: [
        (400, "Missing receiver number, rejected", GatewayHealth.Condition.alive),
        (403, "Authorization failed for sendsms", .dead("credentials")),
        (503, "Temporal failure, try again later.", .impaired("busy")),
        (404, "Unknown request.", .dead("unexpectedAnswer")),
        (202, "0: Accepted for delivery", .dead("unexpectedAnswer")),
    ])
    func `what sendsms says tells how it is`(
        status: Int,
        body: String,
        condition: GatewayHealth.Condition
    ) async throws {
        #expect(try await health([.reply(status: status, body: body)], asksForStatus: false) == condition)
    }

    private static func page(_ links: String) -> String {
        """
        Kannel bearerbox version `1.4.5'.

        Status: running, uptime 0d 0h 0m 7s

        Box connections:
            smsbox:(none), IP 127.0.0.1 (0 queued), (on-line 0d 0h 0m 5s)

        \(links)

        """
    }

    private static func link(_ state: String) -> String {
        "    SMPP[SMPP]    SMPP:127.0.0.1:2775/2775:hotline: (\(state), rcvd: sms 0 (0.00,0.00,0.00) / dlr 5, failed 0)\n"
    }

    private static let heading = "SMSC connections:\n"

    @Test(arguments: [
        (heading + link("online 6s"), GatewayHealth.Condition.alive),
        (heading + link("re-connecting"), .impaired("notRoutable")),
        (heading + link("connecting"), .impaired("notRoutable")),
        (heading + link("dead"), .impaired("notRoutable")),
        (heading + link("dead") + link("online 12s"), .alive),
        (heading, .impaired("notRoutable")),
        ("No SMSC connections\n", .impaired("notRoutable")),
        ("", .impaired("statusPage")),
    ])
    func `the status page tells whether a link is up`(links: String, condition: GatewayHealth.Condition) async throws {
        let answers = [Self.refusal, .reply(status: 200, body: Self.page(links))]
        #expect(try await health(answers, asksForStatus: true) == condition)
    }

    // A wrong status-password is answered 200 "Denied".
    @Test(arguments: [
        KannelPeer.Answer.reply(status: 200, body: "Denied"), .reply(status: 404, body: "Unknown request."), .silence,
    ])
    func `a status page that cannot be had is told`(answer: KannelPeer.Answer) async throws {
        #expect(try await health([Self.refusal, answer], asksForStatus: true) == .impaired("statusPage"))
    }

    @Test func `a Kannel that is not there is dead`() async throws {
        // The discard port, at which nothing listens on a machine of our day.
        let gateway = try KannelGateway.fixture(url: "http://127.0.0.1:9/cgi-bin/sendsms")
        #expect(await gateway.health() == GatewayHealth(.dead("notReached")))
    }

    @Test func `the status page's address does not print its password`() {
        let page = KannelStatusPage(url: "http://127.0.0.1:13000/status.txt", password: "hunter2")
        var dumped = ""
        dump(page, to: &dumped)
        #expect(!"\(page) \(String(reflecting: page)) \(dumped)".contains("hunter2"))
    }
}
