import Foundation
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineMessaging

/// Mails as they are written, read back by Python's own `email` package.
@Suite(.timeLimit(.minutes(2))) struct MailMessageTests {
    private let folder: MailFolder

    init() throws { folder = try MailFolder() }

    private func read(_ mails: [OutboundMail], from sender: MailSender? = nil) async throws -> [ReceivedMail] {
        let sender = try sender ?? .fixture()
        return try await ReceivedMail.read(mails.map { try MailMessage($0, from: sender).encoded() }, in: folder.url)
    }

    @Test func `a mail is what it was the day this was written`() throws {
        let mail = OutboundMail.fixture(subject: "Ответ", text: "да\n", html: "<p>да</p>")
        let written = try String(decoding: MailMessage(mail, from: .fixture()).encoded(), as: UTF8.self)
        #expect(
            written == """
                From: =?UTF-8?B?0KjQutC+0LvQsCAxNTM5?=
                 <hotline@school.example>
                To: <parent@family.example>
                Subject: =?UTF-8?B?0J7RgtCy0LXRgg==?=
                Date: Thu, 12 Mar 2026 14:05:00 +0300
                Message-ID: <hotline.7.1773313500000@school.example>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="=_hotline_alternative"

                --=_hotline_alternative
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                0LTQsA0K
                --=_hotline_alternative
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                PHA+0LTQsDwvcD4=
                --=_hotline_alternative--

                """
        )
    }

    @Test func `both texts, the subject and the names are read back as they were`() async throws {
        let mail = OutboundMail.fixture()
        let received = try #require(try await read([mail]).first)
        #expect(received.defects == [] && received.isASCII && received.longestLine <= 76)
        #expect(received.type == "multipart/alternative")
        #expect(received.parts.map(\.type) == ["text/plain", "text/html"])
        #expect(received.parts.allSatisfy { $0.charset == "utf-8" && $0.encoding == "base64" })
        let crlf = [mail.text, mail.html].map { $0.replacingOccurrences(of: "\n", with: "\r\n") }
        #expect(received.parts.map(\.text) == crlf)
        #expect(received.headers["subject"] == mail.subject)
        #expect(received.headers["from"] == "Школа 1539 <hotline@school.example>")
        #expect(received.headers["to"] == "<parent@family.example>" || received.headers["to"] == mail.recipient)
        #expect(received.headers["auto-submitted"] == "auto-generated")
        #expect(received.headerCount == 8)
    }

    @Test func `pictures stand beside the HTML that shows them, each under the name it is called by`() async throws {
        let pictures = [
            MailPicture(name: "days-2026-w11", bytes: Array(0...255) + Array(repeating: 0x0A, count: 500)),
            MailPicture(name: "terms-2026-w11", bytes: [0x89, 0x50, 0x4E, 0x47]),
        ]
        let html = #"<img src="cid:days-2026-w11@hotline"><img src="cid:terms-2026-w11@hotline">"#
        let received = try #require(try await read([.fixture(html: html, pictures: pictures)]).first)
        #expect(received.defects == [] && received.isASCII && received.longestLine <= 76)
        #expect(received.type == "multipart/alternative")
        #expect(received.parts.map(\.type) == ["text/plain", "text/html", "image/png", "image/png"])
        #expect(
            received.parts.map(\.within) == ["multipart/alternative"] + Array(repeating: "multipart/related", count: 3)
        )
        #expect(received.parts.dropFirst().first?.text == html)
        #expect(received.parts.suffix(2).map { Array($0.bytes) } == pictures.map(\.bytes))
        #expect(received.parts.suffix(2).map(\.contentID) == pictures.map { "<\($0.name)@hotline>" })
        #expect(pictures.allSatisfy { html.contains("cid:\($0.contentID)") })
    }

    @Test func `a Cyrillic subject of any length up to 300 is whole, in lines of 76`() async throws {
        let letters = Array("Обращение о доступе к журналу, ё😀é№ ")
        let subjects = (0...300).map { length in
            String((0..<length).map { letters[($0 * 7 + length) % letters.count] })
        }
        let received = try await read(subjects.map { .fixture(subject: $0) })
        for (mail, subject) in zip(received, subjects) {
            #expect(mail.headers["subject"] == subject)
            #expect(mail.defects == [] && mail.isASCII && mail.longestLine <= 76 && mail.headerCount == 8)
        }
    }

    @Test func `any words come back, whatever characters they are of`() async throws {
        var generator = SystemRandomNumberGenerator()
        let scalars = (0..<20_000).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0x20..<0x1_1000, using: &generator))
        }
        .filter { HeaderText.isFit(String($0)) }
        let plain = Array(" =?_!~\"<>@,;:\\()aZ09").flatMap(\.unicodeScalars)
        let mails = (0..<300).map { place in
            func words(_ most: Int, of scalars: [Unicode.Scalar]) -> String {
                let count = Int.random(in: 0...most, using: &generator)
                return String(
                    String.UnicodeScalarView((0..<count).compactMap { _ in scalars.randomElement(using: &generator) })
                )
            }
            return OutboundMail.fixture(
                subject: words(120, of: place % 2 == 0 ? scalars : plain),
                text: words(400, of: scalars + ["\r", "\n", "\n"]),
                html: words(400, of: scalars + ["\n"])
            )
        }
        for (mail, received) in zip(mails, try await read(mails)) {
            #expect(received.headers["subject"].map(Self.bytes) == Self.bytes(mail.subject))
            #expect(received.parts.map { Self.bytes($0.text) } == [mail.text, mail.html].map(Self.withLineEnds))
            #expect(received.isASCII && received.longestLine <= 76 && received.headerCount == 8)
            #expect(!received.defects.contains { $0.hasSuffix("Word") })
        }
    }

    @Test(arguments: ["Школа, «1539»", "School 1539", "a\"b\\c", "", String(repeating: "Школа ", count: 40)])
    func `the sender's name is shown as it is`(name: String) async throws {
        let received = try #require(try await read([.fixture()], from: .fixture(name: name)).first)
        let from = try #require(received.headers["from"])
        // Python's reader puts a space between the words that a long name is cut into, and quotes what it must.
        let isKept = { (character: Character) in !" \"\\<>".contains(character) }
        #expect(from.filter(isKept) == (name + "hotline@school.example").filter(isKept))
        #expect(received.defects == [] && received.longestLine <= 76)
    }

    @Test(arguments: ["\n", "\r", "\r\n", "\n\n", "\u{0}", "\u{1B}", "\u{85}", "\u{2028}", "\u{2029}", "\u{7F}", "\t"])
    func `what would end a line of the head is refused`(end: String) throws {
        let injected = "x\(end)Bcc: other@family.example"
        let sender = try MailSender.fixture()
        #expect(throws: MailFault.subject) { try MailMessage(.fixture(subject: injected), from: sender) }
        #expect(throws: MailFault.name) { try MailSender.fixture(name: injected) }
        #expect(throws: MailFault.address) { try MailAddress("a\(end)@family.example") }
        #expect(throws: MailFault.address) { try MailAddress("parent@family.example\(end)") }
        #expect(throws: MailFault.address) {
            try MailMessage(.fixture(to: "parent@family.example\(end)Bcc: other@family.example"), from: sender)
        }
    }

    @Test(arguments: [
        "", "parent", "@family.example", "parent@", "a@b@c", "a b@family.example", "a@x,b@y", "<a@family.example>",
        "\"a\"@family.example", "a;b@family.example", "родитель@family.example", "parent@семья.example",
        "a@family..example", String(repeating: "a", count: 250) + "@b.cd",
    ]) func `what names no recipient, or several, is no address`(text: String) {
        #expect(throws: MailFault.address) { try MailAddress(text) }
    }

    @Test func `the same mail is the same to the byte, and another has another name`() throws {
        let sender = try MailSender.fixture()
        let first = try MailMessage(.fixture(7), from: sender)
        #expect(try MailMessage(.fixture(7, attempt: 3), from: sender).encoded() == first.encoded())
        #expect(try MailMessage(.fixture(8), from: sender).messageID != first.messageID)
    }

    @Test(arguments: [
        (0, "Thu, 1 Jan 1970 00:00:00 +0000", 0), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 +0000", 0),
        (1_773_313_500, "Thu, 12 Mar 2026 08:05:00 -0300", -10_800),
        (1_773_349_200, "Fri, 13 Mar 2026 02:30:00 +0530", 19_800),
    ]) func `a date is what the zone's clocks show`(seconds: Int64, text: String, offset: Int) {
        let zone = ZoneRules(name: "test", firstOffset: offset, changes: [])
        #expect(MailDate(Instant(seconds: seconds), in: zone).description == text)
    }

    @Test func `words are only words in HTML`() {
        #expect("<a href=\"x\">&'".escapedForHTML == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;")
        #expect("Пароль 😀\n".escapedForHTML == "Пароль 😀\n")
    }

    @Test func `nothing of a mail is printed`() throws {
        let mail = try MailMessage(.fixture(), from: .fixture())
        var dumped = ""
        dump(mail, to: &dumped)
        dump(OutboundMail.fixture(), to: &dumped)
        dump(mail.recipient, to: &dumped)
        let printed = dumped + "\(mail) \(OutboundMail.fixture()) \(mail.recipient)"
        for word in ["parent", "family", "Пароль", "1042"] { #expect(!printed.contains(word)) }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func withLineEnds(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var wasReturn = false
        for byte in text.utf8 {
            if byte == 0x0A, wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = byte == 0x0D
            bytes += byte == 0x0A || byte == 0x0D ? [0x0D, 0x0A] : [byte]
        }
        return bytes
    }
}
