internal import Foundation

#if canImport(Glibc)
internal import Glibc
#endif

/// What systemd hands to a program it starts, and what the program tells it: sd_listen_fds(3), sd_notify(3).
///
/// A program that somebody else started is handed nothing, and what it tells goes nowhere.
public struct ServiceManager: Sendable {
    /// What a program tells.
    public enum Word: String, Sendable {
        /// It does its work from now on.
        case ready = "READY=1"
        /// It still does.
        case alive = "WATCHDOG=1"
        /// It was told to end, and does so.
        case stopping = "STOPPING=1"
    }

    /// How often it wants to hear that the program is alive; `nil` where it does not.
    public let heartbeat: Duration?
    private let address: String?
    private var sockets: [String: Int32]

    /// The one that started this process.
    ///
    /// What it said is taken out of the environment, so that no program started by this one takes it for its own.
    ///
    /// - Returns: The service manager.
    public static func ofThisProcess() -> ServiceManager {
        var manager = ServiceManager(environment: ProcessInfo.processInfo.environment, processID: getpid())
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] {
            unsetenv(name)
        }
        manager.sockets = manager.sockets.filter { isListening($0.value) }
        for socket in manager.sockets.values { _ = fcntl(socket, F_SETFD, FD_CLOEXEC) }
        return manager
    }

    /// Reads what it said in the environment of a process.
    public init(environment: [String: String], processID: Int32) {
        // Meant for another process, it was only passed on by mistake.
        func isOurs(_ name: String) -> Bool { environment[name].map { Int32($0) == processID } ?? false }
        address = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        let isWatched = environment["WATCHDOG_PID"] == nil || isOurs("WATCHDOG_PID")
        let limit = environment["WATCHDOG_USEC"].flatMap { Int64($0) }
        // Twice in the time allowed, so that one sign that comes late is not the end.
        heartbeat = isWatched ? limit.flatMap { $0 > 0 ? .microseconds($0 / 2) : nil } : nil
        let count = isOurs("LISTEN_PID") ? environment["LISTEN_FDS"].flatMap { Int32($0) } ?? 0 : 0
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        sockets = Dictionary(zip(names.map(String.init), 3..<max(3 + count, 3))) { first, _ in first }
    }

    /// The listening socket that was handed over under this name (`FileDescriptorName=` of its unit), or `nil`.
    public func socket(named name: String) -> Int32? { sockets[name] }

    private static func isListening(_ socket: Int32) -> Bool {
        var (answer, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        return getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length) == 0 && answer == 1
    }

    /// Tells it a word.
    public func tell(_ word: Word) {
        guard let address else { return }
        let channel = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard channel >= 0 else { return }
        defer { close(channel) }
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        var name = Array(address.utf8)
        guard name.count < MemoryLayout.size(ofValue: place.sun_path) else { return }
        // An address that is no file begins with a zero, written as "@".
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + name.count } ?? 0)
        let text = Array(word.rawValue.utf8)
        // Whoever says that it is alive has no time to wait for who listens.
        let flags = Int32(MSG_NOSIGNAL) | (word == .alive ? Int32(MSG_DONTWAIT) : 0)
        _ = withUnsafePointer(to: place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(channel, text, text.count, flags, $0, length)
            }
        }
    }
}
