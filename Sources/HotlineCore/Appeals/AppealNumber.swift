/// An appeal's number: one running integer, never used again, spoken and texted as it is.
public struct AppealNumber: Hashable, Sendable, Comparable {
    /// The integer, 1 or more.
    public let value: Int64

    /// Wraps an integer that the store gave out.
    public init(_ value: Int64) {
        self.value = value
    }

    /// Reads what people write: `1042`, `№1042`, `#1042`.
    public init?(text: some StringProtocol) {
        let digits = text.drop { "№# ".contains($0) }
        guard (1...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int64(digits), value > 0
        else { return nil }
        self.value = value
    }

    /// Whether `left` was given out before `right`.
    public static func < (left: AppealNumber, right: AppealNumber) -> Bool { left.value < right.value }
}

extension AppealNumber: CustomStringConvertible {
    /// The bare integer.
    public var description: String { "\(value)" }
}
