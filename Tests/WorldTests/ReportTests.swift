import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Pictures
import Testing

/// Reports on their way: by a real mail program to a real mail server, by a clock that the test moves.
@Suite(.timeLimit(.minutes(4)))
struct ReportTests {
    private static func time(_ text: String) throws -> Instant {
        try #require(CivilTime(rfc3339: "\(text)+03:00")).instant
    }

    /// A hotline with a mail server, whose clock stands still, and a call in it; reports are wanted from then on.
    private func hotline(_ server: MailServer, in folder: URL, _ clock: VirtualClock, at now: Instant) async throws
        -> Hotline
    {
        let command = try Sendmail(in: folder, port: server.port).command
        let words = command.map { "\"\($0)\"" }.joined(separator: ", ")
        let hotline = try await Hotline(
            .companion,
            Hotline.Wishes(
                settings: #""email": {"command": [\#(words)], "from": "hotline@school.example"},"#,
                emails: ["golova": "golova@school.example", "glavny": "glavny@school.example"],
                clock: clock
            )
        )
        _ = try await hotline.store.reportStart(of: [.daily, .weekly], at: now)
        let number = try await hotline.takeCall("1.1", from: "+79000000042", route: .ejournal, at: now)
        _ = try await hotline.appeal(number, .distributed)
        return hotline
    }

    private func scratch() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-mail-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func mails(_ server: MailServer, in folder: URL) async throws -> [ReceivedMail] {
        try await ReceivedMail.read(try server.mails().map(\.bytes), in: folder)
    }

    @Test func `each report arrives once, although the service is killed at any moment and was down`() async throws {
        let folder = try scratch()
        let server = try await MailServer(in: folder)
        let start = try Self.time("2026-03-11T12:00:00")
        let clock = try VirtualClock(showing: start)
        let hotline = try await hotline(server, in: folder, clock, at: start)
        var expected: Set<String> = []
        for day in 12...16 {
            // From Friday's evening on nothing runs until Sunday, so one day's reports are late.
            if day == 14 {
                _ = await hotline.companion.kill()
                continue
            }
            if day == 15 { try await hotline.startCompanion() }
            try clock.set(Self.time("2026-03-\(day)T08:30:00"))
            for word in ["A report is on its way.", "Handed a mail to the mail program."] {
                try await hotline.companion.waitForOutput(containing: word, within: .seconds(30))
                _ = await hotline.companion.kill()
                try await hotline.startCompanion()
            }
            for about in day == 15 ? [13, 14] : [day - 1] {
                for half in ["телефон", "сайт"] { expected.insert("отчёт за день 2026-03-\(about), \(half)") }
            }
        }
        expected.insert("черновик отчёта за неделю 2026-W11")
        // A mail that was in hand when its sender died waits for half an hour, and goes once more under its name.
        try clock.set(Self.time("2026-03-16T10:30:00"))
        let received = try await hotline.wait(for: "every report") {
            let mails = try await mails(server, in: folder)
            let names = Set(mails.compactMap { $0.headers["message-id"] })
            return names.count >= expected.count ? mails : nil
        }
        var names: [String: Set<String>] = [:]
        for mail in received {
            let subject = mail.headers["subject"]?.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
            let about = subject.replacing(", с опозданием", with: "")
            names[about, default: []].insert(mail.headers["message-id"] ?? "")
            #expect(mail.headers["to"]?.contains("golova@school.example") == true && mail.defects.isEmpty)
        }
        #expect(Set(names.keys) == expected)
        #expect(names.values.allSatisfy { $0.count == 1 }, "\(names)")
        let late = received.first { $0.headers["subject"]?.contains("2026-03-13, телефон, с опозданием") == true }
        #expect(late?.parts.first?.text.hasPrefix("Отчёт опоздал на 1 д") == true)
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
        await server.stop()
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `what is mailed is what the command line shows, and what the director gets is kept as it went`()
        async throws
    {
        let folder = try scratch()
        let server = try await MailServer(in: folder)
        let start = try Self.time("2026-03-15T12:00:00")
        let clock = try VirtualClock(showing: start)
        let hotline = try await hotline(server, in: folder, clock, at: start)
        try clock.set(Self.time("2026-03-16T08:30:00"))
        var received = try await hotline.wait(for: "three reports") {
            let mails = try await mails(server, in: folder)
            return mails.count == 3 ? mails : nil
        }
        let lines = { (mail: ReceivedMail?) in (mail?.parts.first?.text ?? "").replacing("\r\n", with: "\n") }
        let draft = received.first { $0.headers["subject"] == "Школа 1539: черновик отчёта за неделю 2026-W11" }
        let weekly = try await hotline.command("report", "weekly", "--week", "2026-W11")
        #expect(weekly.status == .exited(0) && weekly.output.contains("  пн") && lines(draft).hasPrefix(weekly.output))
        let phone = received.first { $0.headers["subject"]?.contains("2026-03-15, телефон") == true }
        let daily = try await hotline.command("report", "daily", "--date", "2026-03-15", "--source", "phone")
        // By half past eight it is half an hour late.
        #expect(daily.output.contains("всего  1") && lines(phone).contains(daily.output))
        #expect(lines(phone).hasPrefix("Отчёт опоздал на 30 мин"))
        try await expectPictures(try #require(draft))

        // What the head writes comes by standard input and is seen nowhere else.
        let words = "Больше линий & <b>людей</b>"
        let kept = try await hotline.command(["report", "weekly", "--proposals", "-"], input: words + "\n\n")
        #expect(kept.status == .exited(0), "\(kept.words)")
        let sent = try await hotline.command("report", "weekly", "--week", "2026-W11", "--send")
        #expect(sent.status == .exited(0) && sent.output.contains("№1"), "\(sent.words)")
        let twice = try await hotline.command("report", "weekly", "--send")
        #expect(twice.status == .exited(1) && twice.words.contains("--again"))
        received = try await hotline.wait(for: "the director's") {
            let mails = try await mails(server, in: folder)
            return mails.count == 4 ? mails : nil
        }
        let mail = try #require(received.first { $0.headers["to"]?.contains("glavny@school.example") == true })
        #expect(mail.headers["subject"] == "Школа 1539: отчёт за неделю 2026-W11")
        let shown = try await hotline.command("report", "sent", "1")
        let page = try await hotline.command("report", "sent", "1", "--html")
        #expect(lines(mail) == shown.output && shown.output.contains("\nПредложения\n\(words)\n"))
        // The page is the mail's, but for the pictures: in a mail they come beside it, and in a browser from within.
        let mailed = mail.parts[1].text.replacing("\r\n", with: "\n").replacing(/src="cid:[^"]*"/, with: "src")
        #expect(mailed == page.output.replacing(/src="data:image\/png;base64,[^"]*"/, with: "src"))
        #expect(page.output.ranges(of: "src=\"data:").count == 2 && !page.output.contains("cid:"))
        #expect(page.output.contains("Больше линий &amp; &lt;b&gt;людей&lt;/b&gt;"))
        try await expectPictures(mail)

        // More comes and more is written: what was sent stays to the byte.
        let json = try await hotline.command("report", "sent", "1", "--json")
        _ = try await hotline.takeCall("1.2", from: "+79000000043", route: .technical, at: start)
        _ = try await hotline.command(["report", "weekly", "--proposals", "-"], input: "Другое")
        let again = try await hotline.command("report", "weekly", "--send", "--again")
        #expect(again.status == .exited(0) && again.output.contains("№2"), "\(again.words)")
        #expect(try await hotline.command("report", "sent", "1").output == shown.output)
        #expect(try await hotline.command("report", "sent", "1", "--html").output == page.output)
        #expect(try await hotline.command("report", "sent", "1", "--json").output == json.output)
        #expect(try await hotline.command("report", "sent", "2").output.contains("всего  2"))
        let list = try await hotline.command("report", "sent", "--csv").output.split(separator: "\r\n")
        #expect(list.count == 3 && list[1].hasPrefix("2,2026-W11,") && list[2].hasPrefix("1,2026-W11,"))
        let log = hotline.companion.standardError
        for word in ["Больше", "Другое", "golova@", "glavny@"] { #expect(!log.contains(word)) }
        await hotline.end()
        await server.stop()
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `the head writes in an editor, and nothing is lost where it fails or the service is gone`() async throws
    {
        let hotline = try await Hotline(.companion)
        let verb = [
            BuiltProducts.program("hotline").path(), "report", "weekly", "--edit", "--config",
            hotline.folder.appending(path: "hotline.json").path(),
        ]
        let temporary = hotline.folder.appending(path: "tmp")
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        let script = hotline.folder.appending(path: "editor")
        try Data("#!/bin/sh\nstat -c %a \"$2\" >> \"$2.mode\"\nprintf '%s\\n\\n' \"$1\" >> \"$2\"\n".utf8).write(
            to: script
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path())
        func edit(with editor: String) async throws -> String {
            let session = try await TerminalSession(
                verb,
                environment: ["EDITOR": editor, "VISUAL": "", "TMPDIR": temporary.path()],
                columns: 160
            )
            let seen = try await session.wait(for: "the end") { $0.contains("[ended ") }
            try await session.end()
            return seen
        }
        let first = try await edit(with: "\(script.path()) Линии")
        #expect(first.contains("сохранены") && first.contains("[ended 0]"), "\(first)")
        let second = try await edit(with: "\(script.path()) Люди")
        #expect(second.contains("сохранены"), "\(second)")
        let week = try #require(first.split(separator: " ").first { $0.contains("-W") })
        #expect(try await hotline.store.proposals(of: String(week)).text == "Линии\nЛюди")
        #expect(try await edit(with: "true").contains("не изменились"))
        #expect(try await edit(with: "false").contains("[ended 1]"))
        #expect(try await hotline.store.proposals(of: String(week)).version == 2)
        // What was written stays in a file where it could not be kept, and nowhere else.
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path()).isEmpty)
        let process = hotline.companion.processID
        let lost = try await edit(with: "kill -9 \(process); \(script.path()) Дети")
        #expect(lost.contains("Написанное осталось в файле"), "\(lost)")
        let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: temporary.path()).first)
        let file = temporary.appending(path: "\(folder)/proposals.txt").path()
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "Линии\nЛюди\nДети\n\n")
        #expect(try String(contentsOfFile: "\(file).mode", encoding: .utf8) == "600\n")
        await hotline.end()
    }

    /// A mail has two pictures beside its HTML, which calls them by their names.
    private func expectPictures(_ mail: ReceivedMail) async throws {
        #expect(mail.type == "multipart/alternative" && mail.defects.isEmpty)
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html", "image/png", "image/png"])
        #expect(mail.parts.dropFirst().allSatisfy { $0.within == "multipart/related" })
        for part in mail.parts.suffix(2) {
            let canvas = try #require(Canvas(png: Array(part.bytes)))
            #expect(canvas.width == 560 && canvas.height == 140)
            // One bar at least is drawn in this week's colour.
            let colours = (0..<canvas.width).map { canvas.colour(x: $0, y: canvas.height - 4) }
            #expect(mail.parts[1].text.contains("src=\"cid:\(part.contentID.dropFirst().dropLast())\""))
            if part.contentID.hasPrefix("<days") { #expect(colours.contains(Canvas.Colour(0x2A6F97))) }
        }
    }
}
