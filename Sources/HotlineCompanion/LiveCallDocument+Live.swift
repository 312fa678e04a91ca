internal import HotlineClient
internal import HotlineCore
internal import HotlineVoice

extension LiveCallDocument {
    /// Tells of a call that goes on; `nil` where it does not.
    ///
    /// A call in the psychologist's queue is about that, also where the dialplan's card of it was missed.
    init?(_ call: LiveCall, zone: ZoneRules, now: Instant) {
        let state: State
        let started: Instant
        let people: [String]
        switch call.state {
        case .queued(let since): (state, started, people) = (.queued, since, [])
        case .ringing(let logins, let since): (state, started, people) = (.ringing, since, logins)
        case .talking(let login, let since): (state, started, people) = (.talking, since, [login])
        case .over: return nil
        }
        self.init(
            appeal: call.card.appeal,
            route: call.card.route ?? (call.queue == "hotline-psychologist" ? .psychologist : nil),
            state: state,
            since: zone.civilTime(at: started),
            people: people,
            waited: Int(call.waited(at: now).components.seconds)
        )
    }
}
