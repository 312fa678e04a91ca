public import HotlineCore

/// Which appeals are asked for.
public struct AppealQuery: Hashable, Sendable {
    /// The most appeals an answer holds.
    public static let most = 1000

    /// Only those that are not closed.
    public var isOpen: Bool
    /// Only those from here.
    public var source: AppealSource?
    /// Only those with this login.
    public var assignee: String?
    /// Only those whose author is still to be called: with the result, or because they did not answer.
    public var needsCall: Bool
    /// Whether calls, texts and mails are left out, which a table has no room for.
    public var isBrief = false
    /// The most to give.
    public var limit: Int

    /// Creates a query.
    public init(
        isOpen: Bool = true,
        source: AppealSource? = nil,
        assignee: String? = nil,
        needsCall: Bool = false,
        limit: Int = 500
    ) {
        self.isOpen = isOpen
        self.source = source
        self.assignee = assignee
        self.needsCall = needsCall
        self.limit = limit
    }
}
