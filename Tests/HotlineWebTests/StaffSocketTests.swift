import Foundation
import HotlineClient
import HotlineCore
import HotlineWeb
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite(.timeLimit(.minutes(1)))
struct StaffSocketTests {
    @Test
    func `the account on the other side of the socket is the one the kernel names`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        _ = try await office.open { client in try await client.whoami() }
        let accounts = office.register.accounts.withLock { $0 }
        #expect(accounts.map(\.uid) == [geteuid()])
        #expect(accounts.first?.name == String(cString: getpwuid(geteuid()).pointee.pw_name))
    }

    @Test
    func `the socket is for its owner and its group, and is taken away at the end`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        let path = office.path
        let mode = try await office.open(group: "root") { _ in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(mode == 0o660)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test
    func `a second service on the same socket is told of the first, which goes on`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        try await office.open { client in
            await #expect(throws: StaffSocketError.alreadyServed(path: office.path)) { try await office.server.run() }
            _ = try await client.whoami()
        }
    }

    @Test
    func `a socket somebody else answers on is left alone`() async throws {
        let office = try StaffOffice()
        let listener = try #require(RawListener(path: office.path))
        await #expect(throws: StaffSocketError.alreadyServed(path: office.path)) { try await office.server.run() }
        #expect(FileManager.default.fileExists(atPath: office.path))
        listener.stop()
    }

    @Test
    func `a socket left behind by a service that died is taken over`() async throws {
        let office = try StaffOffice()
        office.become("hlp")
        try #require(RawListener(path: office.path)).stop()
        #expect(FileManager.default.fileExists(atPath: office.path))
        let identity = try await office.open { client in try await client.whoami() }
        #expect(identity.login == "hlp")
    }

    @Test
    func `a file that is no socket is left alone and named`() async throws {
        let office = try StaffOffice()
        try Data("a letter".utf8).write(to: URL(filePath: office.path))
        await #expect(throws: StaffSocketError.notASocket(path: office.path)) { try await office.server.run() }
        #expect(try Data(contentsOf: URL(filePath: office.path)) == Data("a letter".utf8))
    }

    @Test
    func `on a socket that was passed the staff are answered, with those who asked before the service came`()
        async throws
    {
        let office = try StaffOffice()
        office.become("hlp")
        let listener = try #require(RawListener(path: office.path))
        async let early = office.client.whoami()
        let first = try await office.open(passed: listener.copy()) { client in
            await #expect(throws: StaffSocketError.alreadyServed(path: office.path)) {
                try await office.server(passed: listener.copy(), onListening: {}).run()
            }
            return try await client.whoami()
        }
        let waiting = try await early
        #expect([first.login, waiting.login] == ["hlp", "hlp"])
        #expect(office.register.accounts.withLock { $0.map(\.uid) }.allSatisfy { $0 == geteuid() })
        // Who passed it still listens, and the next service answers.
        #expect(FileManager.default.fileExists(atPath: office.path))
        let next = try await office.open(passed: listener.copy()) { client in try await client.whoami() }
        #expect(next.login == "hlp")
        listener.stop()
    }

    @Test
    func `a path too long, a group unknown and a folder missing are each said before anything is done`() async throws {
        let office = try StaffOffice()
        let routes = StaffRoutes(
            desk: office.desk,
            voice: office.voiceDesk,
            regulation: office.regulationDesk,
            texts: office.textDesk,
            authorCalls: office.authorCallDesk,
            health: office.healthDesk,
            backups: office.backupDesk,
            tokens: office.tokenDesk,
            reports: office.reportDesk,
            identify: { _ in nil },
            zone: .utc,
            school: StaffOffice.school,
            logger: office.logger
        )
        let tooLong = "/tmp/" + String(repeating: "s", count: 103)
        await #expect(throws: StaffSocketError.pathTooLong(path: tooLong, bytes: 108, most: 107)) {
            try await StaffServer(path: tooLong, group: nil, routes: routes, logger: office.logger).run()
        }
        await #expect(throws: StaffSocketError.unknownGroup("no-such-group")) {
            try await StaffServer(path: office.path, group: "no-such-group", routes: routes, logger: office.logger)
                .run()
        }
        await #expect(throws: StaffSocketError.self) {
            try await StaffServer(path: "/tmp/no/such/folder.sock", group: nil, routes: routes, logger: office.logger)
                .run()
        }
    }
}

/// A listening socket that answers nothing.
private struct RawListener {
    private let descriptor: Int32

    init?(path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let isBound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(descriptor, 5) == 0 else { return nil }
    }

    /// A descriptor of the same socket, for somebody to close.
    func copy() -> Int32 { dup(descriptor) }

    func stop() { close(descriptor) }
}
