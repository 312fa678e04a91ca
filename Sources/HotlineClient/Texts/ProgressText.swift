internal import HotlineCore

/// How far long work has come, as one line that is written over.
public struct ProgressText: Hashable, Sendable {
    /// What is being done.
    public var title: String
    /// How much is done.
    public var done: Int64
    /// How much there is; 0 where that is not known.
    public var total: Int64
    /// Whether these are bytes; they are told in words then.
    public var areBytes: Bool

    /// Creates a line.
    public init(_ title: String, done: Int64, total: Int64, areBytes: Bool) {
        self.title = title
        self.done = done
        self.total = total
        self.areBytes = areBytes
    }

    /// The line.
    ///
    /// - Parameters:
    ///   - columns: How wide it may be.
    ///   - elapsed: How long the work has taken so far.
    /// - Returns: The line, not wider than that.
    public func line(columns: Int, elapsed: Duration) -> String {
        guard total > 0 else { return "\(title): \(amount(done))".fitted(to: columns) }
        let share = min(max(Double(done) / Double(total), 0), 1)
        let percent = "\(Int(share * 100)) %"
        let tail = "\(percent)  \(amount(done)) из \(amount(total))\(rest(share, elapsed))"
        let room = columns - title.count - tail.count - 5
        guard room >= 8 else { return "\(title): \(percent)".fitted(to: columns) }
        let width = min(room, 30)
        let full = Int(share * Double(width))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
        return "\(title) \(bar) \(tail)".fitted(to: columns)
    }

    private func amount(_ count: Int64) -> String { areBytes ? UInt64(max(count, 0)).bytesText : "\(count)" }

    /// How long it still takes, once that can be told.
    private func rest(_ share: Double, _ elapsed: Duration) -> String {
        let seconds = Double(elapsed.components.seconds)
        guard seconds >= 2, share > 0.02, share < 1 else { return "" }
        let left = Int(seconds / share - seconds) + 1
        return left < 90 ? ", ещё \(left) с" : ", ещё \((left + 30) / 60) мин"
    }
}
