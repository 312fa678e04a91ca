internal import AGI
internal import HotlineCore

/// How long a step may last before Asterisk takes the call away from a program that has stopped, and gives it to the next line
/// of defence.
///
/// It is set anew at each step and each question that is put again.
private let longestStep = Duration.seconds(45)

extension CallFlow {
    /// Asterisk said which call it is.
    mutating func begin(_ variables: CallVariables) -> DialogueAction<CallWork> {
        guard let uniqueID = variables.uniqueID, (1...150).contains(uniqueID.utf8.count) else { return giveUp() }
        let caller = CallerNumber(
            callerID: variables.callerID,
            presentation: variables.callingPresentation,
            cityCode: menu.cityCode
        )
        state = .beginning
        unkept.uniqueID = uniqueID
        soundName = "spool-" + uniqueID.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        return .perform(.begin(CallStart(uniqueID: uniqueID, caller: caller, dialled: variables.dialledNumber)))
    }

    /// The store said what it made of the call.
    mutating func arrived(_ finding: CallFinding) -> DialogueAction<CallWork> {
        switch finding {
        case .begun(let call): begun(call)
        case .turnedAway: turnAway()
        case .noted, .spooled, .examined, .failed: giveUp()
        }
    }

    private mutating func begun(_ call: BegunCall) -> DialogueAction<CallWork> {
        remember(call)
        unkept.call = call.id
        recordings = call.messages
        hasMessage = call.isTakenUp && call.messages > 0
        isOpen = call.isOpen
        later = menu.order
        if call.isTakenUp, call.step == .transfer {
            step = .transfer
            return readTransfer()
        }
        return mark(call.isTakenUp ? call.step : .answer, then: .pickUp)
    }

    /// Takes over what the store says of the appeal.
    private mutating func remember(_ call: BegunCall) {
        self.call = call
        if call.id.value > 0 { soundName = "\(call.id)" }
        link = call.link
        isSpooled = call.isSpooled
        type = call.type
        route = call.route
        role = call.role
        className = call.className
        willText = mayText(call.caller, consent: call.consent)
    }

    /// Says to who called too often that they did.
    private mutating func turnAway() -> DialogueAction<CallWork> {
        play(
            .turningAway,
            [
                .setVariable("HOTLINE_STEP", CallStep.answer.rawValue), .setAutoHangUp(after: longestStep), .answer,
                .streamFile(menu.file(.tooManyCalls)), .setVariable("HOTLINE_RESULT", "limited"),
            ]
        )
    }

    /// The line is up: a new call is greeted, one that is taken up goes on where it was.
    mutating func answered() -> DialogueAction<CallWork> {
        if pickedUpAt == nil { pickedUpAt = clock() }
        guard let call, call.isTakenUp else { return play(.greeting, [say(.greeting)]) }
        hasPressedKey = call.type != nil
        skipStepsBefore(call.step)
        wantsPerson = call.type == nil && [.contact, .message, .finish].contains(call.step)
        if call.step == .answer { return go(firstStep) }
        let isChosen = call.route != nil && link != .known
        return isChosen && [.outage, .known, .type, .means].contains(call.step) ? goOn() : enter(call.step)
    }

    /// Leaves out the later steps that lie before `step` in a call that is taken up.
    private mutating func skipStepsBefore(_ step: CallStep) {
        let reached: MenuSettings.LaterStep
        switch step {
        case .contact: reached = .contact
        case .message: reached = .message
        case .finish:
            later = []
            return
        case .answer, .outage, .known, .type, .means, .psychologist, .role, .className, .transfer: return
        }
        if let index = later.firstIndex(of: reached) { later.removeFirst(index + 1) }
    }

    /// The greeting was heard, or a key cut it short.
    mutating func greeted(_ key: Character?) -> DialogueAction<CallWork> {
        let next = firstStep
        guard next == .enter(.type), let key else { return go(next) }
        step = .type
        return answered(.type, Tries(), key)
    }

    /// What comes after the greeting.
    private var firstStep: Next { call?.outage == nil ? stepAfterOutage : .enter(.outage) }

    /// What comes where no outage is announced, or the call is about something else.
    var stepAfterOutage: Next {
        if call?.known != nil, link == .known { return .enter(.known) }
        // Who was cut off goes on where the type is known already.
        guard let type else { return .enter(.type) }
        return type == .other && route == nil ? .enter(.means) : .later
    }

    /// Says where in the menu the call is, for the dialplan, and how long this step may last.
    mutating func mark(_ step: CallStep, then next: Next) -> DialogueAction<CallWork> {
        self.step = step
        return play(.marking(then: next), [.setVariable("HOTLINE_STEP", step.rawValue), rearm])
    }

    /// Gives the program time for one more question.
    var rearm: Command { .setAutoHangUp(after: longestStep) }
}
