/// A conversation as its connection sees it, whatever the dialogue.
///
/// The connection is not generic; these functions are made where the dialogue's type is known, and compiled for it.
@usableFromInline
struct ConversationDriver {
    /// Takes what Asterisk said.
    let receive: (InboundLine) -> ConversationOrder
    /// Takes that the connection is gone or must go.
    let close: (ClosingReason) -> ConversationOrder
    /// Sets what to call with an order that comes of work; emptied by the connection at its end, which it keeps alive until then.
    let setOnOrder: (((ConversationOrder) -> Void)?) -> Void
    /// Why the connection ended, where it ended without the dialogue wanting it.
    let closingReason: () -> ClosingReason?
    /// Whether the dialogue will hear and ask nothing more.
    let isFinished: () -> Bool

    @inlinable
    init(_ runner: ConversationRunner<some Dialogue>) {
        self.init(
            receive: { runner.receive($0) },
            close: { runner.close($0) },
            setOnOrder: { runner.onOrder = $0 },
            closingReason: { runner.conversation.closingReason },
            isFinished: { runner.conversation.isFinished }
        )
    }

    @usableFromInline
    init(
        receive: @escaping (InboundLine) -> ConversationOrder,
        close: @escaping (ClosingReason) -> ConversationOrder,
        setOnOrder: @escaping (((ConversationOrder) -> Void)?) -> Void,
        closingReason: @escaping () -> ClosingReason?,
        isFinished: @escaping () -> Bool
    ) {
        self.receive = receive
        self.close = close
        self.setOnOrder = setOnOrder
        self.closingReason = closingReason
        self.isFinished = isFinished
    }
}
