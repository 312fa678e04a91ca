import Foundation
import HotlineLaunch
import HotlineTesting
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite(.timeLimit(.minutes(1)))
struct ServiceManagerTests {
    @Test func `sockets are known by their names`() {
        let manager = ServiceManager(
            environment: ["LISTEN_PID": "77", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "calls:staff"],
            processID: 77
        )
        #expect(manager.socket(named: "calls") == 3)
        #expect(manager.socket(named: "staff") == 4)
        #expect(manager.socket(named: "other") == nil)
    }

    @Test(arguments: [
        [:], ["LISTEN_PID": "78", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "calls"],
        ["LISTEN_PID": "77", "LISTEN_FDS": "0", "LISTEN_FDNAMES": "calls"],
        ["LISTEN_PID": "77", "LISTEN_FDS": "-1", "LISTEN_FDNAMES": "calls"],
        ["LISTEN_PID": "77", "LISTEN_FDS": "1"], ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "calls"],
        ["LISTEN_PID": "77", "LISTEN_FDS": "x", "LISTEN_FDNAMES": "calls"],
    ])
    func `sockets meant for another process, or without a name, are none`(environment: [String: String]) {
        #expect(ServiceManager(environment: environment, processID: 77).socket(named: "calls") == nil)
    }

    @Test(arguments: [
        ([:], nil), (["WATCHDOG_USEC": "30000000"], Duration.seconds(15)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "77"], .seconds(15)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "78"], nil), (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "much"], nil),
    ])
    func `a sign of life is given twice in the time allowed`(environment: [String: String], heartbeat: Duration?) {
        #expect(ServiceManager(environment: environment, processID: 77).heartbeat == heartbeat)
    }

    @Test(arguments: [false, true])
    func `words arrive, at a file or at an abstract address`(isAbstract: Bool) throws {
        let ear = try NotificationSocket(isAbstract: isAbstract)
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": ear.address], processID: 1)
        for word in [ServiceManager.Word.ready, .alive, .stopping] { manager.tell(word) }
        #expect([ear.next(), ear.next(), ear.next()] == ["READY=1", "WATCHDOG=1", "STOPPING=1"])
    }

    @Test(arguments: [nil, "", "relative", "/no/such/place", "/" + String(repeating: "x", count: 200)])
    func `where nobody listens a word goes nowhere`(address: String?) {
        let environment = address.map { ["NOTIFY_SOCKET": $0] } ?? [:]
        ServiceManager(environment: environment, processID: 1).tell(.ready)
    }

    @Test func `a service says that it is alive until it is told to end, and then that it ends`() async throws {
        let ear = try NotificationSocket(isAbstract: false)
        let manager = ServiceManager(
            environment: ["NOTIFY_SOCKET": ear.address, "WATCHDOG_USEC": "2000"],
            processID: 1
        )
        await testGracefulShutdown { trigger in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await Heartbeat(manager).run() }
                group.addTask { await Farewell(manager).run() }
                group.addTask {
                    #expect([ear.next(), ear.next(), ear.next()] == Array(repeating: "WATCHDOG=1", count: 3))
                    trigger.triggerGracefulShutdown()
                }
                await group.waitForAll()
            }
        }
        var words: Set<String> = []
        while let word = ear.next(wait: false) { words.insert(word) }
        #expect(words.contains("STOPPING=1"))
    }

    @Test func `who is watched by nobody says nothing until the end`() async throws {
        let ear = try NotificationSocket(isAbstract: false)
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": ear.address], processID: 1)
        await testGracefulShutdown { trigger in
            trigger.triggerGracefulShutdown()
            await Heartbeat(manager).run()
        }
        #expect(ear.next(wait: false) == nil)
    }
}

/// What a service manager listens at.
private final class NotificationSocket: Sendable {
    let address: String
    private let descriptor: Int32
    private let isAbstract: Bool

    init(isAbstract: Bool) throws {
        self.isAbstract = isAbstract
        let name = "hotline-notify-\(UUID().uuidString.prefix(8))"
        address = isAbstract ? "@\(name)" : FileManager.default.temporaryDirectory.appending(path: name).path()
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(address.utf8)
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let result = withUnsafePointer(to: place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(result == 0)
    }

    deinit {
        close(descriptor)
        if !isAbstract { unlink(address) }
    }

    /// The next word; `nil` where there is none yet and `wait` is not wanted.
    func next(wait: Bool = true) -> String? {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = recv(descriptor, &buffer, buffer.count, wait ? 0 : Int32(MSG_DONTWAIT))
        return length >= 0 ? String(decoding: buffer.prefix(length), as: UTF8.self) : nil
    }
}
