import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct SMSToolsFailedTests {
    private let bench: SpoolBench
    private let part = MessagePart.fixture("да", message: 42)

    init() throws {
        bench = try SpoolBench()
    }

    private func putFailed(_ reason: String, _ more: String = "") throws {
        let head = "To: 79000000042\nAlphabet: UCS2\nX-Hotline-Id: \(part.key)\n\(more)Modem: GSM1\n"
        let tail = "Fail_reason: \(reason)\nFailed: 26-03-12 14:05:00\n\n"
        try bench.put(head + tail, [0x04, 0x34], in: .failed, as: part.key)
    }

    @Test(arguments: ["+CMS ERROR: 38", "No destination", "Unknown", ""])
    func `what could not be sent is undelivered`(reason: String) throws {
        try putFailed(reason)
        #expect(try bench.news() == [.report(.undelivered, on: part)])
        #expect(try bench.collect() == [.report(.undelivered, on: part)])
        #expect(bench.names(.failed) == [])
        #expect(bench.names(.outgoing) == [])
    }

    @Test func `what failed because the modem was away goes back to the start as it was`() throws {
        try putFailed("Modem initialization failed")
        #expect(try bench.collect() == [])
        #expect(bench.names(.failed) == [])
        let file = try bench.file(.outgoing, part.key)
        #expect(
            file.headers == [
                "To": "79000000042", "Alphabet": "UCS2", "X-Hotline-Id": part.key, "X-Hotline-Again": "1",
            ]
        )
        #expect(file.text == "д")
        #expect(bench.logged == ["The modem was away; a text was put back."])
    }

    @Test func `it goes back ten times and no more`() throws {
        try putFailed("Modem initialization failed", "X-Hotline-Again: 9\n")
        #expect(try bench.collect() == [])
        #expect(try bench.file(.outgoing, part.key).headers["X-Hotline-Again"] == "10")
        try putFailed("Modem initialization failed", "X-Hotline-Again: 10\n")
        #expect(try bench.collect() == [.report(.undelivered, on: part)])
    }

    @Test(arguments: [SMSToolsSpool.Folder.outgoing, .checked, .sent])
    func `where it was put back and then we died it is not put back twice`(folder: SMSToolsSpool.Folder) throws {
        try putFailed("Modem initialization failed")
        try bench.put("To: 79000000042\nMessage_id: 5\nX-Hotline-Again: 1\n\nда", in: folder, as: part.key)
        _ = try bench.mailbox.look(at: Fixtures.now)
        #expect(bench.names(.failed) == [])
        #expect(bench.names(.outgoing) == (folder == .outgoing ? [part.key] : []))
        #expect(try bench.file(folder, part.key).headers["X-Hotline-Again"] == "1")
    }
}
