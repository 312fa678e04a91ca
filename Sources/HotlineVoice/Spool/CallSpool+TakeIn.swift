public import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

extension CallSpool {
    /// Hands over everything that is in the spool, oldest first, and takes it away.
    ///
    /// What was handed over and could not be taken away any more is handed over again next time, so taking must be idempotent
    /// by the entry's id. Where another program is at it already, nothing is done.
    ///
    /// - Parameter take: Puts one entry where it belongs. Where it throws, this entry and all after it stay.
    /// - Returns: How much was taken.
    /// - Throws: ``SpoolError``, and what `take` throws.
    public func takeIn(_ take: (SpoolEntry) async throws -> Void) async throws -> SpoolReport {
        var report = SpoolReport()
        guard try !folder.names().isEmpty else { return report }
        let lock = try SpoolFile(makingAt: folder.path(of: Name.takingLock), O_RDONLY)
        guard try await Self.taken(lock) else { return report }
        // Those of the last time first: while they are not wanted, the journal stays where it is, with the room it has.
        try await handOver(to: take, &report)
        try folder.locked(by: Name.lock) { () throws(SpoolError) in try putAsideJournal() }
        try await handOver(to: take, &report)
        try folder.sync()
        return report
    }

    /// Hands over and takes away what was put aside.
    private func handOver(to take: (SpoolEntry) async throws -> Void, _ report: inout SpoolReport) async throws {
        for name in try taking() {
            var broken: [UInt8] = []
            for line in try Self.lines(of: read(name)) {
                if let entry = SpoolEntry(line: line) {
                    try await take(entry)
                    report.taken += 1
                } else {
                    broken += line + [UInt8(ascii: "\n")]
                    report.broken += 1
                }
            }
            try keep(broken: broken)
            try folder.remove(name)
        }
    }

    /// Takes the lock, where nobody else keeps it for long.
    ///
    /// A program that has just been started from this one holds a copy of it until it runs, though it does not know.
    private static func taken(_ lock: borrowing SpoolFile) async throws -> Bool {
        for _ in 0..<50 {
            if try lock.tryLock() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try lock.tryLock()
    }

    /// Gives the journal a name under which nobody writes it, after those that are there already, and puts the next one in its
    /// place.
    private func putAsideJournal() throws(SpoolError) {
        guard let journal = try SpoolFile(openingAt: folder.path(of: Name.journal)), try journal.size() > 0 else {
            return
        }
        let last = try taking().last.flatMap { Int($0.dropFirst(Name.taking.count)) } ?? 0
        try folder.rename(Name.journal, to: "\(Name.taking)\(last + 1)")
        if try folder.names().contains(Name.spare) { try folder.rename(Name.spare, to: Name.journal) }
        try folder.sync()
    }

    /// Keeps lines that nobody can read.
    private func keep(broken lines: [UInt8]) throws(SpoolError) {
        guard !lines.isEmpty else { return }
        let file = try SpoolFile(makingAt: folder.path(of: Name.broken), O_WRONLY | O_APPEND)
        let size = try file.size()
        do throws(SpoolError) {
            try file.write(lines)
            try file.sync()
            if size == 0 { try folder.sync() }
        } catch {
            file.cut(to: size)
            throw error
        }
    }
}
