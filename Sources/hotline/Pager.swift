internal import Foundation

/// Shows text page by page, by a program of the machine.
enum Pager {
    /// Shows a text and waits until it was read, or the pager was left.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - command: The pager, as a shell takes it.
    /// - Returns: Whether there was a pager.
    static func show(_ text: String, through command: String) -> Bool {
        // Whoever leaves the pager early closes its end; that is no fault.
        signal(SIGPIPE, SIG_IGN)
        // In our own group of processes, so that the terminal is the pager's too.
        guard let pager = popen(command, "w") else { return false }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, pager)
        let status = pclose(pager)
        // 127 is what the shell says of a program that is not there.
        return (status >> 8) & 0xFF != 127
    }
}
