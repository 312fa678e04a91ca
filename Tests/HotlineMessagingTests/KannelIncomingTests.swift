import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// What Kannel 1.4.5 was seen to say of texts that came in.
struct KannelIncomingTests {
    private static let id = "18edf23f-bcdb-450f-bd9d-ac80ff25b50b"

    private func text(
        _ query: String,
        headers: [String: String] = [:],
        body: [UInt8] = []
    ) throws(CallbackFault) -> IncomingText? {
        let request = CallbackRequest(subject: .incoming, query: query, headers: headers, body: body)
        guard case .incoming(let text)? = try KannelReader(gateway: "kannel").read(request).news.first else {
            return nil
        }
        return text
    }

    @Test func `a text has the number, the sender, the time and the words that Kannel says`() throws {
        let text = try text(
            "id=\(Self.id)&from=%2B12025550142&to=2400&ts=1773313500&charset=UTF-8&coding=0&text="
                + "%D0%91%D0%B5%D1%80%D1%83+1042+%F0%9F%98%80+%2B+50%25+%26+a%3Db"
        )
        #expect(text?.id == Self.id)
        #expect(text?.gateway == "kannel")
        #expect(text?.sender == "+12025550142")
        #expect(text?.sentAt == Fixtures.now)
        #expect(text?.text == "Беру 1042 😀 + 50% & a=b")
    }

    @Test func `a sender or a number of more than 128 characters is none`() throws {
        let long = String(repeating: "9", count: 129)
        #expect(throws: CallbackFault.malformed("from")) { try text("id=1&from=\(long)&ts=1&text=a") }
        #expect(throws: CallbackFault.malformed("id")) { try text("id=\(long)&from=79000000042&ts=1&text=a") }
        #expect(try text("id=\(long.dropLast())&from=\(long.dropLast())&ts=1&text=a")?.sender.count == 128)
    }

    @Test(arguments: [
        ("charset=UTF-8&coding=0&text=1042+1", "1042 1"),
        ("charset=UTF-8&coding=0&text=", ""),
        ("charset=UTF-8&coding=0&text=Hi+%E2%82%AC%5B%5D%40%C2%A3%24", "Hi €[]@£$"),
        ("charset=UTF-8&coding=0&text=line%0A%D1%82%D1%80%D0%B8", "line\nтри"),
        // A telephone that ends its texts with a zero.
        ("charset=UTF-8&coding=0&text=1%00", "1"),
        // Half a pair, which Kannel cannot turn into UTF-8, and says so.
        ("charset=UTF-16BE&coding=2&text=%D8%3D%001", "\u{FFFD}1"),
        ("charset=UTF-16BE&coding=2&text=%041%045%04%40%04C", "беру"),
        ("charset=UTF-16BE&coding=2&text=%FE%FF%001%04", "1"),
        ("charset=&coding=2&text=%04%1F", "П"),
        ("coding=0&text=%D0%9F", "П"),
        ("text=%D0%9F", "П"),
        ("charset=UTF-8&text=%D0", "\u{FFFD}"),
        ("charset=UTF-8&text=%FF1042+1", "\u{FFFD}1042 1"),
        ("charset=ISO-8859-1&text=H%E9%FF", "Héÿ"),
        // The figures of an alphabet that is not known are right all the same.
        ("charset=KOI8-R&text=1042+1+%C2", "1042 1 \u{FFFD}"),
        ("charset=8-BIT&coding=1&text=1042", "1042"),
        ("charset=8-BIT&coding=1&text=%D0%BF", "п"),
        ("charset=UTF-8&text=100%+%zz", "100% %zz"),
        ("charset=UTF-8&text=a&text=b", "a"),
    ])
    func `words come as they were, however they are written`(query: String, words: String) throws {
        #expect(try text("id=1&from=79000000042&ts=1&\(query)")?.text == words)
    }

    @Test(arguments: ["%00%FF%80%C3", "%00%01%02", "%1B1", "%D0"])
    func `bytes that are no text are dropped, and Kannel is not asked for them again`(bytes: String) {
        #expect(throws: CallbackFault.undecodable("text")) {
            try text("id=1&from=79000000042&ts=1&charset=8-BIT&coding=1&text=\(bytes)")
        }
    }

    @Test(arguments: [
        ("text/plain; charset=\"UTF-8\"", Array("Беру 😀".utf8), "Беру 😀"),
        ("text/plain; charset=UTF-16BE", [0x04, 0x1F, 0xD8, 0x3D, 0xDE, 0x00], "П😀"),
        ("text/plain", Array("да".utf8), "да"),
        ("text/plain; charset=\"UTF-8\"", [], ""),
        ("application/octet-stream", Array("1042".utf8), "1042"),
    ])
    func `a posted text is the body, as its type says`(type: String, body: [UInt8], words: String) throws {
        let text = try text(
            "id=\(Self.id)&from=SberBank&to=2400&ts=1773313500",
            headers: ["content-type": type],
            body: body
        )
        #expect(text?.text == words)
        #expect(text?.sender == "SberBank")
        #expect(text?.id == Self.id)
    }

    @Test func `a posted text without a sender in the address has the one of Kannel's header`() throws {
        let headers = ["content-type": "text/plain", "x-kannel-from": "+12025550142"]
        #expect(try text("id=1", headers: headers, body: [0x31])?.sender == "+12025550142")
    }

    @Test func `posted bytes that are no text are dropped`() {
        #expect(throws: CallbackFault.undecodable("text")) {
            try text("id=1&from=1", headers: ["content-type": "application/octet-stream"], body: [0xFF])
        }
    }

    @Test(arguments: ["%2B79000000042", "79000000042", "SberBank", "2400", "%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0", "+1"])
    func `the sender stays as it came`(sender: String) throws {
        let known = [
            "%2B79000000042": "+79000000042", "%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0": "Школа", "+1": " 1",
        ]
        #expect(try text("id=1&from=\(sender)&ts=1&text=1")?.sender == known[sender] ?? sender)
    }

    @Test(arguments: [
        ("0", Instant(seconds: 0)), ("1773313500", Fixtures.now), ("", nil), ("%T", nil), ("-1", nil),
        ("99999999999999", nil), ("1.5", nil),
    ])
    func `a time that is none does not lose the text`(value: String, time: Instant?) throws {
        let text = try text("id=1&from=1&ts=\(value)&text=1")
        #expect(text != nil)
        #expect(text?.sentAt == time)
    }

    @Test func `without a number the same words of the same sender in the same minute are the same text`() throws {
        func id(_ from: String, _ ts: Int, _ words: String) throws -> String? {
            try text("from=\(from)&ts=\(ts)&text=\(words)")?.id
        }
        let first = try #require(try id("79000000042", 1_773_313_500, "1042+1"))
        #expect(first.hasPrefix("digest-") && first.count == 39)
        #expect(!first.contains("79000000042"))
        #expect(try id("79000000042", 1_773_313_559, "1042+1") == first)
        #expect(try id("79000000042", 1_773_313_560, "1042+1") != first)
        #expect(try id("79000000043", 1_773_313_500, "1042+1") != first)
        #expect(try id("79000000042", 1_773_313_500, "1042+2") != first)
        // Where one ends and the other begins counts too.
        #expect(try id("1", 60, "11") != id("11", 60, "1"))
        #expect(try text("id=&from=79000000042&ts=1773313500&text=1042+1")?.id == first)
    }

    @Test(arguments: [
        ("", "from"), ("id=1&text=1", "from"), ("id=1&from=&text=1", "from"), ("from=1&text=1", "id"),
        ("id=1&from=1", "text"),
    ])
    func `a call that lacks what our address asks for says what`(query: String, name: String) {
        #expect(throws: CallbackFault.malformed(name)) { try text(query) }
    }

    @Test func `the address that Kannel is given is one that is read, with its escapes filled in`() throws {
        let callback = try KannelCallback(base: "http://127.0.0.1:8013", secret: "secret")
        #expect(callback.incomingURL.hasPrefix("http://127.0.0.1:8013/sms/kannel/secret/incoming?"))
        var query = String(callback.incomingURL.drop { $0 != "?" }.dropFirst())
        for (escape, value) in [
            ("%I", Self.id), ("%p", "79000000042"), ("%P", "1539"), ("%T", "60"), ("%C", "UTF-8"), ("%c", "0"),
            ("%b", "da"),
        ] { query = query.replacing(escape, with: value) }
        #expect(!query.contains("%"))
        #expect(try text(query)?.text == "da")
        let posted = String(callback.incomingPostURL.drop { $0 != "?" }.dropFirst()).replacing("%p", with: "1")
        #expect(try text(posted, headers: ["content-type": "text/plain"])?.sender == "1")
    }
}
