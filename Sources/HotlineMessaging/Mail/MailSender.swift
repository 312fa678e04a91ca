public import HotlineCore

/// Whom mails are from, and by which clock they are dated.
public struct MailSender: Hashable, Sendable {
    /// The address.
    public let address: MailAddress
    /// The name that mail programs show beside the address.
    public let name: String?
    /// The zone whose clock dates mails.
    public let zone: ZoneRules

    /// Creates a sender.
    ///
    /// - Throws: ``MailFault/name`` where the name has a control character.
    public init(address: MailAddress, name: String?, zone: ZoneRules) throws(MailFault) {
        if let name, !HeaderText.isFit(name) { throw .name }
        self.address = address
        self.name = name
        self.zone = zone
    }
}
