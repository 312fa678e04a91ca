internal import JSON

extension JSONShape where Value == Duration {
    /// A duration as settings write it: a whole number and `s`, `m`, `h` or `d`.
    static func duration(_ range: ClosedRange<Duration>) -> JSONShape {
        JSONShape<String>.string.converted { text in
            guard let duration = Duration(setting: text) else {
                throw JSONMismatch("must be a duration such as \"15s\", \"30m\", \"24h\" or \"365d\"")
            }
            guard range.contains(duration) else {
                throw JSONMismatch("must be from \(range.lowerBound.setting) to \(range.upperBound.setting)")
            }
            return duration
        }
    }
}

extension Duration {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86400]

    /// Reads a duration as settings write it.
    public init?(setting text: String) {
        guard let unit = text.last.flatMap({ Self.units[$0] }), (2...8).contains(text.count),
            text.dropLast().allSatisfy(\.isASCIIDigit), let count = Int64(text.dropLast())
        else { return nil }
        self = .seconds(count * unit)
    }

    /// The duration as settings write it, in the largest unit that divides it.
    public var setting: String {
        let seconds = components.seconds
        for (unit, length) in [("d", 86400), ("h", 3600), ("m", 60)] as [(String, Int64)]
        where seconds != 0 && seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }
}
