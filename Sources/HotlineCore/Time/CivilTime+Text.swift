extension CivilTime {
    /// The time of day as texts show it, `14:05`.
    public var clock: String { "\(hour.padded(to: 2)):\(minute.padded(to: 2))" }

    /// The day as texts show it, `13.03`.
    public var shortDate: String { "\(day.padded(to: 2)).\(month.padded(to: 2))" }

    /// The day as letters write it, `12.03.2026`.
    public var longDate: String { "\(shortDate).\(year.padded(to: 4))" }

    /// RFC 3339 with the offset, to the second: `2026-03-12T14:05:00+03:00`.
    public var rfc3339: String {
        // A list of appeals holds thousands of these, so the digits are put down without making a text of each number.
        guard (0...9999).contains(year) else { return longText }
        return String(unsafeUninitializedCapacity: 25) { bytes in
            func put(_ number: Int, _ digits: Int, at place: Int) {
                var rest = number
                for index in (place..<place + digits).reversed() {
                    bytes[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
                    rest /= 10
                }
            }
            for (number, digits, place) in [(year, 4, 0), (month, 2, 5), (day, 2, 8), (hour, 2, 11), (minute, 2, 14)] {
                put(number, digits, at: place)
            }
            put(second, 2, at: 17)
            for (place, mark) in [(4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A), (16, 0x3A)] as [(Int, UInt8)] {
                bytes[place] = mark
            }
            guard offset != 0 else {
                bytes[19] = 0x5A
                return 20
            }
            let minutes = abs(offset) / 60
            bytes[19] = offset < 0 ? 0x2D : 0x2B
            put(minutes / 60, 2, at: 20)
            bytes[22] = 0x3A
            put(minutes % 60, 2, at: 23)
            return 25
        }
    }

    /// ``rfc3339`` of a year that has not four digits.
    private var longText: String {
        let date = "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
        let time = "\(clock):\(second.padded(to: 2))"
        guard offset != 0 else { return "\(date)T\(time)Z" }
        let minutes = abs(offset) / 60
        return "\(date)T\(time)\(offset < 0 ? "-" : "+")\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    }

    /// Reads RFC 3339 with an offset or `Z`, fractions of a second dropped; `nil` where the text is not that.
    ///
    /// A leap second is the second after it, as clocks without leap seconds show it.
    public init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard bytes.count >= range.upperBound else { return nil }
            return bytes[range].reduce(Int?.some(0)) { sum, byte in
                guard let sum, (0x30...0x39).contains(byte) else { return nil }
                return sum * 10 + Int(byte - 0x30)
            }
        }
        func isPunctuated() -> Bool {
            bytes.count >= 20 && bytes[4] == 0x2D && bytes[7] == 0x2D && [0x54, 0x74, 0x20].contains(bytes[10])
                && bytes[13] == 0x3A && bytes[16] == 0x3A
        }
        guard isPunctuated(), let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 61
        else { return nil }
        var rest = 19
        if bytes[rest] == 0x2E {
            rest += 1
            guard number(rest..<rest + 1) != nil else { return nil }
            while rest < bytes.count, (0x30...0x39).contains(bytes[rest]) { rest += 1 }
        }
        guard rest < bytes.count else { return nil }
        let offset: Int
        switch bytes[rest] {
        case 0x5A, 0x7A:
            guard rest == bytes.count - 1 else { return nil }
            offset = 0
        case 0x2B, 0x2D:
            guard bytes.count == rest + 6, bytes[rest + 3] == 0x3A, let hours = number(rest + 1..<rest + 3),
                let minutes = number(rest + 4..<rest + 6), hours < 24, minutes < 60
            else { return nil }
            offset = (bytes[rest] == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
        default: return nil
        }
        let written = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: 0,
            offset: offset
        )
        // A day that the month does not have comes back as another one.
        guard CivilTime(written.instant, offset: offset) == written else { return nil }
        self.init(written.instant + .seconds(second), offset: offset)
    }
}

extension CalendarDay {
    /// The day as programs write it, `2026-03-12`.
    public var text: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }
}

extension Int {
    /// The number in at least `width` digits.
    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
