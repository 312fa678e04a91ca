internal import HotlineClient
internal import HotlineStore

extension StaffMessage {
    /// The message as the staff API is given it.
    init(_ kept: KeptMessage) {
        self.init(
            id: kept.id,
            appeal: kept.appeal,
            kind: kept.kind,
            recipient: kept.recipient,
            body: kept.body,
            parts: kept.parts,
            state: kept.state,
            attempts: kept.attempts,
            repeats: kept.repeats,
            createdAt: kept.createdAt,
            changedAt: kept.changedAt,
            reason: kept.reason
        )
    }
}
