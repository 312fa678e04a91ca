public import HotlineCore

/// Stores the news of gateways as a database would, and lets a test wait for it.
public final class NewsDesk: Sendable {
    private struct State: Sendable {
        var isOpen = true
        var attempts = 0
        var news: [GatewayNews] = []

        /// How many texts there are, each counted once.
        var textCount: Int {
            let ids = news.compactMap { item in
                if case .incoming(let text) = item { text.id } else { nil }
            }
            return Set(ids).count
        }
    }

    private let state = Watched(State())

    /// Creates one that stores.
    public init() {}

    /// The news stored so far, in order; the same news may be there more than once.
    public var news: [GatewayNews] { state.value.news }

    /// The reports stored so far.
    public var reports: [DeliveryReport] {
        news.compactMap { item in
            if case .report(let report) = item { report } else { nil }
        }
    }

    /// The texts stored so far, each once.
    public var texts: [IncomingText] {
        var seen: Set<String> = []
        return news.compactMap { item in
            if case .incoming(let text) = item, seen.insert(text.id).inserted { text } else { nil }
        }
    }

    /// Stores nothing from here on, or stores again.
    public func store(_ isOpen: Bool) {
        state.change { $0.isOpen = isOpen }
    }

    /// Stores news.
    ///
    /// - Returns: Whether it was stored.
    public func keep(_ news: [GatewayNews]) -> Bool {
        state.change { state in
            state.attempts += 1
            if state.isOpen { state.news += news }
            return state.isOpen
        }
    }

    /// Waits until so many tried to store something.
    public func waitForAttempts(_ count: Int) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.attempts >= count }) else {
            throw NeverHappened("\(count) attempts to store news")
        }
    }

    /// Waits until a report on a part was stored.
    public func waitForReport(_ finding: DeliveryReport.Finding, on part: MessagePart) async throws {
        let report = GatewayNews.report(DeliveryReport(message: part.message, part: part.index, finding: finding))
        guard await state.holds(within: NeverHappened.net, { $0.news.contains(report) }) else {
            throw NeverHappened("a report: \(finding.rawValue) on \(part)")
        }
    }

    /// Waits until so many texts were stored.
    public func waitForTexts(_ count: Int) async throws {
        guard await state.holds(within: NeverHappened.net, { $0.textCount >= count }) else {
            throw NeverHappened("\(count) texts")
        }
    }
}
