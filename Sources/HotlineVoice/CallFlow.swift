public import AGI
internal import HotlineCore

/// The conversation with one caller, as a state machine.
///
/// It decides; the connection acts. Every state has an answer to every event, and every way ends: each question is put a bounded
/// number of times, and then the call goes on without an answer.
public struct CallFlow: Dialogue {
    /// What it asks to be kept.
    public typealias Work = CallWork
    /// What came of it.
    public typealias Finding = CallFinding

    /// What is being played, and what its end means.
    enum Purpose: Hashable, Sendable {
        /// Picking up.
        case answering
        /// The greeting; a key is the answer to the menu.
        case greeting
        /// Saying where in the menu the call is, for the dialplan.
        case marking(then: Next)
        /// Telling something before the next step.
        case telling(then: Next)
        /// Letting keys pass that were pressed before the question.
        case flushing(Question, Tries, left: Int)
        /// A question.
        case asking(Question, Tries)
        /// Digits of a number are being taken.
        case takingNumber(entry: Int)
        /// A keyed number is being read back.
        case readingBack
        /// The appeal's number is being told; `told` once it was heard.
        case finishing(repeats: Int, told: Bool)
        /// The result is being left for the dialplan.
        case leavingResult
    }

    /// What follows once something is kept or told.
    enum Next: Hashable, Sendable {
        case pickUp
        case enter(CallStep)
        case ask(Question, Tries, after: Prompt?)
        case readBack
        case takeNumber(entry: Int, after: Prompt?)
        case tellNumber
        case leaveResult(CallOutcome)
    }

    enum State: Hashable, Sendable {
        /// Asterisk has not said which call it is.
        case waiting
        /// The call is being kept.
        case beginning
        /// Commands are being carried out: one is in hand, and `rest` follows.
        case playing(Purpose, rest: [Command])
        /// A prompt could not be played: is the caller still there?
        case checking(Purpose, rest: [Command])
        /// Something is being kept.
        case noting(CallProgress, then: Next)
        /// It is over.
        case over
    }

    let menu: CallMenu
    var state: State = .waiting
    var call: BegunCall?
    var step: CallStep = .answer
    /// What could not be kept so far, or has not been yet.
    var unkept = CallProgress(call: Identifier(0), step: .answer)
    var hasPressedKey = false
    var hasEnded = false
    var wantsPerson = false
    /// The number in hand in the contact step, and whether its owner asked for texts to it.
    var keyed: PhoneNumber?
    var keyedConsent: Consent?
    var entries = 0
    /// What is told at the door of the next step.
    var pending: Prompt?
    var willText = false

    /// Creates a flow that has not begun.
    public init(menu: CallMenu) {
        self.menu = menu
    }

    /// What to do now that `event` has come.
    public mutating func handle(_ event: DialogueEvent<CallFinding>) -> DialogueAction<CallWork> {
        switch (state, event) {
        case (.over, _): .close
        case (.waiting, .opened(let variables)): begin(variables)
        case (.beginning, .performed(.begun(let call))): begun(call)
        case (.beginning, .performed): giveUp()
        case (.playing(let purpose, let rest), .replied(let reply)): played(purpose, rest: rest, reply)
        case (.playing(let purpose, let rest), .refused(let refusal)): refused(purpose, rest: rest, refusal)
        case (.checking(let purpose, let rest), .replied(let reply)): checked(purpose, rest: rest, reply)
        case (.noting(_, let next), .performed(.noted)): go(next)
        case (.noting(let progress, let next), .performed): notKept(progress, then: next)
        case (_, .closed(let reason)): closed(reason)
        case (_, .hungUp), (.checking, .refused): hungUp()
        case (.waiting, _), (.beginning, _), (.playing, _), (.checking, _), (.noting, _): giveUp()
        }
    }
}

// MARK: - Beginning and ending

extension CallFlow {
    private mutating func begin(_ variables: CallVariables) -> DialogueAction<CallWork> {
        guard let uniqueID = variables.uniqueID, (1...150).contains(uniqueID.utf8.count) else { return giveUp() }
        let caller = CallerNumber(
            callerID: variables.callerID,
            presentation: variables.callingPresentation,
            cityCode: menu.cityCode
        )
        state = .beginning
        return .perform(.begin(CallStart(uniqueID: uniqueID, caller: caller, dialled: variables.dialledNumber)))
    }

    private mutating func begun(_ call: BegunCall) -> DialogueAction<CallWork> {
        self.call = call
        unkept.call = call.id
        willText = mayText(call.caller, consent: call.consent)
        return mark(call.isTakenUp ? call.step : .answer, then: .pickUp)
    }

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
        return end(hasHeardNumber ? outcome : .dropped)
    }

    private var hasHeardNumber: Bool {
        switch state {
        case .playing(.finishing(_, let told), _), .checking(.finishing(_, let told), _): told
        case .waiting, .beginning, .playing, .checking, .noting, .over: false
        }
    }

    /// The connection is gone; where that was our own doing, the record stays open for the next line of defence.
    private mutating func closed(_ reason: ClosingReason) -> DialogueAction<CallWork> {
        switch reason {
        case .peerClosed: hungUp()
        case .timedOut, .fault, .shuttingDown: giveUp()
        }
    }

    /// How the call ended for a caller who came to its end.
    var outcome: CallOutcome {
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
        unkept = CallProgress(call: progress.call, step: step)
        state = .noting(progress, then: next)
        return .perform(.note(progress))
    }

    /// The store could not be written: the call goes on, and what was not kept goes with the next note.
    private mutating func notKept(_ progress: CallProgress, then next: Next) -> DialogueAction<CallWork> {
        unkept = progress
        switch next {
        case .leaveResult:
            // Nothing comes after this: without a result, the dialplan's next line of defence goes on.
            return giveUp()
        case .pickUp, .enter, .ask, .readBack, .takeNumber, .tellNumber:
            return go(next)
        }
    }
}
