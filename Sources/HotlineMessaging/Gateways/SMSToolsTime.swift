internal import HotlineCore

/// The times in smsd's files: `26-11-23 18:36:10`, of a clock in an unnamed zone.
enum SMSToolsTime {
    /// When the network got a text.
    ///
    /// smsd leaves out the zone. `Received` it writes by the clock of its machine just when it writes the file, so the two tell
    /// how far that clock is from UTC; networks stamp by the clock of the place.
    ///
    /// - Parameters:
    ///   - sent: The header `Sent`.
    ///   - received: The header `Received`.
    ///   - writtenAt: When the file was written.
    /// - Returns: The moment, `nil` where one of them cannot be read or a text would come before it was sent.
    static func instant(sent: String?, received: String?, writtenAt: Instant) -> Instant? {
        guard let sent = seconds(sent), let received = seconds(received) else { return nil }
        // Zones differ by quarters of an hour, and a file is written within one.
        let quarters = (Double(received - writtenAt.seconds) / 900).rounded()
        let instant = Instant(seconds: sent - Int64(quarters) * 900)
        return instant - writtenAt > .seconds(60) ? nil : instant
    }

    /// Seconds since 1970 as if the clock showed UTC.
    private static func seconds(_ text: String?) -> Int64? {
        let fields = (text ?? "").split { !$0.isWholeNumber }.compactMap { Int($0) }
        guard fields.count == 6, (1...12).contains(fields[1]), (1...31).contains(fields[2]), fields[3] < 24,
            fields[4] < 60, fields[5] < 61, fields[0] < 100
        else { return nil }
        let padded = fields.map { ($0 < 10 ? "0" : "") + String($0) }
        let time = "20\(padded[0])-\(padded[1])-\(padded[2])T\(padded[3]):\(padded[4]):\(padded[5])Z"
        return CivilTime(rfc3339: time)?.instant.seconds
    }
}
