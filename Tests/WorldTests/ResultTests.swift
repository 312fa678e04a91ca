import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The result on its way to the author: by a real mail program to a real mail server, by text, or by a call.
@Suite(.timeLimit(.minutes(2)))
struct ResultTests {
    private static let answer = "Пароль сброшен: войдите по <новому> & проверьте."

    /// An appeal whose author gave an address, closed by the command line.
    private func close(_ hotline: Hotline, keys: String = "2,1") async throws -> AppealNumber {
        let played = try await hotline.command("simulate", "--from", "+79000000042", "--keys", keys, "--commit")
        #expect(played.status == .exited(0), "\(played.words)")
        let number = AppealNumber(1)
        _ = try await hotline.appeal(number, .distributed)
        let filled = try await hotline.command("complete", "1", "--no-input", "--email", "parent@example.com")
        #expect(filled.status == .exited(1), "the rest of the form is missing, and that is told")
        let closed = try await hotline.command("close", "1", "--result", Self.answer)
        #expect(closed.status == .exited(0), "\(closed.words)")
        #expect(closed.output.contains("по почте"))
        return number
    }

    private func hotline(_ server: MailServer, in folder: URL) async throws -> Hotline {
        let command = try Sendmail(in: folder, port: server.port).command
        let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
        return try await Hotline(
            .companion,
            Hotline.Wishes(settings: #""email": {"command": [\#(words)], "from": "hotline@school.example"},"#)
        )
    }

    private func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-mail-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func `the author gets the result by mail, in words and HTML, and the record says when`() async throws {
        let folder = try scratch()
        let server = try await MailServer(in: folder)
        let hotline = try await hotline(server, in: folder)
        let number = try await close(hotline)
        let told = try await hotline.appeal(number) { $0.toldAt != nil }
        #expect(told.delivery == .email)
        let mails = try server.mails()
        #expect(mails.map(\.recipients) == [["parent@example.com"]])
        let mail = try #require(try await ReceivedMail.read(mails.map(\.bytes), in: folder).first)
        #expect(mail.headers["subject"] == "Школа 1539: ответ на обращение №1")
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html"])
        #expect(mail.parts.first?.text.contains(Self.answer) == true)
        #expect(mail.parts.last?.text.contains("войдите по &lt;новому&gt; &amp; проверьте.") == true)
        #expect(mail.defects.isEmpty)
        #expect(!hotline.companion.standardError.contains("parent@example.com"))
        let shown = try await hotline.command("show", "1")
        #expect(shown.output.contains("извещён по почте"))
        await hotline.end()
        await server.stop()
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `a mail that is refused gives way to a text, or to a call where none may be sent`() async throws {
        for (keys, delivery) in [("2,1", ResultDelivery.sms), ("2,3", .callback)] {
            let folder = try scratch()
            let server = try await MailServer(in: folder)
            try server.conduct(.answers("550 5.1.1 no such user", at: .recipient))
            let hotline = try await hotline(server, in: folder)
            let number = try await close(hotline, keys: keys)
            let appeal = try await hotline.appeal(number) { $0.delivery == delivery }
            #expect(appeal.status == .closed)
            let waiting = try await hotline.command("list", "--callback", "--json")
            #expect(waiting.output.contains(#""number":1"#) == (delivery == .callback))
            if delivery == .callback {
                #expect(try await hotline.command("call-back", "1", "reached").status == .exited(0))
                #expect(try await hotline.command("call-back", "1", "reached").status == .exited(1))
            }
            #expect(try await hotline.command("audit", "verify").status == .exited(0))
            await hotline.end()
            await server.stop()
            try FileManager.default.removeItem(at: folder)
        }
    }
}
