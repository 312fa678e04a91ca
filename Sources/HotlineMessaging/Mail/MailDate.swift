internal import HotlineCore

/// A moment as the head of a mail says it: `Thu, 12 Mar 2026 14:05:00 +0300`.
struct MailDate: CustomStringConvertible {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let description: String

    init(_ instant: Instant, in zone: ZoneRules) {
        let time = zone.civilTime(at: instant)
        // 1970 began on a Thursday.
        let days = (instant.seconds + Int64(time.offset)) / 86_400
        let day = Self.days[Int((days % 7 + 7) % 7)]
        let minutes = abs(time.offset) / 60
        let offset = "\(time.offset < 0 ? "-" : "+")\((minutes / 60).twoDigits)\((minutes % 60).twoDigits)"
        let clock = "\(time.clock):\(time.second.twoDigits)"
        description = "\(day), \(time.day) \(Self.months[time.month - 1]) \(time.year) \(clock) \(offset)"
    }
}

extension Int {
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
