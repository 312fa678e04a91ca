import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import InMemoryLogging
import Logging

/// A spool of smsd's without smsd, and what works on it.
final class SpoolBench: Sendable {
    /// A file of smsd's, read back by hand.
    struct Spooled {
        let headers: [String: String]
        let body: [UInt8]

        /// The words, where they are UCS-2.
        var text: String {
            let units = stride(from: 0, to: body.count - 1, by: 2).map { UInt16(body[$0]) << 8 | UInt16(body[$0 + 1]) }
            return String(decoding: units, as: UTF16.self)
        }
    }

    let folder: URL
    let spool: SMSToolsSpool
    let log = InMemoryLogHandler()

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-spool-\(UUID().uuidString)")
        for name in SMSToolsSpool.Folder.allCases.map(\.rawValue) {
            try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        spool = SMSToolsSpool(folder.path())
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var logger: Logger { Logger(label: "test") { [log] _ in log } }
    var gateway: SMSToolsGateway { SMSToolsGateway(spool: spool, now: { Fixtures.now }) }
    var mailbox: SMSToolsMailbox { SMSToolsMailbox(gateway: "smstools", spool: spool, logger: logger) }

    /// The news of one look.
    func news(at now: Instant = Fixtures.now) throws -> [GatewayNews] { try mailbox.look(at: now).map(\.news) }

    /// One look whose news is stored and then disposed of.
    func collect(at now: Instant = Fixtures.now) throws -> [GatewayNews] {
        let found = try mailbox.look(at: now)
        for item in found { try mailbox.dispose(of: item) }
        return found.map(\.news)
    }

    /// Puts a file where smsd would.
    func put(
        _ text: String,
        _ body: [UInt8] = [],
        in folder: SMSToolsSpool.Folder,
        as name: String,
        age: Duration = .zero
    ) throws {
        let path = path(folder, name)
        try Data(Array(text.utf8) + body).write(to: path)
        let seconds = Double(Fixtures.now.milliseconds - age.milliseconds) / 1000
        let date = Date(timeIntervalSince1970: seconds)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path.path())
    }

    /// A part as smsd leaves it once the network took it.
    func putSent(_ part: MessagePart, reference: Int?, age: Duration = .zero) throws {
        let id = reference.map { "Message_id: \($0)\n" } ?? ""
        let head = "To: \(part.recipient.e164.dropFirst())\nReport: yes\nModem: GSM1\nSent: 26-03-12 14:05:00\n"
        try put(head + "\(id)\nтекст", in: .sent, as: part.key, age: age)
    }

    /// A status report as smsd writes it.
    func putReport(
        _ status: String,
        on reference: Int,
        to number: PhoneNumber = .author,
        as name: String = "GSM1.0v14Jl",
        age: Duration = .zero
    ) throws {
        let head = """
            From: \(number.e164.dropFirst())
            From_TOA: 91 international, ISDN/telephone
            Received: 26-03-12 14:05:00
            Subject: GSM1
            Alphabet: UTF-8
            Length: 117

            SMS STATUS REPORT
            Message_id: \(reference)
            Discharge_timestamp: 26-03-12 14:04:59
            Status: \(status)
            """
        try put(head, in: .report, as: name, age: age)
    }

    /// A text as smsd writes it.
    func putIncoming(
        _ headers: String,
        _ body: [UInt8],
        as name: String = "GSM1.Dfh31x",
        age: Duration = .zero
    ) throws {
        try put(headers + "\n\n", body, in: .incoming, as: name, age: age)
    }

    /// The names in a folder, those of ours and hidden ones left out.
    func names(_ folder: SMSToolsSpool.Folder) -> [String] {
        let path = self.folder.appending(path: folder.rawValue).path()
        let all = try? FileManager.default.contentsOfDirectory(atPath: path)
        return (all ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The names in the folder of ours inside one.
    func ownNames(_ folder: SMSToolsSpool.Folder) -> [String] {
        let path = self.folder.appending(path: "\(folder.rawValue)/.hotline").path()
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// A file in a folder, read back.
    func file(_ folder: SMSToolsSpool.Folder, _ name: String) throws -> Spooled {
        let bytes = [UInt8](try Data(contentsOf: path(folder, name)))
        let end = bytes.indices.first { bytes[$0...].starts(with: [10, 10]) } ?? bytes.endIndex
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
        let pairs = lines.map { line in
            let sides = line.components(separatedBy: ": ")
            return (sides[0], sides.dropFirst().joined(separator: ": "))
        }
        return Spooled(headers: Dictionary(pairs) { first, _ in first }, body: Array(bytes[end...].dropFirst(2)))
    }

    /// The texts that wait for smsd, in the order of their messages and parts.
    var waitingTexts: [String] {
        let keys = names(.outgoing).compactMap { name in MessagePart.Key(name).map { (name, $0) } }
        let sorted = keys.sorted { ($0.1.message.value, $0.1.index) < ($1.1.message.value, $1.1.index) }
        return sorted.compactMap { try? file(.outgoing, $0.0).text }
    }

    /// The messages that were logged.
    var logged: [String] { log.entries.map { "\($0.message)" } }

    func path(_ folder: SMSToolsSpool.Folder, _ name: String) -> URL {
        self.folder.appending(path: folder.rawValue).appending(path: name)
    }
}

extension GatewayNews {
    /// A report on a part.
    static func report(_ finding: DeliveryReport.Finding, on part: MessagePart) -> GatewayNews {
        .report(DeliveryReport(message: part.message, part: part.index, finding: finding))
    }
}
