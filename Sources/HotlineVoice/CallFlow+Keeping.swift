internal import AGI
internal import HotlineCore

// MARK: - Ending

extension CallFlow {
    /// Whether texts may go to `phone`, as far as is known.
    func mayText(_ phone: PhoneNumber?, consent: Bool?) -> Bool {
        guard let phone, phone.takesTexts else { return false }
        return menu.consent == .assumed ? consent != false : consent == true
    }

    /// Ends without a result, so that the dialplan's next line of defence goes on with the call.
    mutating func giveUp() -> DialogueAction<CallWork> {
        state = .over
        return .close
    }

    /// The caller is gone: what was keyed is kept, with the step they had come to.
    mutating func hungUp() -> DialogueAction<CallWork> {
        guard call != nil, !hasEnded else { return giveUp() }
        return end(hasHeardAll ? outcome : (hasMessage ? .message : .dropped))
    }

    private var hasHeardAll: Bool {
        switch state {
        case .playing(.finishing(_, let told), _), .checking(.finishing(_, let told), _): told
        case .playing(.tellingStatus, _), .checking(.tellingStatus, _): true
        case .waiting, .beginning, .opening, .playing, .checking, .noting, .examining, .over: false
        }
    }

    /// The connection is gone; where that was our own doing, the record stays open for the next line of defence.
    mutating func closed(_ reason: ClosingReason) -> DialogueAction<CallWork> {
        switch reason {
        case .peerClosed: hungUp()
        case .timedOut, .fault, .shuttingDown: giveUp()
        }
    }

    /// How the call ended for a caller who came to its end.
    var outcome: CallOutcome {
        if hasMessage { return .message }
        if link == .status, !wantsPerson { return .status }
        if !hasPressedKey { return .silent }
        return wantsPerson ? .callback : .completed
    }

    /// Keeps how the call ended, and leaves that for the dialplan.
    mutating func end(_ outcome: CallOutcome) -> DialogueAction<CallWork> {
        hasEnded = true
        unkept.outcome = outcome
        return note(then: .leaveResult(outcome))
    }
}

// MARK: - Keeping

extension CallFlow {
    /// Keeps what is not kept yet.
    mutating func note(then next: Next) -> DialogueAction<CallWork> {
        var progress = unkept
        progress.step = step
        progress.isSpooled = isSpooled
        unkept = CallProgress(call: progress.call, uniqueID: progress.uniqueID, step: step)
        state = .noting(progress, then: next)
        return .perform(.note(progress))
    }

    /// The store could not be written, but the spool could: all that follows goes there, in order.
    mutating func wentToSpool(then next: Next) -> DialogueAction<CallWork> {
        isSpooled = true
        return go(next)
    }

    /// Neither store nor spool could be written: the call goes on, and what was not kept goes with the next note.
    mutating func notKept(_ progress: CallProgress, then next: Next) -> DialogueAction<CallWork> {
        unkept = progress
        switch next {
        case .leaveResult:
            // Nothing comes after this: without a result, the dialplan's next line of defence goes on.
            return giveUp()
        case .pickUp, .enter, .ask, .later, .readBack, .takeNumber, .takeClass, .announceTransfer, .leaveForQueue,
            .record,
            .tellStatus, .tellNumber, .conclude:
            return go(next)
        }
    }

    /// Asks for a new appeal beside the open one.
    mutating func openAppeal() -> DialogueAction<CallWork> {
        guard let call else { return giveUp() }
        state = .opening
        return .perform(.openAppeal(call.id, uniqueID: unkept.uniqueID, isSpooled: isSpooled))
    }

    /// The new appeal is there; where it could not be made, the caller goes on with the open one, and nothing is lost.
    mutating func opened(_ finding: CallFinding) -> DialogueAction<CallWork> {
        switch finding {
        case .begun(let begun):
            link = .made
            isSpooled = begun.isSpooled
            call?.appeal = begun.appeal
            call?.known = nil
            type = nil
            route = nil
            role = nil
            className = nil
        case .turnedAway, .noted, .spooled, .examined, .failed:
            link = .added
            unkept.link = .added
        }
        return enter(.type)
    }
}
