internal import Foundation
internal import HotlineClient

/// Shows how far long work has come: a bar on a terminal, nothing elsewhere.
struct ProgressBar {
    /// How often it is drawn at most.
    private static let pause = Duration.milliseconds(100)

    private let isShown: Bool
    private let began = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?

    /// Creates a bar; a quiet one shows nothing.
    init(isQuiet: Bool = false) {
        isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Shows how far it is, unless that was done a moment ago.
    mutating func show(_ text: ProgressText) {
        let now = ContinuousClock.now
        guard isShown, drawn.map({ now - $0 >= Self.pause }) ?? true else { return }
        drawn = now
        let line = text.line(columns: max(Terminal.columns - 1, 20), elapsed: now - began)
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
    }

    /// Takes the bar away.
    mutating func clear() {
        guard isShown, drawn != nil else { return }
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8))
        drawn = nil
    }
}
