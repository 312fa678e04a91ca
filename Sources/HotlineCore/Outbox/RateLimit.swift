/// So many texts in so long a time, and no more.
public struct RateLimit: Hashable, Sendable {
    /// The most texts.
    public var count: Int
    /// In what time.
    public var within: Duration

    /// Creates a limit.
    public init(_ count: Int, within: Duration) {
        self.count = count
        self.within = within
    }
}
