internal import Foundation
public import HotlineCore

extension ZoneRules {
    /// The rules of a zone as the machine's time-zone data has them, from 2000 to 2060; UTC where the machine does not know it.
    public init(machine name: String) {
        guard let zone = TimeZone(identifier: name) else {
            self = .utc
            return
        }
        let end = Date(timeIntervalSince1970: 2_840_140_800)
        var at = Date(timeIntervalSince1970: 946_684_800)
        let first = zone.secondsFromGMT(for: at)
        var changes: [Change] = []
        while let next = zone.nextDaylightSavingTimeTransition(after: at), next > at, next < end {
            changes.append(
                Change(at: Instant(seconds: Int64(next.timeIntervalSince1970)), offset: zone.secondsFromGMT(for: next))
            )
            at = next
        }
        self.init(name: name, firstOffset: first, changes: changes)
    }
}
