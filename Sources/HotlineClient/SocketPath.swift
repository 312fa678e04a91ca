#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What the system says of a Unix socket's path.
public enum SocketPath {
    /// The most bytes a path may have: the kernel's structure holds 108 with the terminator.
    public static let most = 107

    /// Whether the path is there and this account may not connect to it.
    static func isForbidden(_ path: String) -> Bool { access(path, W_OK) != 0 && errno == EACCES }
}
