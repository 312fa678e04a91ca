import Foundation
import HTTPClient
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Testing

/// `config/examples/kannel.conf`, which an administrator copies.
@Suite(.timeLimit(.minutes(2))) struct KannelExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../config/examples"
    )

    private static func example() throws -> String {
        try String(contentsOf: folder.appending(path: "kannel.conf"), encoding: .utf8)
    }

    @Test func `it listens on this machine only, and calls the address that is read`() throws {
        let text = try Self.example()
        let callback = try KannelCallback(base: "http://127.0.0.1:8013", secret: "CHANGE-callback")
        #expect(text.contains("get-url = \"\(callback.incomingURL)\"\n"))
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        for name in ["admin", "smsbox", "sendsms"] {
            #expect(lines.contains("\(name)-interface = \"127.0.0.1\""))
        }
        #expect(lines.contains("max-messages = 0") && lines.contains("dlr-storage = sqlite3"))
        #expect(!lines.contains { $0.hasPrefix("access-log") }, "it would have every number and word")
    }

    /// The example with ports, paths, words and waits of a test.
    private static func adapted(_ ports: Kannel.Ports, in folder: URL, centre: Int, to callback: KannelCallback) throws
        -> String
    {
        var text = try example()
        for (place, value) in [
            ("\"/var/log/kannel/bearerbox.log\"", "\"\(folder.path())/bearerbox.log\""),
            ("\"/var/log/kannel/smsbox.log\"", "\"\(folder.path())/smsbox.log\""),
            ("\"/var/spool/kannel\"", "\"\(folder.path())/spool\""),
            ("\"/var/lib/kannel/dlr.sqlite\"", "\"\(folder.path())/dlr.sqlite\""),
            ("admin-port = 13000", "admin-port = \(ports.admin)"),
            ("smsbox-port = 13001", "smsbox-port = \(ports.box)"),
            ("sendsms-port = 13013", "sendsms-port = \(ports.sending)"),
            ("smpp.provider.example", "127.0.0.1"), ("port = 2775", "port = \(centre)"),
            ("CHANGE-provider", SMPPCentre.password), ("CHANGE-sendsms", Kannel.password),
            ("CHANGE-status", Kannel.adminPassword), ("CHANGE-admin", "nobody's"),
            (
                "http://127.0.0.1:8013/sms/kannel/CHANGE-callback/incoming",
                String(callback.incomingURL.prefix { $0 != "?" })
            ),
            ("reconnect-delay = 5", "reconnect-delay = 1"), ("http-queue-delay = 5", "http-queue-delay = 1"),
        ] {
            #expect(text.contains(place), "\(place)")
            text = text.replacing(place, with: value)
        }
        return text
    }

    @Test func `a real Kannel boots from it, and a report outlives its death`() async throws {
        let centre = try await SMPPCentre()
        try await KannelStage.play { stage in
            try await centre.waitForClient()
            #expect(await stage.becomes(.alive))
            centre.bring("Беру 1042 😀", from: "+79000000011")
            #expect(try await stage.desk.incoming(1).map(\.text) == ["Беру 1042 😀"])

            _ = try await stage.gateway.submit(.fixture("Обращение №1042 принято", message: 1))
            try await stage.desk.wait(for: .delivered, of: Identifier(1))

            // Taken by the centre, and Kannel dies before the report.
            let waiting = MessagePart(
                message: Identifier(2),
                index: 0,
                count: 1,
                recipient: Fixtures.mobile(SMPPConduct.neverReports.rawValue),
                text: "да"
            )
            _ = try await stage.gateway.submit(waiting)
            try await stage.desk.wait(for: .accepted, of: waiting.message)
            let sent = try #require(try await centre.submissions(to: waiting.recipient).first)
            try await stage.kannel.restart()
            centre.report(sent)
            try await stage.desk.wait(for: .delivered, of: waiting.message)

            let log = stage.kannel.log
            #expect(!log.contains("Беру") && !log.contains("1042"))
            await stage.kannel.stop()
        } with: { folder, callback in
            let table = Self.folder.appending(path: "kannel-dlr.sql").path()
            let database = folder.appending(path: "dlr.sqlite").path()
            let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())"
            let made = try await ChildProcess("/usr/bin/env", ["python3", "-c", script, database, table]).waitForExit()
            #expect(made == .exited(0))
            return try Kannel(in: folder) { ports in
                try Self.adapted(ports, in: folder, centre: centre.port, to: callback)
            }
        }
    }
}
