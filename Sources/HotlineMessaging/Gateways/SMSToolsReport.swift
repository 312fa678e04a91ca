internal import HotlineCore

/// What a status report in smsd's folder `report` says.
///
/// Its body, as smsd 3.1.21 writes it (`split_type_2` in pdu.c):
/// ```
/// SMS STATUS REPORT
/// Message_id: 5
/// Discharge_timestamp: 26-11-23 18:36:12
/// Status: 0,Ok,short message received by the SME
/// ```
struct SMSToolsReport: Hashable, Sendable {
    /// The number the text went to, as smsd writes it.
    let number: String
    /// What the network calls the text, 0 to 255 and then from 0 again.
    let messageID: Int
    /// What became of it, TP-Status.
    let status: Int

    /// Reads a file; `nil` where it is no status report, or only the beginning of one.
    init?(_ file: SMSToolsFile) {
        guard let number = file["From"], !number.isEmpty else { return nil }
        var messageID: Int?
        var status: Int?
        for line in String(decoding: file.body, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let value = sides[1].drop { $0 == " " }
            switch sides[0] {
            case "Message_id": messageID = Int(value)
            // The words after the number must have begun, or the number may be cut.
            case "Status": status = value.contains(",") ? Int(value.prefix { $0 != "," }) : nil
            default: continue
            }
        }
        guard let messageID, let status, (0...255).contains(messageID), (0...255).contains(status) else { return nil }
        self.number = number
        self.messageID = messageID
        self.status = status
    }

    /// What the status means (3GPP TS 23.040, 9.2.3.15).
    var finding: DeliveryReport.Finding {
        switch status {
        // Brought on, but the network cannot tell whether the phone has it.
        case 1: .accepted
        // Replaced by another: this one no phone will have.
        case 2: .undelivered
        case 0...31: .delivered
        // The network is still trying.
        case 32...63: .accepted
        // It gave up; what is reserved counts as refused.
        default: .undelivered
        }
    }

    /// Whether a report of it is the last one.
    var isFinal: Bool { !(32...63).contains(status) }

    /// Whether it is about a text to this number: networks may write the country's code or not.
    func isAbout(_ other: String) -> Bool {
        let (mine, theirs) = (number.filter(\.isWholeNumber), other.filter(\.isWholeNumber))
        return mine == theirs || mine.count >= 10 && theirs.count >= 10 && mine.suffix(10) == theirs.suffix(10)
    }
}
