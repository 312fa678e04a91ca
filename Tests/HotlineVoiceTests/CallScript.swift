import AGI
import HotlineCore
import HotlineVoice

/// Plays a flow with values only: a scripted Asterisk that answers by command, and a store that says yes or no.
struct CallScript {
    /// What came of a call.
    struct Record: Equatable {
        var commands: [String] = []
        var works: [CallWork] = []
        var notes: [CallProgress] { works.compactMap { if case .note(let progress) = $0 { progress } else { nil } } }
        var last: CallProgress? { notes.last }
        var sounds: [RecordedSound] { works.compactMap { if case .examine(let sound) = $0 { sound } else { nil } } }
        /// The steps the call was marked with, in order.
        var steps: [String] = []
        /// The variables left on the channel.
        var variables: [String: String] = [:]
        /// What is kept in the end, note by note.
        var kept: (type: AppealType?, route: AppealRoute?, contact: ContactChoice?, keys: String) {
            notes.reduce((nil, nil, nil, "")) { sum, note in
                (note.type ?? sum.0, note.route ?? sum.1, note.contact ?? sum.2, sum.3 + note.keys)
            }
        }
    }

    var menu = CallMenu(cityCode: "495", promptVersion: "1")
    var callerID = "79000000042"
    var presentation = "0"
    var begun = BegunCall(id: Identifier(7), appeal: AppealNumber(42), caller: try? PhoneNumber(e164: "+79000000042"))
    /// What comes of the wish for a new appeal.
    var opened: CallFinding = .begun(BegunCall(id: Identifier(7), appeal: AppealNumber(43)))
    /// What the `n`-th recording is found to be.
    var sound: (Int) -> CallFinding = { _ in
        .examined(
            CallRecording(kind: .message, file: "call-7-message.wav", length: .seconds(5), sha256: "", isSilent: false)
        )
    }
    /// The time since the call came.
    var clock: @Sendable () -> Duration = { .zero }
    /// Whether the n-th write succeeds.
    var writeSucceeds: (Int) -> Bool = { _ in true }

    /// Plays a call whose `n`-th command, counted from 0, `answer` answers; it may also end the call.
    func play(_ answer: (Int, Command) -> DialogueEvent<CallFinding>) -> Record {
        var flow = CallFlow(menu: menu, clock: clock)
        var record = Record()
        let opening = CallVariables([
            "uniqueid": "1.1", "callerid": callerID, "callingpres": presentation, "dnid": "100",
        ])
        var action = flow.handle(.opened(opening))
        var isClosed = false
        while record.commands.count < 500 {
            switch action {
            case .send where isClosed: return record
            case .send(let command):
                let event = answer(record.commands.count, command)
                if command.name == "SET VARIABLE" {
                    record.variables[command.arguments[0]] = command.arguments[1]
                    if command.arguments[0] == "HOTLINE_STEP" { record.steps.append(command.arguments[1]) }
                }
                record.commands.append(([command.name] + command.arguments.prefix(1)).joined(separator: " "))
                if case .closed = event { isClosed = true }
                action = flow.handle(event)
            case .perform(let work):
                let isKept = writeSucceeds(record.works.count)
                record.works.append(work)
                switch work {
                case .begin: action = flow.handle(.performed(isKept ? .begun(begun) : .failed))
                case .note: action = flow.handle(.performed(isKept ? .noted : .failed))
                case .openAppeal: action = flow.handle(.performed(isKept ? opened : .failed))
                case .examine: action = flow.handle(.performed(sound(record.sounds.count)))
                }
            case .close: return record
            }
        }
        return record
    }

    /// Plays a call whose caller presses `keys`, one at each question, and is silent after the last.
    func play(keys: [String]) -> Record {
        var caller = SimulatedCaller(keys: keys)
        return play { _, command in
            switch caller.answer(command) {
            case .reply(let reply): .replied(reply)
            case .refusal(let refusal): .refused(refusal)
            }
        }
    }
}
