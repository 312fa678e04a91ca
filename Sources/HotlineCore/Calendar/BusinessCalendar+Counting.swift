extension BusinessCalendar {
    /// A stretch of time in which it is open without a break.
    public struct Stretch: Hashable, Sendable {
        /// Its first instant.
        public var from: Instant
        /// The first instant that is no longer in it.
        public var to: Instant

        /// How long it is.
        public var length: Duration { to - from }
    }

    /// The open stretches between two instants, cut to them, the earliest first.
    ///
    /// Neighbours that touch, over midnight or over a change of the clocks, are one stretch. Where `end` is not later than
    /// `start` there is none.
    public func stretches(from start: Instant, to end: Instant) -> [Stretch] {
        var stretches: [Stretch] = []
        walk(from: start, to: end) { part in
            if let last = stretches.indices.last, stretches[last].to == part.from {
                stretches[last].to = part.to
            } else {
                stretches.append(part)
            }
            return true
        }
        return stretches
    }

    /// How long it is open between two instants; zero where `end` is not later than `start`.
    public func openTime(from start: Instant, to end: Instant) -> Duration {
        var sum: Int64 = 0
        walk(from: start, to: end) { part in
            sum += part.milliseconds
            return true
        }
        return .milliseconds(sum)
    }

    /// The first instant at which `duration` of open time has gone by since `start`; `nil` where that does not come within
    /// ten years (3660 days).
    ///
    /// A sum that is complete exactly at a closing gives that closing, not the next opening. Nothing to wait for, a
    /// duration of zero or less, gives `start` itself. Parts of a millisecond are dropped.
    public func instant(afterOpen duration: Duration, from start: Instant) -> Instant? {
        guard duration <= Self.horizon else { return nil }
        var rest = duration.milliseconds
        guard rest > 0 else { return start }
        var found: Instant?
        walk(from: start, to: start + Self.horizon) { part in
            guard part.milliseconds < rest else {
                found = Instant(milliseconds: part.from.milliseconds + rest)
                return false
            }
            rest -= part.milliseconds
            return true
        }
        return found
    }

    /// The last instant before `end` such that `duration` of open time lies between it and `end`; `nil` where that is more
    /// than ten years (3660 days) before.
    ///
    /// A sum that is complete exactly at an opening gives that opening, not the closing before it. A duration of zero or
    /// less gives `end` itself. Parts of a millisecond are dropped.
    public func instant(beforeOpen duration: Duration, until end: Instant) -> Instant? {
        guard duration <= Self.horizon else { return nil }
        var rest = duration.milliseconds
        guard rest > 0 else { return end }
        var found: Instant?
        walkBack(from: end, to: Instant(milliseconds: end.milliseconds - Self.horizon.milliseconds)) { part in
            guard part.milliseconds < rest else {
                found = Instant(milliseconds: part.to.milliseconds - rest)
                return false
            }
            rest -= part.milliseconds
            return true
        }
        return found
    }

    /// How far is looked for an instant.
    private static let horizon = Duration.seconds(3660 * 86400)
    /// What the clocks of a day show, in milliseconds.
    private static let dayLength: Int64 = 86_400_000

    /// Shows what is open between two instants, the earliest first, until `visit` has enough of it.
    private func walk(from start: Instant, to end: Instant, visit: (Stretch) -> Bool) {
        var start = start
        while start < end {
            let steady = zone.steadyTime(around: start)
            let piece = Stretch(from: start, to: min(end, steady.end ?? end))
            for day in Self.days(of: piece, offset: steady.offset) {
                for interval in hours(on: CalendarDay(number: day))?.intervals ?? [] {
                    let part = piece.cut(to: interval, of: day, offset: steady.offset)
                    if let part, !visit(part) { return }
                }
            }
            start = piece.to
        }
    }

    /// Shows what is open between two instants, the latest first, until `visit` has enough of it.
    private func walkBack(from end: Instant, to start: Instant, visit: (Stretch) -> Bool) {
        var end = end
        while start < end {
            let steady = zone.steadyTime(around: Instant(milliseconds: end.milliseconds - 1))
            let piece = Stretch(from: max(start, steady.begin ?? start), to: end)
            for day in Self.days(of: piece, offset: steady.offset).reversed() {
                for interval in (hours(on: CalendarDay(number: day))?.intervals ?? []).reversed() {
                    let part = piece.cut(to: interval, of: day, offset: steady.offset)
                    if let part, !visit(part) { return }
                }
            }
            end = piece.from
        }
    }

    /// The days, counted from 1970-01-01, that clocks `offset` seconds east of UTC show in a time that is not empty.
    private static func days(of time: Stretch, offset: Int) -> ClosedRange<Int> {
        func day(_ milliseconds: Int64) -> Int {
            let local = milliseconds + Int64(offset) * 1000
            return Int(local / dayLength) - (local % dayLength < 0 ? 1 : 0)
        }
        return day(time.from.milliseconds)...day(time.to.milliseconds - 1)
    }
}

extension BusinessCalendar.Stretch {
    /// How long it is, in milliseconds.
    fileprivate var milliseconds: Int64 { to.milliseconds - from.milliseconds }

    /// What an interval of a day, counted from 1970-01-01, has of it by clocks `offset` seconds east of UTC; `nil` for
    /// nothing.
    fileprivate func cut(to interval: OpeningHours.Interval, of day: Int, offset: Int) -> Self? {
        let midnight = Int64(day * 86400 - offset)
        let opens = Instant(seconds: midnight + Int64(interval.opens * 60))
        let closes = Instant(seconds: midnight + Int64(interval.closes * 60))
        guard opens < to, from < closes else { return nil }
        return Self(from: max(from, opens), to: min(to, closes))
    }
}
