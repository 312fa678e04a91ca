import Foundation
import HotlineCore
import HotlineTesting
import Logging
import Testing

@testable import HotlineMessaging

/// The real msmtp, by real SMTP, to a real server.
@Suite(.timeLimit(.minutes(1))) struct MailDeliveryTests {
    private let folder: MailFolder

    init() throws { folder = try MailFolder() }

    private func transport(port: Int, host: String = "127.0.0.1", limit: Duration = .seconds(30)) throws
        -> SendmailTransport
    {
        let sendmail = try Sendmail(in: folder.url, host: host, port: port)
        return SendmailTransport(
            sendmail.command,
            limit: limit,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `what is sent arrives: both texts, the subject, and the same name each time`() async throws {
        let server = try await MailServer(in: folder.url.appending(path: "server"))
        let transport = try transport(port: server.port)
        let long = OutboundMail.fixture(
            8,
            subject: String(repeating: "Ответ на обращение ", count: 12),
            text: String(repeating: "Строка ответа, 😀.\n", count: 20_000)
        )
        let mails: [OutboundMail] = [.fixture(7), .fixture(7, attempt: 2), long]
        for mail in mails { try await transport.send(MailMessage(mail, from: .fixture())) }
        let kept = try server.mails()
        #expect(kept.map(\.sender) == Array(repeating: "hotline@school.example", count: 3))
        #expect(kept.map(\.recipients) == Array(repeating: ["parent@family.example"], count: 3))
        let received = try await ReceivedMail.read(kept.map(\.bytes), in: folder.url)
        #expect(received.count == 3)
        for (mail, received) in zip(mails, received) {
            #expect(received.defects == [])
            #expect(received.headers["subject"] == mail.subject)
            let crlf = [mail.text, mail.html].map { $0.replacingOccurrences(of: "\n", with: "\r\n") }
            #expect(received.parts.map(\.text) == crlf)
        }
        #expect(received[0].headers["message-id"] == "<hotline.7.1773313500000@school.example>")
        #expect(received[1].headers["message-id"] == received[0].headers["message-id"])
        #expect(received[2].headers["message-id"] != received[0].headers["message-id"])
        await server.stop()
    }

    // What msmtp 1.8.23 says of each: 69, 65, 69 and 69.
    @Test(arguments: [
        (MailServer.Conduct.answers("450 4.2.1 Mailbox busy", at: .recipient), MailError.temporary(.unavailable)),
        (.answers("550 5.1.1 No such user", at: .recipient), .permanent(.refused)),
        (.answers("451 4.3.0 Later", at: .content), .temporary(.unavailable)),
        (.answers("554 5.7.1 Not wanted", at: .content), .temporary(.unavailable)),
    ]) func `what the server refuses is not sent, and for good where msmtp says so`(
        conduct: MailServer.Conduct,
        error: MailError
    ) async throws {
        let server = try await MailServer(in: folder.url.appending(path: "server"))
        try server.conduct(conduct)
        let transport = try transport(port: server.port)
        let mail = try MailMessage(.fixture(), from: .fixture())
        await #expect(throws: error) { try await transport.send(mail) }
        #expect(try server.mails().isEmpty)
        try server.conduct(.takes)
        try await transport.send(mail)
        #expect(try server.mails().count == 1)
        await server.stop()
    }

    @Test func `a server that hangs with the whole mail may have it`() async throws {
        let server = try await MailServer(in: folder.url.appending(path: "server"))
        try server.conduct(.hangs(at: .content))
        let transport = try transport(port: server.port, limit: .seconds(3))
        let mail = try MailMessage(.fixture(), from: .fixture())
        await #expect(throws: MailError.unanswered) { try await transport.send(mail) }
        await server.stop()
    }

    @Test func `a server that hangs before a long mail cannot have it`() async throws {
        let server = try await MailServer(in: folder.url.appending(path: "server"))
        try server.conduct(.hangs(at: .recipient))
        let transport = try transport(port: server.port, limit: .seconds(3))
        let mail = try MailMessage(.fixture(text: String(repeating: "Ответ.\n", count: 5_000)), from: .fixture())
        await #expect(throws: MailError.temporary(.tookTooLong)) { try await transport.send(mail) }
        await server.stop()
    }

    @Test func `nobody there, no such server or no settings is a fault that passes`() async throws {
        let mail = try MailMessage(.fixture(), from: .fixture())
        let nobody = try transport(port: FreePort.tcp())
        await #expect(throws: MailError.temporary(.unavailable)) { try await nobody.send(mail) }
        let unknown = try transport(port: 25, host: "nowhere.invalid")
        await #expect(throws: MailError.temporary(.unavailable)) { try await unknown.send(mail) }
        var command = try Sendmail(in: folder.url, port: 1).command
        command[2] = "/nowhere/msmtprc"
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let unset = SendmailTransport(command, logger: quiet)
        await #expect(throws: MailError.temporary(.interrupted)) { try await unset.send(mail) }
    }
}
