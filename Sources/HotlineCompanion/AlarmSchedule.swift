internal import HotlineCore
internal import HotlineStore

/// Sets the alarms by the settings and the clock of now: before the first look at them, and after the clock was set back by far.
actor AlarmSchedule {
    private let store: Store
    private let terms: Terms
    private var clock = ClockSteps()
    private var isDone = false

    init(store: Store, terms: Terms) {
        self.store = store
        self.terms = terms
    }

    func run(at now: Instant) async throws {
        if clock.isSetBack(at: now) { isDone = false }
        guard !isDone else { return }
        _ = try await store.reschedule(by: terms, at: now)
        isDone = true
    }
}
