#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A descriptor that cannot carry a conversation.
public struct DescriptorError: Error, Hashable, CustomStringConvertible {
    /// The descriptor.
    public let descriptor: CInt

    /// One line for the terminal.
    public var description: String {
        "Descriptor \(descriptor) is not a pipe, a socket or a terminal; Asterisk gives pipes."
    }

    static func check(_ descriptor: CInt) throws(DescriptorError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DescriptorError(descriptor: descriptor) }
        switch status.st_mode & S_IFMT {
        case S_IFIFO, S_IFSOCK: return
        case S_IFCHR where isatty(descriptor) == 1: return
        default: throw DescriptorError(descriptor: descriptor)
        }
    }
}
