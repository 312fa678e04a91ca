internal import HotlineClient
internal import HotlineCore
internal import HotlineStore

extension StaffMail {
    /// The mail as the staff API is given it.
    init(_ kept: KeptMail) {
        self.init(
            id: kept.id,
            appeal: kept.appeal,
            recipient: kept.recipient.isEmpty ? nil : kept.recipient,
            state: MailDocument.State(rawValue: kept.state) ?? .failed,
            attempts: kept.attempts,
            createdAt: kept.createdAt,
            changedAt: kept.changedAt,
            reason: kept.reason
        )
    }
}
