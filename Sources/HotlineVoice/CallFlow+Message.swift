internal import AGI
internal import HotlineCore

/// The longest message.
private let longestMessage = Duration.seconds(120)
/// How many seconds of silence end it.
private let silenceThatEnds = 10
/// The most recordings of one caller in one call.
private let mostTries = 2
/// The most times the prompt is played again by `*`.
private let mostRepeats = 3

extension CallFlow {
    /// Asks for a spoken message.
    mutating func enterMessage() -> DialogueAction<CallWork> {
        if let prompt = pending {
            pending = nil
            return play(.telling(then: .enter(.message)), [say(prompt)])
        }
        return mark(.message, then: .record(MessageTry()))
    }

    /// Says what to do, and waits for nothing: the tone follows.
    mutating func askForMessage(_ go: MessageTry) -> DialogueAction<CallWork> {
        let prompt: Prompt = go.number > 1 ? .messageSilence : link == .added ? .messageAdd : .message
        return play(.askingMessage(go), [rearm, say(prompt)])
    }

    /// The prompt was heard, or a key cut it short: `#` skips the message, `0` asks for a person, `*` for the prompt again.
    mutating func readyToSpeak(_ key: Character?, _ go: MessageTry) -> DialogueAction<CallWork> {
        if let key { unkept.keys.append(key) }
        switch key {
        case "#": return goOn()
        case "0": return askedForPerson()
        case "*" where go.repeats < mostRepeats:
            return askForMessage(MessageTry(number: go.number, repeats: go.repeats + 1))
        default: return record(go)
        }
    }

    private mutating func record(_ go: MessageTry) -> DialogueAction<CallWork> {
        guard let folder = menu.recordings else { return goOn() }
        recordings += 1
        return play(
            .recording(go),
            [
                .streamFile(menu.file(.beep)), .setAutoHangUp(after: longestMessage + .seconds(60)),
                .recordFile(
                    "\(folder)/\(messageName)",
                    format: "wav",
                    escapeDigits: "#0",
                    timeout: longestMessage,
                    silence: silenceThatEnds
                ),
            ]
        )
    }

    private var messageName: String { CallRecording.name(of: soundName, .message, number: recordings) }

    /// Asterisk ended the recording.
    ///
    /// A hang-up is the usual end, and what was said until then is good.
    mutating func recorded(_ go: MessageTry, _ reply: Reply) -> DialogueAction<CallWork> {
        if reply.isHangup { return examine(go, key: nil, hasHungUp: true) }
        if reply.isFailure { return isStillThere(.recording(go), rest: []) }
        return examine(go, key: reply.pressedKey, hasHungUp: false)
    }

    /// Has the sound looked at.
    mutating func examine(_ go: MessageTry, key: Character?, hasHungUp: Bool) -> DialogueAction<CallWork> {
        state = .examining(go, key: key, hasHungUp: hasHungUp)
        return .perform(.examine(RecordedSound(kind: .message, name: messageName)))
    }

    /// The sound was looked at.
    mutating func examined(
        _ finding: CallFinding,
        _ go: MessageTry,
        key: Character?,
        hasHungUp: Bool
    ) -> DialogueAction<CallWork> {
        var isSpoken = false
        switch finding {
        case .examined(let recording):
            unkept.recording = recording
            isSpoken = !recording.isSilent
        case .begun, .turnedAway, .noted, .spooled, .failed: break
        }
        if isSpoken {
            hasMessage = true
            hasPressedKey = true
        }
        if hasHungUp { return end(hasMessage ? .message : .dropped) }
        if let key { unkept.keys.append(key) }
        if key == "0" { return askedForPerson() }
        if isSpoken {
            pending = .messageKept
            return goOn()
        }
        guard key == nil, go.number < mostTries else { return goOn() }
        return note(then: .record(MessageTry(number: go.number + 1)))
    }
}
