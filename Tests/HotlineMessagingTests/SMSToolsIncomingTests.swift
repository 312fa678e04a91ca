import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct SMSToolsIncomingTests {
    private let bench: SpoolBench
    private let head = """
        From: 79000000043
        From_TOA: 91 international, ISDN/telephone
        From_SMSC: 79037011111
        Sent: 26-03-12 14:04:21
        Received: 26-03-12 14:05:00
        Modem: GSM1
        Report: no

        """

    init() throws {
        bench = try SpoolBench()
    }

    private func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }

    private func texts(at now: Instant = Fixtures.now) throws -> [IncomingText] {
        try bench.news(at: now).compactMap { if case .incoming(let text) = $0 { text } else { nil } }
    }

    @Test func `a Russian text is read with its sender and its time, and goes once it is disposed of`() throws {
        let words = "1042 1 беру 😀\nда"
        try bench.putIncoming(head + "Alphabet: UCS2\nLength: \(words.utf16.count)", utf16(words))
        let text = try #require(try texts().first)
        #expect(text.gateway == "smstools")
        #expect(text.sender == "+79000000043")
        #expect(text.text == words)
        // The machine's clock shows 14:05:00 at this moment, whatever its zone.
        #expect(text.sentAt == Fixtures.now + .seconds(-39))
        #expect(try bench.collect().count == 1)
        #expect(bench.names(.incoming) == [])
    }

    /// What smsd writes in `Alphabet`, a body, and the words.
    private static let bodies: [(alphabet: String, body: [UInt8], length: Int, text: String)] = [
        ("UTF-8", Array("ok @£$".utf8), 6, "ok @£$"),
        // Decoded by smsd itself: the length is in bytes.
        ("UTF-8", Array("беру".utf8), 8, "беру"),
        ("ISO", [0x6F, 0x6B, 0x20, 0xA4, 0xE9, 0xA6], 6, "ok €éŠ"),
        ("GSM", [0x31, 0x30, 0x34, 0x32, 0x20, 0x31, 0x00, 0x40], 8, "1042 1\u{FFFD}\u{FFFD}"),
        ("UCS2", [], 0, ""),
    ]

    @Test(arguments: bodies.indices)
    func `every alphabet smsd writes is read`(index: Int) throws {
        let (alphabet, body, length, text) = Self.bodies[index]
        try bench.putIncoming(head + "Alphabet: \(alphabet)\nLength: \(length)", body)
        #expect(try texts().map(\.text) == [text])
    }

    @Test func `a name stays a name, and a number without a country stays as it came`() throws {
        try bench.putIncoming("From: SberBank\nFrom_TOA: D0 alphanumeric, unknown\nAlphabet: ISO", [0x61], as: "GSM1.a")
        try bench.putIncoming("From: 900\nFrom_TOA: 81 unknown, ISDN/telephone\nAlphabet: ISO", [0x61], as: "GSM1.b")
        #expect(try texts().map(\.sender) == ["SberBank", "900"])
        #expect(try texts().map(\.sentAt) == [nil, nil])
    }

    @Test func `a file that is not all there yet is left, and read when it is`() throws {
        let words = "1042 1 беру"
        let bytes = utf16(words)
        let headers = head + "Alphabet: UCS2\nLength: \(words.utf16.count)"
        for count in [0, 1, bytes.count - 2, bytes.count - 1] {
            try bench.putIncoming(headers, Array(bytes.prefix(count)))
            #expect(try texts() == [])
        }
        try bench.put("From: 790000", in: .incoming, as: "GSM1.Dfh31x")
        #expect(try texts() == [])
        try bench.putIncoming(headers, bytes)
        #expect(try texts().map(\.text) == [words])
        #expect(bench.logged == [])
    }

    @Test func `what stays cut for a minute is told as far as it came`() throws {
        try bench.putIncoming(head + "Alphabet: UCS2\nLength: 11", utf16("1042 1"), age: .seconds(61))
        #expect(try texts().map(\.text) == ["1042 1"])
    }

    @Test func `the same text read again, or collected from the modem twice, is the same`() throws {
        let headers = head + "Alphabet: UCS2\nLength: 2"
        try bench.putIncoming(headers, utf16("да"), as: "GSM1.a")
        let first = try #require(try texts().first)
        #expect(try texts().first == first)
        let again = headers.replacing("Received: 26-03-12 14:05:00", with: "Received: 26-03-12 14:06:00")
        try bench.putIncoming(again, utf16("да"), as: "GSM1.b")
        #expect(Set(try texts().map(\.id)) == [first.id])
    }

    @Test func `another sender, second or word is another text`() throws {
        let headers = head + "Alphabet: UCS2\nLength: 2"
        try bench.putIncoming(headers, utf16("да"), as: "GSM1.a")
        try bench.putIncoming(headers, utf16("не"), as: "GSM1.b")
        let other = headers.replacing("From: 79000000043", with: "From: 79000000044")
        try bench.putIncoming(other, utf16("да"), as: "GSM1.c")
        try bench.putIncoming(headers.replacing("14:04:21", with: "14:04:22"), utf16("да"), as: "GSM1.d")
        #expect(Set(try texts().map(\.id)).count == 4)
    }

    @Test func `without the network's time the file tells one text from another`() throws {
        let headers = "From: 79000000043\nAlphabet: UCS2\nLength: 2"
        try bench.putIncoming(headers, utf16("да"), as: "GSM1.a")
        try bench.putIncoming(headers, utf16("да"), as: "GSM1.b")
        #expect(Set(try texts().map(\.id)).count == 2)
    }

    @Test(arguments: [
        "Alphabet: binary\nLength: 3", "Alphabet: unknown", "Error: Cannot decode PDU, see text part for details.",
    ])
    func `what holds no words is set aside, not lost`(header: String) throws {
        try bench.putIncoming(head + header, [1, 2, 3], age: .seconds(61))
        #expect(try texts() == [])
        #expect(bench.ownNames(.incoming) == ["GSM1.Dfh31x"])
        #expect(bench.logged == ["A file of a spool cannot be read and was set aside."])
    }

    @Test func `smsd's own store of parts, locks and hidden files are left alone`() throws {
        for name in ["GSM1-concatenated", "GSM1.a.LOCK", ".GSM1.b"] {
            try bench.put("?", in: .incoming, as: name, age: .seconds(3600))
        }
        #expect(try bench.collect() == [])
        #expect(bench.names(.incoming) == ["GSM1-concatenated", "GSM1.a.LOCK"])
    }

    @Test func `a text that says it is a status report is a text`() throws {
        let part = MessagePart.fixture("да")
        try bench.putSent(part, reference: 5)
        let words = "SMS STATUS REPORT\nMessage_id: 5\nStatus: 0,Ok,short message received by the SME"
        try bench.putIncoming(head + "Alphabet: ISO\nLength: \(words.utf8.count)", Array(words.utf8))
        #expect(try bench.collect().first == .report(.accepted, on: part))
        #expect(try texts() == [])
        #expect(!bench.ownNames(.sent).contains { $0.hasSuffix(".reported") })
    }

    @Test func `a mailbox of a spool that is not there says which folder`() {
        let mailbox = SMSToolsMailbox(gateway: "x", spool: SMSToolsSpool("/nonexistent"), logger: bench.logger)
        #expect { try mailbox.look(at: Fixtures.now) } throws: { error in
            "\(error)" == "the spool's folder \"sent\" cannot be used (errno 2)"
        }
    }
}
