import AGI

/// A dialogue that answers each event with the next action of a script, and then closes.
struct ScriptedDialogue: Dialogue {
    typealias Event = DialogueEvent<String>

    private var script: [DialogueAction<String>]
    private let onEvent: @Sendable (Event) -> Void
    private(set) var events: [Event] = []

    init(_ script: [DialogueAction<String>], onEvent: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.script = script
        self.onEvent = onEvent
    }

    mutating func handle(_ event: Event) -> DialogueAction<String> {
        events.append(event)
        onEvent(event)
        return script.isEmpty ? .close : script.removeFirst()
    }
}
