internal import Foundation
internal import HotlineClient

#if canImport(Glibc)
internal import Glibc
#endif

/// The place of the Unix socket in the file system, held by one service at a time.
struct StaffSocket: ~Copyable {
    /// Who may use the socket, to be set once it is there.
    let access: SocketAccess
    private let path: String
    private let lock: StaffSocketLock

    /// Makes the place free: a socket that nobody answers on is taken away, anything else is left.
    init(path: String, group: String?) throws(StaffSocketError) {
        guard path.utf8.count <= SocketPath.most else {
            throw .pathTooLong(path: path, bytes: path.utf8.count, most: SocketPath.most)
        }
        var gid: gid_t?
        if let group {
            guard let found = Self.groupID(group) else { throw .unknownGroup(group) }
            gid = found
        }
        let lock = try StaffSocketLock(beside: path)
        try Self.clear(path)
        self.path = path
        self.access = SocketAccess(path: path, group: gid)
        self.lock = lock
    }

    /// Takes the socket away.
    consuming func remove() {
        unlink(path)
    }

    private static func clear(_ path: String) throws(StaffSocketError) {
        guard let file = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        guard file[.type] as? FileAttributeType == .typeSocket else { throw .notASocket(path: path) }
        if answers(path) { throw .alreadyServed(path: path) }
        unlink(path)
    }

    /// Whether somebody listens on the socket; a full queue is somebody too.
    private static func answers(_ path: String) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { return true }
        defer { close(probe) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: path.utf8.prefix(place.count - 1))
        }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 || ![ECONNREFUSED, ENOENT].contains(errno)
    }

    private static func groupID(_ name: String) -> gid_t? {
        var buffer = [CChar](repeating: 0, count: 65_536)
        var entry = Glibc.group()
        var found: UnsafeMutablePointer<Glibc.group>?
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0 else { return nil }
        return found?.pointee.gr_gid
    }
}

/// The lock beside the socket that a running service holds, and that `hotline restore` takes.
struct StaffSocketLock: ~Copyable {
    private let descriptor: Int32

    /// Takes it, where no other service has.
    init(beside path: String) throws(StaffSocketError) {
        descriptor = try Self.locked(path)
    }

    deinit { close(descriptor) }

    /// Lets it go.
    consuming func release() {}

    private static func locked(_ path: String) throws(StaffSocketError) -> Int32 {
        let descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .cannotListen(path: path, reason: lastError()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .alreadyServed(path: path)
        }
        return descriptor
    }
}

/// Who may use a Unix socket: its owner and its group, and nobody else.
struct SocketAccess: Sendable {
    fileprivate let path: String
    fileprivate let group: gid_t?

    func grant() throws(StaffSocketError) {
        if let group, chown(path, uid_t.max, group) != 0 {
            throw .cannotListen(path: path, reason: "the group cannot be set: \(lastError())")
        }
        guard chmod(path, 0o660) == 0 else {
            throw .cannotListen(path: path, reason: "the rights cannot be set: \(lastError())")
        }
    }
}

private func lastError() -> String { String(cString: strerror(errno)) }

/// Why the staff API cannot be served.
public enum StaffSocketError: Error, Hashable, Sendable {
    /// The path is longer than the system takes.
    case pathTooLong(path: String, bytes: Int, most: Int)
    /// Another service has the socket.
    case alreadyServed(path: String)
    /// Something else than a socket stands there; it is left alone.
    case notASocket(path: String)
    /// The machine has no such group.
    case unknownGroup(String)
    /// The system refuses.
    case cannotListen(path: String, reason: String)
}

extension StaffSocketError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .pathTooLong(let path, let bytes, let most):
            "/socket/path: \(path) has \(bytes) bytes; a Unix socket's path has at most \(most)"
        case .alreadyServed(let path): "somebody serves on \(path) already, most likely another hotlined"
        case .notASocket(let path): "/socket/path: \(path) is there and is no socket; it was left alone"
        case .unknownGroup(let group): "/socket/group: the machine has no group \(group)"
        case .cannotListen(let path, let reason): "\(path): cannot listen: \(reason)"
        }
    }
}
