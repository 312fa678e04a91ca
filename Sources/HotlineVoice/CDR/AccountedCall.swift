public import HotlineCore

/// A call to the hotline in Asterisk's own account, its lines put together.
public struct AccountedCall: Hashable, Sendable {
    /// The call's name in Asterisk.
    public let uniqueID: String
    /// The caller's number as Asterisk knows it, unless the caller withheld it: personal data.
    public let source: String?
    /// The extension the call was in.
    public let destination: String
    /// When it came.
    public private(set) var began: Instant
    /// When the last of its lines ended.
    public private(set) var ended: Instant

    /// Puts the lines of hotline calls together, one call for each unique id, in the order they came.
    ///
    /// The lines of one call may come in two readings; then each gives the call.
    public static func calls(in records: [CallDetailRecord]) -> [AccountedCall] {
        var places: [String: Int] = [:]
        var calls: [AccountedCall] = []
        for record in records where record.isHotline {
            if let place = places[record.uniqueID] {
                calls[place].began = min(calls[place].began, record.start)
                calls[place].ended = max(calls[place].ended, record.end)
            } else {
                places[record.uniqueID] = calls.count
                calls.append(AccountedCall(record))
            }
        }
        return calls
    }

    private init(_ record: CallDetailRecord) {
        uniqueID = record.uniqueID
        source = record.isWithheld ? nil : record.source
        destination = record.destination
        began = record.start
        ended = record.end
    }
}

extension AccountedCall: CustomStringConvertible, CustomReflectable {
    /// The unique id only.
    public var description: String { "accounted call \(uniqueID)" }

    /// A mirror that shows no number.
    public var customMirror: Mirror { Mirror(self, children: ["uniqueID": uniqueID]) }
}
