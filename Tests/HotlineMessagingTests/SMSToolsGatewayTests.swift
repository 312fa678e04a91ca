import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct SMSToolsGatewayTests {
    private let bench: SpoolBench

    init() throws {
        bench = try SpoolBench()
    }

    @Test func `a part is a file under its key, with all that smsd needs to send it`() async throws {
        let part = MessagePart.fixture("№1042: 👍", message: 42)
        #expect(try await bench.gateway.submit(part) == GatewayReceipt())

        #expect(bench.names(.outgoing) == [part.key])
        let file = try bench.file(.outgoing, part.key)
        #expect(file.headers["To"] == "79000000042")
        #expect(file.headers["Alphabet"] == "UCS2")
        #expect(file.headers["Report"] == "yes")
        #expect(file.headers["X-Hotline-Id"] == part.key)
        #expect(file.headers["UDH-DATA"] == nil)
        #expect(file.headers["Priority"] == nil)
        #expect(file.headers["Validity"] == nil)
        #expect(file.body.starts(with: [0x21, 0x16, 0x00, 0x31]))
        #expect(file.text == "№1042: 👍")
    }

    @Test func `a joined part carries the header that joins it, an urgent one goes first`() async throws {
        var part = MessagePart.fixture("два", message: 0x1FE, index: 1, count: 2)
        part.isUrgent = true
        _ = try await bench.gateway.submit(part)
        let file = try bench.file(.outgoing, part.key)
        #expect(file.headers["UDH-DATA"] == "05 00 03 FE 02 02")
        #expect(file.headers["Priority"] == "HIGH")
    }

    @Test func `a text of the GSM alphabet is left to smsd to write in seven bits`() async throws {
        var part = MessagePart.fixture("Shkola 1539 [ok] €")
        part.encoding = .gsm7
        _ = try await bench.gateway.submit(part)
        let file = try bench.file(.outgoing, part.key)
        #expect(file.headers["Alphabet"] == "UTF-8")
        #expect(String(decoding: file.body, as: UTF8.self) == part.text)
    }

    @Test(arguments: [
        (30, "5 min"), (3600, "60 min"), (12 * 3600, "720 min"), (13 * 3600, "13 hour"), (86_400, "24 hour"),
        (3 * 86_400, "3 day"), (40 * 86_400, "5 week"), (9000 * 86_400, "63 week"),
    ])
    func `how long the network may try is said in a unit that smsd does not round away`(
        seconds: Int,
        validity: String
    ) async throws {
        var part = MessagePart.fixture("да")
        part.validity = .seconds(seconds)
        _ = try await bench.gateway.submit(part)
        #expect(try bench.file(.outgoing, part.key).headers["Validity"] == validity)
    }

    @Test(arguments: [SMSToolsSpool.Folder.outgoing, .checked, .sent, .failed])
    func `a part that is in the spool already is not put there again`(folder: SMSToolsSpool.Folder) async throws {
        let part = MessagePart.fixture("да")
        try bench.put("To: 79000000042\n\nда", in: folder, as: part.key)
        let before = try bench.file(folder, part.key).headers
        _ = try await bench.gateway.submit(part)
        #expect(bench.names(.outgoing) == (folder == .outgoing ? [part.key] : []))
        #expect(try bench.file(folder, part.key).headers == before)
    }

    @Test func `a part that was sent and told of is not sent again`() async throws {
        let part = MessagePart.fixture("да")
        try bench.putSent(part, reference: 5)
        #expect(try bench.collect() == [.report(.accepted, on: part)])
        #expect(bench.names(.sent) == [])
        _ = try await bench.gateway.submit(part)
        #expect(bench.names(.outgoing) == [])
    }

    @Test func `the same part submitted by many at once is there once, whole`() async throws {
        let part = MessagePart.fixture(String(repeating: "ё", count: 70))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<32 { group.addTask { [gateway = bench.gateway] in _ = try await gateway.submit(part) } }
            try await group.waitForAll()
        }
        #expect(bench.names(.outgoing) == [part.key])
        #expect(bench.waitingTexts == [part.text])
        #expect(bench.ownNames(.outgoing) == [])
    }

    @Test func `a file is for smsd's group and nobody else`() async throws {
        let part = MessagePart.fixture("да")
        _ = try await bench.gateway.submit(part)
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.path(.outgoing, part.key).path())
        #expect(attributes[.posixPermissions] as? Int == 0o660)
    }

    @Test func `a spool that is not there is worth another attempt`() async throws {
        let gateway = SMSToolsGateway(spool: SMSToolsSpool("/nonexistent/spool"), now: { Fixtures.now })
        await #expect(throws: GatewayError.temporary(.notReached)) { try await gateway.submit(.fixture("да")) }
        #expect(await gateway.health().condition == .dead("folder outgoing cannot be used"))
    }

    @Test func `a folder may be elsewhere`() async throws {
        let other = try SpoolBench()
        let spool = SMSToolsSpool(
            bench.folder.path(),
            elsewhere: [.outgoing: other.folder.appending(path: "outgoing").path()]
        )
        _ = try await SMSToolsGateway(spool: spool, now: { Fixtures.now }).submit(.fixture("да"))
        #expect(bench.waitingTexts == [])
        #expect(other.waitingTexts == ["да"])
    }

    @Test func `what waits too long tells that smsd, or the modem, is away`() async throws {
        let key = MessagePart.fixture("да").key
        #expect(await bench.gateway.health() == GatewayHealth(.alive))
        try bench.put("To: 7\n\nx", in: .checked, as: key, age: .seconds(600))
        try bench.put("To: 7\n\nx", in: .outgoing, as: key, age: .seconds(120))
        #expect(await bench.gateway.health() == GatewayHealth(.alive))
        try bench.put("To: 7\n\nx", in: .checked, as: key, age: .seconds(601))
        #expect(await bench.gateway.health().condition == .impaired("the modem does not send what is in checked"))
        try bench.put("To: 7\n\nx", in: .outgoing, as: key, age: .seconds(121))
        #expect(await bench.gateway.health().condition == .dead("smsd does not take what is in outgoing"))
        try FileManager.default.removeItem(at: bench.folder.appending(path: "report"))
        #expect(await bench.gateway.health().condition == .dead("folder report cannot be used"))
    }

    @Test func `nothing it prints holds a path`() throws {
        var dumped = ""
        dump(bench.gateway, to: &dumped)
        #expect(!"\(bench.gateway) \(dumped)".contains(bench.folder.path()))
    }
}
