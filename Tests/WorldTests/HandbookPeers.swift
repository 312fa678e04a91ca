import Foundation
import HotlineTesting

/// What stands behind a gateway that a page connects: as real as there is without an operator.
///
/// Kannel and smsd are real programs, started with what the page wrote into their files; behind them is a centre of our own, or a modem.
/// smsc.ru and the telephone are doubles that answer as the real ones do.
final class HandbookPeers: Sendable {
    /// What a page calls it, and what it is here.
    let names = Box<[(page: String, here: String)]>([])
    private let centre: SMPPCentre?
    private let kannel = Box<Kannel?>(nil)
    private let smsd: SMSD?
    private let modem: FakeModem?
    private let provider: SMSCStub?
    private let telephone: AndroidStub?
    private let folder: URL

    /// Prepares what a gateway needs; nothing of Kannel or smsd runs before a page starts it.
    ///
    /// - Parameters:
    ///   - gateway: Which one a page connects, if any.
    ///   - folder: A folder of the world's.
    /// - Throws: What keeps it from being made.
    init(_ gateway: HandbookStage.Gateway?, in folder: URL) async throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        centre = try await gateway == .kannel ? SMPPCentre() : nil
        modem = try gateway == .modem ? FakeModem(at: folder.appending(path: "modem")) : nil
        smsd = try gateway == .modem ? SMSD(in: folder, device: folder.appending(path: "modem")) : nil
        provider = try gateway == .smsc ? SMSCStub() : nil
        telephone = try gateway == .android ? AndroidStub() : nil
        if let smsd { names.value = [("/var/spool/sms", smsd.spool.path())] }
        if let provider {
            names.value = [
                (#""preset": "smsc.ru""#, #""preset": "smsc.ru", "url": "\#(provider.url)""#),
                (#""login": "school1539""#, #""login": "\#(SMSCStub.login)""#),
            ]
        }
        if let telephone { names.value = [("http://192.168.1.20:8080", telephone.url)] }
    }

    /// What somebody types who was given a password by the other side.
    static func password(of gateway: HandbookStage.Gateway?) -> String {
        switch gateway {
        case .smsc: SMSCStub.password
        case .android: AndroidStub.password
        case .kannel, .modem, nil: "s3cret"
        }
    }

    /// Starts Kannel anew with the file that the page made, at ports and a centre of this world.
    func restartKannel(with file: URL, callbacks: Int) async throws {
        guard let centre else { return }
        await kannel.value?.stop()
        let folder = folder.appending(path: "kannel-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let written = try String(contentsOf: file, encoding: .utf8)
        let made = try Kannel(in: folder) { ports in
            let changes = [
                ("/var/log/kannel/", "\(folder.path())/"), ("\"/var/spool/kannel\"", "\"\(folder.path())/spool\""),
                ("/var/lib/kannel/dlr.sqlite", "\(folder.path())/dlr.sqlite"),
                ("admin-port = 13000", "admin-port = \(ports.admin)"),
                ("smsbox-port = 13001", "smsbox-port = \(ports.box)"),
                ("sendsms-port = 13013", "sendsms-port = \(ports.sending)"),
                ("127.0.0.1:8013", "127.0.0.1:\(callbacks)"), ("smpp.provider.example", "127.0.0.1"),
                ("port = 2775", "port = \(centre.port)"), ("CHANGE-provider", SMPPCentre.password),
                ("reconnect-delay = 5", "reconnect-delay = 1"),
            ]
            // By this the world asks whether Kannel is up; the hotline asks by the password of the page.
            let admin = #"admin-password = "\#(Kannel.adminPassword)""#
            return changes.reduce(written) { $0.replacing($1.0, with: $1.1) }
                .replacingOccurrences(of: #"admin-password = "[^"]*""#, with: admin, options: .regularExpression)
        }
        try FileManager.default.copyItem(
            at: file.deletingLastPathComponent().appending(path: "../../var/lib/kannel/dlr.sqlite").standardized,
            to: folder.appending(path: "dlr.sqlite")
        )
        try await made.start()
        try await centre.waitForClient()
        kannel.value = made
        names.value = [
            ("127.0.0.1:13000", "127.0.0.1:\(made.ports.admin)"),
            ("127.0.0.1:13013", "127.0.0.1:\(made.ports.sending)"),
        ]
    }

    /// Starts smsd.
    func startModem() throws { try smsd?.start() }

    /// Ends all.
    func end() async {
        await kannel.value?.stop()
        await smsd?.stop()
    }
}
