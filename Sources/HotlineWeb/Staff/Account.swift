#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The Unix account on the other side of a connection.
public struct Account: Hashable, Sendable {
    /// Its number.
    public let uid: UInt32
    /// Its name; `nil` where the machine knows none.
    public let name: String?

    /// Creates an account.
    public init(uid: UInt32, name: String?) {
        self.uid = uid
        self.name = name
    }

    /// Looks up the name of an account.
    public init(uid: UInt32) {
        var size = 1024
        while size <= 1_048_576 {
            var buffer = [CChar](repeating: 0, count: size)
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let status = getpwuid_r(uid, &entry, &buffer, size, &found)
            if status == 0 {
                self.init(uid: uid, name: found?.pointee.pw_name.map { String(cString: $0) })
                return
            }
            guard status == ERANGE else { break }
            size *= 4
        }
        self.init(uid: uid, name: nil)
    }
}

extension Account: CustomStringConvertible {
    /// The name, or the number where there is none.
    public var description: String { name ?? "uid \(uid)" }
}
