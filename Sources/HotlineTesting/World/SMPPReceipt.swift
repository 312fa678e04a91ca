/// What a centre reports of a text it took, as a `deliver_sm` (SMPP 3.4, 5.2.12 and appendix B).
struct SMPPReceipt: Hashable {
    /// What became of the text, with its number in the options (5.2.28).
    enum Finding: UInt8, Hashable {
        case onTheWay = 1
        case delivered = 2
        case expired = 3
        case undeliverable = 5
        case rejected = 8

        /// The word in the report's text.
        var word: String {
            switch self {
            case .onTheWay: "ENROUTE"
            case .delivered: "DELIVRD"
            case .expired: "EXPIRED"
            case .undeliverable: "UNDELIV"
            case .rejected: "REJECTD"
            }
        }
    }

    /// The number that the centre gave the text.
    var id: String
    var finding: Finding
    /// Whether it has words besides the options.
    var hasText = true

    /// The report of a text, which goes the other way.
    func message(about text: SMPPShortMessage) -> SMPPShortMessage {
        var report = SMPPShortMessage(from: text.destination, to: text.source)
        report.esmClass = 0x04
        report.options = [
            SMPPShortMessage.Option.receiptedID: id.smppBytes, SMPPShortMessage.Option.state: [finding.rawValue],
        ]
        if hasText {
            let isDelivered = finding == .delivered
            let words =
                "id:\(id) sub:001 dlvrd:\(isDelivered ? "001" : "000") submit date:2603121205 done date:2603121206 "
                + "stat:\(finding.word) err:\(isDelivered ? "000" : "011") text:"
            report.content = Array(words.utf8)
        }
        return report
    }
}
