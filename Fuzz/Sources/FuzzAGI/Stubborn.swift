import AGI

/// A dialogue that looks at everything it is given and goes on as long as it can.
struct Stubborn: Dialogue {
    private(set) var closings = 0
    private(set) var hangups = 0
    private var turn = 0

    mutating func handle(_ event: DialogueEvent<Int>) -> DialogueAction<Int> {
        turn += 1
        switch event {
        case .opened(let variables):
            _ = (variables.arguments, variables.shownNumber, variables.callingPresentation, variables["uniqueid"])
        case .replied(let reply):
            _ = (reply.pressedKey, reply.digits, reply.value, reply.isTimeout, reply.endPosition)
        case .refused, .performed: break
        case .hungUp: hangups += 1
        case .closed: closings += 1
        }
        return switch turn % 4 {
        case 0: .perform(turn)
        case 1: .send(.getVariable("A"))
        default: .send(.streamFile("beep"))
        }
    }
}
