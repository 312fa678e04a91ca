public import HotlineCore

extension SpoolEntry {
    /// An id that no other entry has: of a process, by when it started and how many entries it made before.
    ///
    /// - Parameters:
    ///   - process: The process's number; another process may have had it before.
    ///   - start: When the process started.
    ///   - count: How many entries the process made before this one.
    /// - Returns: Letters, digits and hyphens only.
    public static func id(process: Int32, startedAt start: Instant, count: Int) -> String {
        "\(start.milliseconds)-\(process)-\(count)"
    }
}
