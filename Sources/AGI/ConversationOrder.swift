/// What a connection must do.
@frozen
@usableFromInline
struct ConversationOrder {
    @frozen
    @usableFromInline
    enum Step {
        /// Go on as before.
        case wait
        /// Wait without a limit, for work that has begun.
        case work
        /// Send a command and wait for its reply.
        case send(Command)
    }

    @usableFromInline let step: Step
    /// Whether the connection should be kept.
    @usableFromInline let isOpen: Bool

    @inlinable
    init(_ step: Step, isOpen: Bool) {
        self.step = step
        self.isOpen = isOpen
    }
}
