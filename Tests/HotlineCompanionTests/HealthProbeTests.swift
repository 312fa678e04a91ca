import Foundation
import HotlineCore
import HotlineLaunch
import HotlineMessaging
import HotlineStore
import HotlineTesting
import HotlineWeb
import InMemoryLogging
import Logging
import ServiceLifecycle
import Testing

@testable import HotlineCompanion

/// What a look at the machine takes from the settings.
@Suite struct HealthProbeTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private func file(_ change: (String) -> String = { $0 }) throws -> SettingsFile {
        let standard = URL(filePath: #filePath).appending(path: "../../../config/hotline.json").standardized
        let text = try String(decoding: Data(contentsOf: standard), as: UTF8.self).replacing("../var/", with: "")
        let path = folder.url.appending(path: "hotline.json")
        try Data(change(text).utf8).write(to: path)
        return try SettingsFile(path: path.path())
    }

    private func probe(_ file: SettingsFile) throws -> HealthProbe {
        HealthProbe(
            file: file,
            store: try .inMemory(),
            gateways: [],
            exchange: nil,
            startedAt: Fixtures.now,
            backups: nil,
            network: nil,
            site: PlainDoor(file.settings.web.listen),
            callbacks: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private static let exchange =
        #"{"ami": {"address": "127.0.0.1:5038", "username": "hotline", "passwordFile": "ami.password"}"#

    @Test(
        arguments: [
            (nil, nil, ["hotline"]),
            (
                #""call": {"specialist": "PJSIP/{login}", "author": "PJSIP/{digits}@out"}"#, nil,
                ["hotline", "hotline-call"]
            ),
            (nil, #""ladder": {"call": {"channel": "PJSIP/{digits}@out"}}"#, ["hotline", "hotline-acknowledge"]),
        ] as [(String?, String?, [String])]
    )
    func `only the contexts that calls come to by the settings are looked for`(
        call: String?,
        ladder: String?,
        contexts: [String]
    ) throws {
        let file = try file { text in
            text.replacing(#"{"ami": null}"#, with: "\(Self.exchange)\(call.map { ", \($0)" } ?? "")}")
                .replacing(#""quietHours""#, with: "\(ladder.map { "\($0), " } ?? "")\"quietHours\"")
        }
        #expect(file.settings.dialplanContexts == contexts)
    }

    @Test func `a key of backups that others may read is told of, as a password is`() throws {
        let file = try file { text in
            text.replacing(#"{"ami": null}"#, with: "\(Self.exchange)}")
                .replacing(#""retention""#, with: #""backup": {"folder": "b", "keyFile": "backup.key"}, "retention""#)
        }
        let probe = try probe(file)
        for name in ["ami.password", "backup.key"] {
            let path = folder.url.appending(path: name).path()
            try Data().write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(probe.files.rights().map(\.state) == [.good])
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(probe.files.rights().map(\.cure) == ["chmod 640 \(path)"])
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func `a report that was given up is told of, as long as somebody wants it`() async throws {
        let file = try file()
        let probe = try probe(file)
        #expect(try await probe.reportChecks().isEmpty)
        let head = try #require(file.settings.staff.first { $0.roles.contains(.head) }).login
        for login in [head, "nobody"] {
            let sending = ReportSending(
                kind: .daily,
                source: .web,
                period: "2026-03-11",
                recipient: login,
                dueAt: Fixtures.now
            )
            let draft = DraftMail(recipient: "\(login)@school.example", subject: "Отчёт", text: "Т", html: "<p>Т</p>")
            #expect(try await probe.store.send(sending, as: draft, at: Fixtures.now))
        }
        // The settings name no sender, so the mails are given up.
        let stranded = StrandedMail(
            store: probe.store,
            regulation: Fixtures.regulation(),
            bell: Bell(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await stranded.giveUp(at: Fixtures.now)
        let checks = try await probe.reportChecks()
        #expect(
            checks.map(\.name) == [.mail] && checks.first?.found.contains("2026-03-11, сайт не ушёл к \(head)") == true
        )
    }

    @Test(.timeLimit(.minutes(1))) func `a door that another program holds is told of, and opened once that has gone`()
        async throws
    {
        let probe = try probe(file())
        let door = PlainDoor(ListenAddress(host: "127.0.0.1", port: try FreePort.tcp()))
        #expect(probe.doorCheck(.callbacks, door, of: "sms.callbackListen").state == .warning)
        var other: SilentServer? = try SilentServer(port: door.address.port)
        let log = InMemoryLogHandler()
        let server = CallbackServer(
            address: door.address,
            routes: CallbackRoutes(gateways: []),
            pause: .milliseconds(20),
            logger: Logger(label: "test") { _ in log },
            onObstacle: { door.note(.shut($0)) },
            onListening: { _ in door.note(.open) }
        )
        let services = ServiceGroup(
            services: [server],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        async let serving: Void = services.run()
        // It says so and goes on, though it cannot listen.
        while !log.entries.contains(where: { "\($0.message)".hasPrefix("Gateways cannot report") }) {
            try await Task.sleep(for: .milliseconds(5))
        }
        let shut = probe.doorCheck(.callbacks, door, of: "sms.callbackListen")
        #expect(shut.state == .fault && shut.found == "\(door.address): закрыт: порт занят другой программой")
        #expect(other?.callers == 0)
        other = nil
        while door.state != .open { try await Task.sleep(for: .milliseconds(5)) }
        #expect(probe.doorCheck(.callbacks, door, of: "sms.callbackListen").state == .good)
        #expect(log.entries.count { "\($0.message)".hasPrefix("Gateways cannot report") } == 1)
        await services.triggerGracefulShutdown()
        try await serving
    }

    @Test(.timeLimit(.minutes(1))) func `an address that is not this machine's is told of with its key`() async throws {
        let probe = try probe(file())
        // An address for examples, which nobody has.
        let door = PlainDoor(ListenAddress(host: "203.0.113.1", port: 8080))
        let server = CallbackServer(
            address: door.address,
            routes: CallbackRoutes(gateways: []),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onObstacle: { door.note(.shut($0)) }
        )
        let services = ServiceGroup(
            services: [server],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        async let serving: Void = services.run()
        while door.state == .waiting { try await Task.sleep(for: .milliseconds(5)) }
        let check = probe.doorCheck(.site, door, of: "web.listen")
        #expect(check.state == .fault && check.cure?.hasPrefix("web.listen: ") == true)
        #expect(check.found == "203.0.113.1:8080: закрыт: такого адреса у этой машины нет")
        await services.triggerGracefulShutdown()
        try await serving
    }

    @Test func `the disk that backups go to is looked at where nothing else is kept on it`() throws {
        let beside = try probe(file { $0.replacing(#""retention""#, with: #""backup": {"folder": "b"}, "retention""#) })
        #expect(beside.files.disks().count == 1)
        // A disk in memory, which every Linux has.
        let apart = try probe(
            file { $0.replacing(#""retention""#, with: #""backup": {"folder": "/dev/shm/none"}, "retention""#) }
        )
        #expect(apart.files.disks().map { $0.found.prefix { $0 != ":" } }.last == "/dev/shm/none")
    }
}
