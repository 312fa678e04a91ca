import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The same story as over Kannel, by a running `hotlined`: over a provider's HTTP, and over a real smsd with a modem.
@Suite(.timeLimit(.minutes(3)))
struct OtherGatewayWorldTests {
    private static let specialist = "+79000000002"
    private static let author = "+79000000042"

    /// An appeal about the electronic journal whose author agreed to texts.
    private func appeal(_ hotline: Hotline) async throws -> AppealNumber {
        _ = try await hotline.takeCall("1.1", from: Self.author, route: .ejournal, at: .now())
        return try await hotline.appeal(AppealNumber(1), .distributed).number
    }

    /// Waits until a message of this kind is in this state.
    private func message(_ kind: MessageKind, _ state: MessageState, _ hotline: Hotline) async throws {
        _ = try await hotline.wait(for: "\(kind.rawValue) \(state.rawValue)") {
            try await hotline.store.messages(limit: 20).first { $0.kind == kind.rawValue && $0.state == state }
        }
    }

    @Test func `smsc.ru: an assignment goes out, its report comes in, and the answer takes the appeal, once`()
        async throws
    {
        let provider = try SMSCStub()
        let gateway = """
            {"kind": "http", "preset": "smsc.ru", "url": "\(provider.url)", "login": "\(SMSCStub.login)",
             "passwordFile": "provider.password", "callbackSecretFile": "provider.secret"}
            """
        let hotline = try await Hotline(.companion, Hotline.Wishes(gateways: gateway))
        let number = try await appeal(hotline)
        try await message(.assigned, .accepted, hotline)
        let assigned = try #require(provider.texts.first { $0.recipient == Self.specialist })
        #expect(assigned.text.contains("Взять до"))

        let path = "/sms/smsc/c4llback"
        let report = [("id", assigned.id), ("phone", "79000000002"), ("status", "1")]
        #expect(
            try await HTTPGet(port: hotline.ports.callbacks, path: "\(path)/report", query: report).answer().status
                == 200
        )
        try await message(.assigned, .delivered, hotline)

        let incoming = [("sms_id", "77"), ("phone", "79000000002"), ("mes", "\(number) беру"), ("to", "1539")]
        for _ in 0..<2 {
            let get = HTTPGet(port: hotline.ports.callbacks, path: "\(path)/incoming", query: incoming)
            #expect(try await get.answer().status == 200)
        }
        #expect(try await hotline.appeal(number, .inProgress).assignee == "petrov")
        let strange = HTTPGet(port: hotline.ports.callbacks, path: "/sms/smsc/wrong/incoming", query: incoming)
        #expect(try await strange.answer().status == 404)
        try await message(.taken, .accepted, hotline)
        #expect(provider.texts.contains { $0.recipient == Self.author && $0.text.contains("взято в работу") })
        #expect(try await hotline.store.texts(limit: 9).count == 1)
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `a modem: the same by smsd's spool, though the service is killed in the middle`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hotline-modem-\(UUID().uuidString.prefix(8))"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let modem = try FakeModem(at: folder.appending(path: "modem"))
        let smsd = try SMSD(in: folder, device: folder.appending(path: "modem"))
        try smsd.start()
        let gateway = #"{"kind": "smstools", "spool": "\#(smsd.spool.path())"}"#
        let hotline = try await Hotline(.companion, Hotline.Wishes(gateways: gateway))
        let number = try await appeal(hotline)
        let assigned = try await hotline.wait(for: "the assignment on the air") {
            modem.texts.first { $0.receiver == Self.specialist }
        }
        #expect(assigned.text.contains("Взять до"))
        modem.report(on: assigned)
        try await message(.assigned, .delivered, hotline)

        hotline.companion.signal(SIGKILL)
        _ = try await hotline.companion.waitForExit(within: .seconds(10))
        modem.receive("\(number) беру", from: Self.specialist)
        try await hotline.startCompanion()
        #expect(try await hotline.appeal(number, .inProgress).assignee == "petrov")
        let taken = try await hotline.wait(for: "the author's text on the air") {
            modem.texts.first { $0.receiver == Self.author && $0.text.contains("взято в работу") }
        }
        modem.report(on: taken)
        try await message(.taken, .delivered, hotline)
        #expect(modem.texts.count { $0.receiver == Self.specialist && $0.text.contains("Взять до") } == 1)
        #expect(try await hotline.store.texts(limit: 9).count == 1)
        await hotline.end()
        await smsd.stop()
        #expect(try await hotline.store.audit().isEmpty)
    }
}
