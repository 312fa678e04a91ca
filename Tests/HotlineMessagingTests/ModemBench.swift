import Foundation
import HotlineCore
import HotlineMessaging
import HotlineTesting
import Logging

/// A real smsd with a modem on a pseudo-terminal, our gateway before it and our mailbox behind it.
final class ModemBench: Sendable {
    let folder: MailFolder
    let modem: FakeModem
    let smsd: SMSD
    let gateway: SMSToolsGateway
    let mailbox: SMSToolsMailbox
    let desk = NewsDesk()

    init() throws {
        folder = try MailFolder()
        let device = folder.url.appending(path: "modem")
        modem = try FakeModem(at: device)
        smsd = try SMSD(in: folder.url, device: device)
        let spool = SMSToolsSpool(smsd.spool.path())
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        gateway = SMSToolsGateway(spool: spool, now: { Self.now })
        mailbox = SMSToolsMailbox(gateway: "smstools", spool: spool, logger: logger)
    }

    /// Runs smsd and what collects the news, and does `body` meanwhile.
    func run(_ body: @Sendable () async throws -> Void) async throws {
        let service = CollectService(
            mailbox,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            now: { Self.now },
            sleep: { _ in try await Task.sleep(for: .milliseconds(50)) },
            keep: { [desk] in desk.keep($0) }
        )
        try smsd.start()
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                defer { group.cancelAll() }
                try await body()
            }
        } catch {
            await smsd.stop()
            throw error
        }
        await smsd.stop()
    }

    /// Submits parts one after another.
    func submit(_ parts: MessagePart...) async throws {
        for part in parts { _ = try await gateway.submit(part) }
    }

    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
