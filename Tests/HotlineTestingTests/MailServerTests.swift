import Foundation
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailServerTests {
    @Test func `a real mail program brings a mail to a real server, which can also refuse it`() async throws {
        let folder = try TemporaryFolder()
        let server = try await MailServer(in: folder.url.appending(path: "server"))
        let sendmail = try Sendmail(in: folder.url, port: server.port)
        #expect(try await send("да", by: sendmail) == .exited(0))
        let mail = try #require(try server.mails().first)
        #expect(mail.sender == "hotline@school.example" && mail.recipients == ["parent@family.example"])
        let received = try #require(try await ReceivedMail.read([mail.bytes], in: folder.url).first)
        #expect(received.headers["subject"] == "да" && received.type == "text/plain")
        #expect(received.parts.map(\.text) == ["one\r\n.\r\nthree\r\n"])

        try server.conduct(.answers("550 5.1.1 No such user", at: .recipient))
        #expect(try await send("да", by: sendmail) == .exited(65))
        await server.stop()
        #expect(try await send("да", by: sendmail) == .exited(75))
        #expect(try server.mails().count == 1)
    }

    private func send(_ subject: String, by sendmail: Sendmail) async throws -> ChildProcess.ExitStatus {
        let encoded = Data(subject.utf8).base64EncodedString()
        let head = #"To: parent@family.example\nSubject: =?UTF-8?B?\#(encoded)?=\n"#
        let script = #"printf '\#(head)\n''one\n.\nthree\n' | "$@""#
        return try await ChildProcess("/bin/sh", ["-c", script, "sh"] + sendmail.command).waitForExit()
    }
}
