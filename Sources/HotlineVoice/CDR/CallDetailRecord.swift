public import HotlineCore

/// One line of Asterisk's own account of its calls, `Master.csv`.
///
/// A call that was offered to several telephones has several lines of one unique id; see ``AccountedCall``.
public struct CallDetailRecord: Hashable, Sendable {
    /// The call's name in Asterisk, the same as AGI tells.
    public let uniqueID: String
    /// The caller's number as Asterisk knows it: personal data.
    public let source: String
    /// The extension the call was in.
    public let destination: String
    /// When it came.
    public let start: Instant
    /// When it was answered, if it was.
    public let answer: Instant?
    /// When it ended.
    public let end: Instant
    /// How it ended, such as `ANSWERED` or `NO ANSWER`.
    public let disposition: String
    /// What the dialplan wrote into it; empty where nothing, or where the column is not written.
    public let userField: String

    /// Reads a line; times are taken as GMT, as `usegmtime` writes them.
    ///
    /// - Parameter line: The line, without its line feed; a carriage return at its end is dropped.
    /// - Throws: ``CallDetailError`` where it is not one of `Master.csv`.
    public init(line: some Sequence<UInt8>) throws(CallDetailError) {
        var bytes = Array(line)
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        let values = try CallDetailLine(bytes).values
        func text(_ column: CallDetailColumn) throws(CallDetailError) -> String {
            guard let index = CallDetailColumn.allCases.firstIndex(of: column), index < values.count else {
                throw CallDetailError.missing(column)
            }
            return String(decoding: values[index], as: UTF8.self)
        }
        func time(_ column: CallDetailColumn) throws(CallDetailError) -> Instant {
            let text = try text(column)
            guard text.utf8.count == 19, let time = CivilTime(rfc3339: "\(text)Z") else {
                throw CallDetailError.unreadable(column)
            }
            return time.instant
        }
        uniqueID = try text(.uniqueid)
        guard (1...150).contains(uniqueID.utf8.count), uniqueID.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw CallDetailError.unreadable(.uniqueid)
        }
        source = try text(.src)
        destination = try text(.dst)
        start = try time(.start)
        answer = try text(.answer).isEmpty ? nil : time(.answer)
        end = try time(.end)
        guard end >= start else { throw CallDetailError.unreadable(.end) }
        for column in [CallDetailColumn.duration, .billsec] {
            guard let seconds = Int(try text(column)), seconds >= 0 else { throw CallDetailError.unreadable(column) }
        }
        disposition = try text(.disposition)
        userField = values.count > CallDetailColumn.allCases.count - 1 ? try text(.userfield) : ""
    }

    /// Whether the dialplan marked it as a call to the hotline.
    public var isHotline: Bool { userField == "hotline" || isWithheld }

    /// Whether the dialplan marked it as a call to the hotline whose caller withheld the number.
    public var isWithheld: Bool { userField == "hotline-withheld" }
}

extension CallDetailRecord: CustomStringConvertible, CustomReflectable {
    /// The unique id only.
    public var description: String { "call detail \(uniqueID)" }

    /// A mirror that shows no number.
    public var customMirror: Mirror { Mirror(self, children: ["uniqueID": uniqueID]) }
}
