internal import HotlineCore

extension LiveCall {
    /// Takes what happened to the call, except its end.
    mutating func handle(_ kind: QueueEvent.Kind, at now: Instant) -> LiveChange? {
        switch kind {
        case .announced(let card):
            self.card = card
            wait(from: now)
            return nil
        case .joined:
            wait(from: now)
            return nil
        case .called(let login):
            ring(login, at: now)
            return nil
        case .notAnswered(let login):
            stopRinging(login)
            return nil
        case .connected(let login, let ringing): return connect(login, ringing: ringing, at: now)
        case .completed(let talk): return endTalk(talk, at: now)
        case .abandoned: return abandon(at: now)
        case .left:
            leave(at: now)
            return nil
        case .hungUp: return hangUp(at: now)
        }
    }

    private mutating func wait(from now: Instant) {
        switch state {
        case .queued, .ringing, .talking: break
        case .over:
            since = now
            waitedFor = nil
            isSettled = false
            state = .queued(since: now)
        }
    }

    private mutating func ring(_ login: String, at now: Instant) {
        switch state {
        case .queued: state = .ringing([login], since: now)
        case .ringing(let logins, let since):
            if !logins.contains(login), logins.count < 32 { state = .ringing(logins + [login], since: since) }
        case .talking, .over: break
        }
    }

    private mutating func stopRinging(_ login: String) {
        switch state {
        case .ringing(let logins, let ringingSince):
            let others = logins.filter { $0 != login }
            state = others.isEmpty ? .queued(since: since) : .ringing(others, since: ringingSince)
        case .queued, .talking, .over: break
        }
    }

    private mutating func connect(_ login: String, ringing: Duration?, at now: Instant) -> LiveChange? {
        let measured: Duration
        switch state {
        case .talking: return nil
        case .ringing(_, let since): measured = now - since
        case .queued, .over: measured = .zero
        }
        let waited = waited(at: now)
        waitedFor = waited
        isSettled = true
        state = .talking(login, since: now)
        return .answered(uniqueID: uniqueID, by: login, ringing: ringing ?? measured, waited: waited)
    }

    private mutating func endTalk(_ talk: Duration?, at now: Instant) -> LiveChange? {
        switch state {
        case .talking(_, let since):
            state = .over
            return .talkEnded(uniqueID: uniqueID, lasted: talk ?? max(now - since, .zero))
        case .queued, .ringing, .over: return nil
        }
    }

    private mutating func abandon(at now: Instant) -> LiveChange? {
        switch state {
        case .talking: return nil
        case .queued, .ringing, .over:
            leave(at: now)
            return settleUnanswered(at: now)
        }
    }

    /// Leaves the queue, for a talk or for good: which of both comes next.
    private mutating func leave(at now: Instant) {
        switch state {
        case .queued, .ringing:
            waitedFor = waited(at: now)
            state = .over
        case .talking, .over: break
        }
    }

    private mutating func hangUp(at now: Instant) -> LiveChange? {
        switch state {
        case .talking: return endTalk(nil, at: now)
        case .queued, .ringing, .over:
            leave(at: now)
            return settleUnanswered(at: now)
        }
    }

    private mutating func settleUnanswered(at now: Instant) -> LiveChange? {
        guard !isSettled else { return nil }
        isSettled = true
        return .unanswered(uniqueID: uniqueID, waited: waited(at: now))
    }
}
