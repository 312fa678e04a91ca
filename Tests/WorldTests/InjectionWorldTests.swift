import Foundation
import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import JSON
import Testing

/// The words of `HostileText` against the whole product: over a real Asterisk, a real site, and the command line in a terminal.
@Suite(.timeLimit(.minutes(5)))
struct InjectionWorldTests {
    /// Whether a line of a log begins as each of ours does.
    private func expectLines(_ log: String) {
        for line in log.split(separator: "\n") {
            #expect(line.prefixMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} \w+ /#) != nil, "\(line)")
        }
        #expect(!log.contains(HostileText.mark) && !log.contains("all is lost"))
    }

    /// Whether words came to a shell: then there is a file.
    private func expectNoMark(_ hotline: Hotline) {
        let places = [
            hotline.folder, hotline.folder.appending(path: "pbx"), hotline.folder.appending(path: "pbx/run"),
            URL(filePath: FileManager.default.currentDirectoryPath), URL(filePath: "/"),
            URL(filePath: NSHomeDirectory()),
        ]
        for place in places {
            #expect(!FileManager.default.fileExists(atPath: place.appending(path: HostileText.mark).path()))
        }
    }

    @Test func `a caller's name and number do nothing but be a name and a number`() async throws {
        let hotline = try await Hotline([.asterisk, .companion])
        // What SIP itself can carry between two quotes.
        let hostile = HostileText.allCases.filter { hostile in
            [.line, .sql, .shell, .dialplan, .terminal].contains(hostile.victim) && hostile.text.utf8.count < 200
                && !hostile.text.utf8.contains { [0, 10, 13].contains($0) }
        }
        #expect(hostile.count > 15)
        for (index, one) in hostile.enumerated() {
            let name = one.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            // By turns the name is hostile and the number is.
            let isName = index.isMultiple(of: 2)
            let caller = try await SIPCaller.call(
                "74950000001",
                at: hotline.asterisk.sipPort,
                as: SIPIdentity(
                    user: isName ? "+7900001\(1000 + index)" : percentEncoded(one.text),
                    displayName: isName ? name : "x"
                )
            )
            try await caller.waitForSound()
            await caller.hangUp()
        }
        let calls = try await hotline.wait(for: "the end of all calls") {
            let calls = try await hotline.store.calls(limit: 1000)
            return calls.count == hostile.count && calls.allSatisfy { $0.outcome != nil } ? calls : nil
        }
        #expect(calls.count { $0.caller != nil } >= hostile.count / 2)
        try await hotline.asterisk.waitUntilIdle()
        expectNoMark(hotline)
        expectLines(hotline.agi.standardError)
        try await expectPlain(hotline)
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `what is typed, texted or written in a form is shown, and nothing else`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(kannel: "http://127.0.0.1:9/cgi-bin/sendsms"))
        let socket = hotline.folder.appending(path: "hotlined.sock").path()
        var added = 0
        for (index, hostile) in HostileText.allCases.enumerated() {
            let text = hostile.text
            let body: JSON = ["fullName": .string(text), "description": .string(text), "type": 2]
            let answer = try await HTTPClient().send(
                HTTPRequest(
                    .post,
                    "http://localhost\(StaffAPI.appeals)",
                    body: Array(body.encoded().utf8),
                    unixSocketPath: socket
                )
            )
            #expect([200, 400, 422].contains(answer.status), "\(hostile): \(answer.text)")
            if answer.status == 200 { added += 1 }
            let query = percentEncoded(query: [
                ("id", "in-\(index)"), ("from", String(text.prefix(100))), ("ts", "1773313500"), ("text", text),
            ])
            let url = "http://127.0.0.1:\(hotline.ports.callbacks)/sms/kannel/c4llback/incoming?\(query)"
            let taken = try await HTTPClient().send(HTTPRequest(.get, url))
            #expect(taken.status < 300, "\(hostile): \(taken.status)")
        }
        #expect(added > 25)
        _ = try await hotline.wait(for: "all texts") {
            try await hotline.store.texts(limit: 1000).count == HostileText.allCases.count ? true : nil
        }
        expectNoMark(hotline)
        try await expectPlain(hotline)
        try await expectTables(hotline, appeals: added)
        expectLines(hotline.companion.standardError)
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `a real browser shows what was typed, and finds nothing of it to run`() async throws {
        let hotline = try await Hotline(.companion)
        try await hotline.companion.waitForOutput(containing: "Visitors can come", within: .seconds(30))
        let port = hotline.companion.standardError.components(separatedBy: "web.port=").last?.prefix { $0.isNumber }
        let browser = try await Browser()
        try await browser.go("http://127.0.0.1:\(port ?? "")")
        let elements = try await browser.evaluate("return document.querySelectorAll('*').length").integerValue ?? 0
        let typed = HostileText.allCases.filter { $0.victim == .browser || $0.victim == .template }.map(\.text)
            .filter { $0.utf8.count < 150 && !$0.contains("\n") }.joined(separator: " ")
        for field in ["#fullName", "#description", "#phone", "#email"] {
            try await browser.type(field == "#fullName" ? String(typed.prefix(190)) : typed, into: field)
        }
        try await browser.click("button")
        try await browser.wait(forText: "Обращение пока не отправлено")
        let kept = try await browser.value("#description")
        #expect(Array(kept.utf8) == Array(typed.utf8))
        let script = """
            return [...document.querySelectorAll('*')].filter(e =>
                ['SCRIPT', 'IMG', 'SVG', 'B', 'I'].includes(e.tagName.toUpperCase())
                || [...e.attributes].some(a => a.name.startsWith('on'))).length
            """
        #expect(try await browser.evaluate(script).integerValue == 0)
        // The page has grown by the faults it tells, and by no element of the visitor's.
        let after = try await browser.evaluate("return document.querySelectorAll('*').length").integerValue ?? 0
        #expect(after > elements && after < elements + 40)
        await browser.end()
        await hotline.end()
    }

    /// Nothing that the command line shows steers a terminal, in one or out of it.
    private func expectPlain(_ hotline: Hotline) async throws {
        let settings = hotline.folder.appending(path: "hotline.json").path()
        let program = BuiltProducts.program("hotline").path()
        for verb in [
            ["list"], ["inbox"], ["messages"], ["calls"], ["show", "1"], ["explain", "1"], ["desk", "--help"],
        ] {
            let plain = try await hotline.command(verb)
            #expect(!(plain.output + plain.words).unicodeScalars.contains { $0 != "\n" && $0.steers }, "\(verb)")
            let words = ([program] + verb + ["--config", settings, "--no-pager"]).joined(separator: " ")
            let terminal = try ChildProcess("/usr/bin/script", ["-qec", words, "/dev/null"], folder: hotline.folder)
            try await terminal.waitForExit(within: .seconds(30))
            let shown = terminal.standardOutput.replacing(/\u{1B}\[[0-9;]*[mK]/, with: "")
            #expect(!shown.unicodeScalars.contains { $0 != "\n" && $0 != "\r" && $0.steers }, "\(verb) in a terminal")
        }
    }

    /// What programs read is read by one, as it was written.
    private func expectTables(_ hotline: Hotline, appeals: Int) async throws {
        let script = """
            import csv, io, json, sys
            table = list(csv.reader(io.StringIO(sys.argv[1], newline=""), strict=True))
            wrong = [cell for row in table for cell in row if cell.lstrip(' "')[:1] in tuple("=+-@\\uff1d")]
            print(json.dumps([len(table) - 1, len({len(row) for row in table}), wrong]))
            """
        for verb in [["list", "--limit", "1000"], ["inbox", "--limit", "1000"]] {
            let csv = try await hotline.command(verb + ["--csv"]).output
            let reader = try ChildProcess("/usr/bin/env", ["python3", "-c", script, csv])
            #expect(try await reader.waitForExit(within: .seconds(30)) == .exited(0), "\(reader.standardError)")
            let read = try JSON(parsing: reader.standardOutput)
            let count = verb[0] == "list" ? appeals : HostileText.allCases.count
            #expect(read[0]?.integerValue == count && read[1]?.integerValue == 1 && read[2]?.arrayValue == [])
            let json = try JSON(parsing: try await hotline.command(verb + ["--json"]).output)
            #expect(json.arrayValue?.count == count)
        }
    }
}

extension Unicode.Scalar {
    /// Whether a terminal might obey it, or show what follows elsewhere.
    fileprivate var steers: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: self != "\u{200D}"
        default: false
        }
    }
}
