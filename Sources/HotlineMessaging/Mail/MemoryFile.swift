internal import CFiles
internal import Glibc
internal import SystemPackage

/// A file without a name, in memory only, for what a program is given to read or to write.
///
/// Unlike a pipe it tells how far the program has read, does not end us by a signal when the program goes, and does not wait for
/// whatever the program leaves running.
final class MemoryFile: Sendable {
    // As <linux/fcntl.h> has them, which cannot be read beside the C library's.
    private static let addSeals: Int32 = 1033
    private static let sealAgainstShrinking: Int32 = 0x2
    private static let sealAgainstGrowing: Int32 = 0x4

    /// What a program gets as its standard input or output.
    let descriptor: FileDescriptor

    private init() throws(Errno) {
        let number = memfd_create("mail", MFD_CLOEXEC | MFD_ALLOW_SEALING)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: number)
    }

    /// Holds bytes to be read from the start.
    convenience init(_ bytes: [UInt8]) throws {
        try self.init()
        try descriptor.writeAll(toAbsoluteOffset: 0, bytes)
    }

    /// Has room for so many bytes; writing more fails.
    convenience init(room: Int) throws {
        try self.init()
        try descriptor.resize(to: Int64(room))
        guard fcntl(descriptor.rawValue, Self.addSeals, Self.sealAgainstShrinking | Self.sealAgainstGrowing) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    deinit {
        try? descriptor.close()
    }

    /// How many bytes were read or written by the program.
    func position() throws -> Int {
        Int(try descriptor.seek(offset: 0, from: .current))
    }

    /// What the program wrote.
    func contents() throws -> [UInt8] {
        let count = try position()
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try descriptor.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
