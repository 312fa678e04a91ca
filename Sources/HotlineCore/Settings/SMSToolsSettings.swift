internal import JSON

/// The spool of smsd, SMS Server Tools 3; paths are relative to the settings' folder.
public struct SMSToolsSettings: Hashable, Sendable {
    /// The name it stands under in lists and logs.
    public var name: String
    /// The folder that holds the others.
    public var spool: String
    /// Where smsd takes texts from; `nil` for the folder of that name in ``spool``, as with all that follow.
    public var outgoing: String?
    /// Where smsd keeps what it took and has not sent.
    public var checked: String?
    /// Where smsd keeps what it sent.
    public var sent: String?
    /// Where smsd keeps what it could not send.
    public var failed: String?
    /// Where smsd leaves status reports.
    public var report: String?
    /// Where smsd leaves texts that came in.
    public var incoming: String?
}

extension JSONFields {
    mutating func smstools() throws -> SMSToolsSettings {
        let name = optional("name", .gatewayName, default: "smstools")
        let spool = required("spool", .nonEmptyString)
        let outgoing = optional("outgoing", .nonEmptyString)
        let checked = optional("checked", .nonEmptyString)
        let sent = optional("sent", .nonEmptyString)
        let failed = optional("failed", .nonEmptyString)
        let report = optional("report", .nonEmptyString)
        let incoming = optional("incoming", .nonEmptyString)
        return try SMSToolsSettings(
            name: name.get(),
            spool: spool.get(),
            outgoing: outgoing.get(),
            checked: checked.get(),
            sent: sent.get(),
            failed: failed.get(),
            report: report.get(),
            incoming: incoming.get()
        )
    }
}
