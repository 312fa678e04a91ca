/// How far `Master.csv` was read; to be kept until the next reading.
public struct CallDetailPosition: Hashable, Sendable {
    /// The file's number on its disk, which a rotated file takes with it.
    public var inode: UInt64
    /// The bytes that were read, up to the end of a line.
    public var offset: Int64

    /// Creates a position.
    public init(inode: UInt64, offset: Int64) {
        self.inode = inode
        self.offset = offset
    }
}
