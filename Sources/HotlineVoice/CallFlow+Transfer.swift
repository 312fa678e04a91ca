internal import AGI
internal import HotlineCore

/// What the queue leaves on the channel, in the order it is read.
private let queueVariables = ["HOTLINE_TRANSFER", "HOTLINE_ANSWERED_BY", "HOTLINE_RANG"]

extension CallFlow {
    /// Whether the caller can be put through to a specialist.
    var mayPutThrough: Bool { isOpen && !wasPutThrough }

    /// Keeps that the caller is being put through, so that the next program knows whatever happens here.
    mutating func enterTransfer() -> DialogueAction<CallWork> {
        if let prompt = pending {
            pending = nil
            return play(.telling(then: .enter(.transfer)), [.streamFile(menu.file(prompt))])
        }
        step = .transfer
        return note(then: .announceTransfer)
    }

    /// Says that the talk is recorded.
    ///
    /// No key cuts that short: who was not told is not recorded.
    mutating func announceTransfer() -> DialogueAction<CallWork> {
        let prompt: Prompt = wantsPsychologist ? .transferPsychologist : .transfer
        return play(
            .announcingTransfer,
            [.setVariable("HOTLINE_STEP", CallStep.transfer.rawValue), rearm, .streamFile(menu.file(prompt))]
        )
    }

    /// Says how to leave the queue.
    mutating func offerToLeave() -> DialogueAction<CallWork> {
        play(.offeringToLeave, [.streamFile(menu.file(.transferLeave), escapeDigits: "1")])
    }

    /// Leaves on the channel what the queue and the specialist's telephone need, and ends, so that the dialplan puts the caller
    /// through.
    mutating func leaveForQueue() -> DialogueAction<CallWork> {
        wasPutThrough = true
        let label = [call?.appeal.map { "№\($0)" }, route?.label].compactMap(\.self).joined(separator: " ")
        let isRecorded = !wantsPsychologist && route?.isPrivate != true
        let talk = isRecorded ? menu.recordings.map { "\($0)/\(CallRecording.name(of: soundName, .talk))" } : nil
        let values = [
            ("QUEUE", wantsPsychologist ? "hotline-psychologist" : "hotline"),
            ("APPEAL", call?.appeal.map { "\($0)" }), ("ROUTE", route?.rawValue), ("ROLE", role?.rawValue),
            ("CLASS", className), ("LABEL", label), ("TALK", talk), ("LIMIT", "\(menu.longestCall.components.seconds)"),
            ("RESULT", "transfer"),
        ]
        return play(.leavingForQueue, values.map { .setVariable("HOTLINE_\($0)", $1 ?? "") })
    }

    /// The caller does not want to wait.
    mutating func wantsCallback() -> DialogueAction<CallWork> {
        unkept.keys.append("1")
        return cameBack(CallTransfer(end: .callback))
    }

    /// Reads how the transfer ended, after the dialplan gave the call back.
    mutating func readTransfer() -> DialogueAction<CallWork> {
        play(.readingTransfer(found: []), queueVariables.map { .getVariable($0) })
    }

    /// One more variable was read.
    mutating func readTransfer(_ found: [String?], rest: [Command]) -> DialogueAction<CallWork> {
        guard rest.isEmpty else { return play(.readingTransfer(found: found), rest) }
        guard let end = found.first.flatMap({ $0 }).flatMap(CallTransfer.End.init(rawValue:)) else {
            // The program before this one died on the way to the queue.
            return mark(.transfer, then: .pickUp)
        }
        let answeredBy = found.dropFirst().first.flatMap { $0 }.flatMap { $0.isEmpty ? nil : $0 }
        let rang = found.dropFirst(2).first.flatMap { $0 }.flatMap { Int($0) }
        hasPressedKey = true
        return cameBack(CallTransfer(end: end, answeredBy: answeredBy, rang: rang.map { .seconds($0) }))
    }

    /// The transfer is over; who reached nobody leaves a message, and is never sent back to the menu.
    private mutating func cameBack(_ transfer: CallTransfer) -> DialogueAction<CallWork> {
        wasPutThrough = true
        unkept.transfer = transfer
        if pickedUpAt == nil { pickedUpAt = clock() }
        switch transfer.end {
        case .answered: return end(.transferred)
        case .abandoned: return end(.dropped)
        case .unanswered, .callback:
            wantsPerson = true
            pending = transfer.end == .callback ? .callback : .transferNobody
            later = (call?.caller == nil ? [.contact] : []) + (hasMessage ? [] : [.message])
            return goOn()
        }
    }
}
