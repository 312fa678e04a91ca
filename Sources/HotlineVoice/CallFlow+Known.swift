internal import AGI
internal import HotlineCore

/// The most times the status is told again by `*`.
private let mostRepeats = 3

extension CallFlow {
    /// Takes the key after that says what the owner of a known number wants.
    mutating func chosenForKnown(_ key: Character) -> DialogueAction<CallWork> {
        switch key {
        case "1":
            link = .status
            unkept.link = .status
            return note(then: .tellStatus)
        case "2":
            link = .added
            unkept.link = .added
            return goOn()
        default: return openAppeal()
        }
    }

    /// Tells how the open appeal stands.
    mutating func tellStatus(repeats: Int) -> DialogueAction<CallWork> {
        let prompt: Prompt =
            switch call?.known?.status {
            case .received, nil: .statusReceived
            case .distributed: .statusDistributed
            case .inProgress: .statusInProgress
            case .closed: .statusClosed
            }
        return play(.tellingStatus(repeats: repeats), [say(prompt), say(.goodbye)])
    }

    /// It was told, or a key ends it: `*` tells it again, `0` asks for a person.
    mutating func toldStatus(_ key: Character?, repeats: Int) -> DialogueAction<CallWork> {
        if let key { unkept.keys.append(key) }
        switch key {
        case "0": return askedForPerson()
        case "*" where repeats < mostRepeats: return tellStatus(repeats: repeats + 1)
        default: return end(outcome)
        }
    }
}
