public import NIOCore

/// Lets a conversation run and has its work done; kept on one event loop.
@usableFromInline
final class ConversationRunner<D: Dialogue> {
    @usableFromInline typealias Perform = @Sendable (D.Work, @escaping @Sendable (D.Finding) -> Void) -> Void

    @usableFromInline let eventLoop: any EventLoop
    @usableFromInline let perform: Perform
    @usableFromInline var conversation: Conversation<D>
    @usableFromInline var onOrder: ((ConversationOrder) -> Void)?
    @usableFromInline var performances = 0

    @inlinable
    init(dialogue: D, eventLoop: any EventLoop, perform: @escaping Perform) {
        self.eventLoop = eventLoop
        self.perform = perform
        conversation = Conversation(dialogue: dialogue)
    }

    @inlinable
    func receive(_ line: InboundLine) -> ConversationOrder {
        order(conversation.receive(line))
    }

    @inlinable
    func close(_ reason: ClosingReason) -> ConversationOrder {
        order(conversation.close(reason))
    }

    @inlinable
    func order(_ step: Conversation<D>.Step) -> ConversationOrder {
        switch step {
        case .wait, .close: ConversationOrder(.wait, isOpen: conversation.isOpen)
        case .send(let command): ConversationOrder(.send(command), isOpen: true)
        case .perform(let work): begin(work)
        }
    }

    @inlinable
    func begin(_ work: D.Work) -> ConversationOrder {
        performances += 1
        let number = performances
        let eventLoop = eventLoop
        let runner = NIOLoopBound(self, eventLoop: eventLoop)
        perform(work) { finding in
            eventLoop.execute { runner.value.performed(finding, number: number) }
        }
        return ConversationOrder(.work, isOpen: conversation.isOpen)
    }

    /// Takes a finding; a second one for the same work is nothing.
    @inlinable
    func performed(_ finding: D.Finding, number: Int) {
        guard number == performances else { return }
        performances += 1
        onOrder?(order(conversation.performed(finding)))
    }
}
