import Foundation
import HotlineCore
import HotlineLaunch
import HotlineStore
import HotlineTesting
import Logging
import Testing

@testable import HotlineCompanion

@Suite(.timeLimit(.minutes(1))) struct ModemSpoolTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        for name in ["outgoing", "checked", "sent", "failed", "report", "incoming"] {
            let path = folder.url.appending(path: "spool/\(name)")
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
    }

    /// The companion of the example's settings, changed.
    private func companion(_ change: (String) -> String = { $0 }) throws -> Companion {
        let example = URL(filePath: #filePath).appending(path: "../../../config/examples/smstools.json").standardized
        let text = try String(decoding: Data(contentsOf: example), as: UTF8.self)
        let path = folder.url.appending(path: "hotline.json")
        try Data(change(text.replacing("/var/spool/sms", with: "spool")).utf8).write(to: path)
        return try Companion(
            SettingsFile(path: path.path()),
            store: .inMemory(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            output: { _ in }
        )
    }

    @Test func `a modem's spool is beside the settings, and what smsd leaves there is collected`() async throws {
        let companion = try companion()
        #expect(companion.collectors().count == 1)
        let gateway = try #require(companion.gateways.all.first)
        #expect(gateway.name == "smstools")
        let part = MessagePart(message: Identifier(1), index: 0, count: 1, recipient: Fixtures.mobile(), text: "да")
        _ = try await gateway.submit(part)
        #expect(await gateway.health() == GatewayHealth(.alive))
        let file = folder.url.appending(path: "spool/outgoing/\(part.key)")
        #expect(FileManager.default.fileExists(atPath: file.path()))
    }

    @Test func `each folder may be elsewhere, and the gateway be called otherwise`() async throws {
        let companion = try companion { text in
            text.replacing(
                "\"spool\": \"spool\"",
                with: "\"spool\": \"none\", \"name\": \"modem\", \"outgoing\": \"spool/outgoing\""
            )
        }
        let gateway = try #require(companion.gateways.all.first)
        #expect(gateway.name == "modem")
        #expect(await gateway.health() == GatewayHealth(.dead("folder checked cannot be used")))
    }
}
