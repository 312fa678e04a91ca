public import HotlineCore

/// What Kannel reports of a part: the query of the callback.
public struct KannelReport: Hashable, Sendable {
    /// What a report says: bits, of which several may be set.
    public struct Findings: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int

        /// Wraps the bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// The phone has it.
        public static let delivered = Findings(rawValue: 1)
        /// The network gave up.
        public static let failed = Findings(rawValue: 2)
        /// The network keeps it for later.
        public static let buffered = Findings(rawValue: 4)
        /// The network has it.
        public static let accepted = Findings(rawValue: 8)
        /// Kannel or the network refused it.
        public static let rejected = Findings(rawValue: 16)
        /// Something on the way; with ``failed``, that its time is over.
        public static let intermediate = Findings(rawValue: 32)
    }

    /// The message, by the identifier we gave.
    public let message: Identifier<OutboundMessage>
    /// The part, counted from 0.
    public let part: Int
    /// What the report says.
    public let findings: Findings

    /// Reads a callback's query.
    ///
    /// - Parameter query: What stands after the question mark; names other than `id`, `part` and `type` are passed over.
    /// - Throws: ``KannelReportError`` with the name of the first value that is not what we asked Kannel to give.
    public init(query: some StringProtocol) throws(KannelReportError) {
        let pairs = query.split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        func number(_ name: String, upTo most: Int64) throws(KannelReportError) -> Int64 {
            let values = pairs.filter { $0.first.map { $0 == name } ?? false }
            guard let value = values.first else { throw .missing(name) }
            guard values.count == 1, value.count == 2, !value[1].isEmpty,
                value[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int64(value[1]), number <= most
            else { throw .malformed(name) }
            return number
        }
        message = Identifier(try number("id", upTo: .max))
        part = Int(try number("part", upTo: 255))
        findings = Findings(rawValue: Int(try number("type", upTo: 255)))
    }

    /// The report as the outbox keeps it; `nil` where it says nothing that we know.
    ///
    /// Whatever comes of a part proves that Kannel took it.
    public var deliveryReport: DeliveryReport? {
        let finding: DeliveryReport.Finding
        if findings.contains(.delivered) {
            finding = .delivered
        } else if !findings.isDisjoint(with: [.failed, .rejected]) {
            finding = .undelivered
        } else if !findings.isDisjoint(with: [.accepted, .buffered, .intermediate]) {
            finding = .accepted
        } else {
            return nil
        }
        return DeliveryReport(message: message, part: part, finding: finding)
    }
}

/// Why a callback is no report of ours.
public enum KannelReportError: Error, Hashable, Sendable {
    /// It lacks the value of this name.
    case missing(String)
    /// The value of this name is no number, is too large, or comes twice.
    case malformed(String)

    /// The name of the value.
    var name: String {
        switch self {
        case .missing(let name), .malformed(let name): name
        }
    }
}

extension KannelReportError: CustomStringConvertible {
    /// What is wrong, in one line and without the value.
    public var description: String {
        switch self {
        case .missing(let name): "the report has no \"\(name)\""
        case .malformed(let name): "the report's \"\(name)\" is not one number in its range"
        }
    }
}
