public import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// The journal of what the database could not take of calls, kept until it can.
///
/// Any number of processes and threads may write it at once. Each entry is a line of JSON in `calls.journal`; what is being
/// taken in is in `taking-1` and on, and what nobody can read in `broken.journal`. The files hold what callers said: no error
/// repeats anything of theirs.
public struct CallSpool: Sendable {
    /// The names of the spool's files.
    enum Name {
        /// What was written since the last taking in.
        static let journal = "calls.journal"
        /// The journal that takes its place, which has its room already.
        static let spare = "calls.journal.new"
        /// The lock on the journal.
        static let lock = "calls.lock"
        /// Lines that could not be read.
        static let broken = "broken.journal"
        /// The lock of the one who takes in.
        static let takingLock = "taking.lock"
        /// What a journal is called while it is taken in, with a number after it.
        static let taking = "taking-"
    }

    /// How much is kept free in a journal for what is still to be written, in bytes: about 200 calls.
    private static let room = 1 << 20

    let folder: SpoolFolder

    /// Creates a spool in a folder, which is made when first needed.
    public init(folder: String) {
        self.folder = SpoolFolder(path: folder)
    }

    /// Writes an entry, and returns when it is on the disk.
    ///
    /// - Throws: ``SpoolError``; the entry may then be in the journal nevertheless, where only waiting for the disk failed.
    public func append(_ entry: SpoolEntry) throws(SpoolError) {
        try folder.make()
        let journal = try folder.locked(by: Name.lock) { () throws(SpoolError) in try write(entry.line) }
        // Not under the lock, so that many at once wait for the disk only once.
        try journal.sync()
    }

    /// Sees to it that the journal, and the one that takes its place, can be written though the disk is full then.
    ///
    /// To be done before the disk is full, and again after each ``takeIn(_:)``.
    ///
    /// - Throws: ``SpoolError``.
    public func makeRoom() throws(SpoolError) {
        try folder.make()
        try folder.locked(by: Name.lock) { () throws(SpoolError) in
            for name in [Name.journal, Name.spare] {
                let journal = try SpoolFile(makingAt: folder.path(of: name), O_RDWR | O_APPEND)
                try journal.reserve(upTo: journal.size() + Self.room)
            }
            try folder.sync()
        }
    }

    /// The entries of a call that were not taken in yet, oldest first.
    ///
    /// One that is being taken in at this moment may be among them.
    public func entries(ofCall uniqueID: String) throws(SpoolError) -> [SpoolEntry] {
        guard try !folder.names().isEmpty else { return [] }
        let all = try folder.locked(by: Name.lock) { () throws(SpoolError) in
            var bytes: [UInt8] = []
            for name in try taking() + [Name.journal] { bytes += try read(name) + [UInt8(ascii: "\n")] }
            return bytes
        }
        return Self.lines(of: all).compactMap(SpoolEntry.init(line:)).filter { $0.uniqueID == uniqueID }
    }

    /// Appends a line to the journal, which whoever calls has locked.
    private func write(_ line: [UInt8]) throws(SpoolError) -> SpoolFile {
        let journal = try SpoolFile(makingAt: folder.path(of: Name.journal), O_RDWR | O_APPEND)
        let size = try journal.size()
        // An empty one may just have been made, be it by somebody who was killed then.
        if size == 0 { try folder.sync() }
        // What somebody was killed in the middle of must not spoil this line too.
        let isWhole = try journal.read(max(0, size - 1)..<size).allSatisfy { $0 == UInt8(ascii: "\n") }
        do throws(SpoolError) {
            try journal.write((isWhole ? [] : [UInt8(ascii: "\n")]) + line)
        } catch {
            journal.cut(to: size)
            throw error
        }
        return journal
    }

    /// The journals that are being taken in, oldest first.
    func taking() throws(SpoolError) -> [String] {
        try folder.names().compactMap { name in
            name.hasPrefix(Name.taking) ? Int(name.dropFirst(Name.taking.count)).map { (name, $0) } : nil
        }
        .sorted { $0.1 < $1.1 }
        .map(\.0)
    }

    /// All bytes of a file; none where there is no file.
    func read(_ name: String) throws(SpoolError) -> [UInt8] {
        guard let file = try SpoolFile(openingAt: folder.path(of: name)) else { return [] }
        return try file.read(0..<file.size())
    }

    /// The lines that hold anything, without their ends.
    static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "\n"))
    }
}
