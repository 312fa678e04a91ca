public import HotlineCore

/// The calls that wait for a specialist or talk with one, as the exchange's events tell.
///
/// Caller's numbers are not kept. A call is followed from the moment the dialplan announces it, or from its first event in one
/// of our queues, so that one whose beginning was missed is not lost. It is forgotten when it is hung up; should that be missed,
/// when it is too old or there are too many.
public struct LiveCalls: Hashable, Sendable {
    private let queues: Set<String>
    private let capacity: Int
    private let longest: Duration
    private var byID: [String: LiveCall] = [:]

    /// Creates an empty board.
    ///
    /// - Parameters:
    ///   - queues: The queues of the hotline; other calls are followed only where the dialplan announces them.
    ///   - capacity: The most calls that are kept; the one that began to wait first is dropped for a further one.
    ///   - longest: How long a call is kept at most.
    public init(queues: Set<String>, capacity: Int = 500, longest: Duration = .seconds(4 * 3600)) {
        self.queues = queues
        self.capacity = max(capacity, 1)
        self.longest = longest
    }

    /// Takes an event.
    ///
    /// - Parameters:
    ///   - event: What the exchange told.
    ///   - now: When it told it.
    /// - Returns: What is to be kept of it.
    public mutating func handle(_ event: ExchangeEvent, at now: Instant) -> [LiveChange] {
        guard let event = QueueEvent(event) else { return [] }
        byID = byID.filter { now - $0.value.since <= longest }
        guard var call = byID[event.uniqueID] ?? begin(event, at: now) else { return [] }
        if let queue = event.queue { call.queue = queue }
        let change = call.handle(event.kind, at: now)
        byID[event.uniqueID] = event.kind == .hungUp ? nil : call
        return change.map { [$0] } ?? []
    }

    /// Forgets all calls: what happened while nobody listened is not known.
    public mutating func reset() {
        byID = [:]
    }

    /// The calls going on, the one that has waited longest first.
    public var calls: [LiveCall] {
        byID.values.filter(\.isGoingOn).sorted { ($0.since, $0.uniqueID) < ($1.since, $1.uniqueID) }
    }

    /// The call of that name, also one that left the queue and is not hung up.
    public subscript(uniqueID: String) -> LiveCall? { byID[uniqueID] }

    /// A call that was not followed before, where this event is one to begin with.
    private mutating func begin(_ event: QueueEvent, at now: Instant) -> LiveCall? {
        switch event.kind {
        case .announced: break
        case .joined, .called, .connected:
            guard let queue = event.queue, queues.contains(queue) else { return nil }
        case .notAnswered, .completed, .abandoned, .left, .hungUp: return nil
        }
        if byID.count >= capacity, let oldest = byID.values.min(by: { $0.since < $1.since }) {
            byID[oldest.uniqueID] = nil
        }
        return LiveCall(uniqueID: event.uniqueID, since: now)
    }
}
