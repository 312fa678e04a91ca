/// A report whose mail was given up, and after which nobody was sent another of its kind.
///
/// It has an address, so it does not print itself.
public struct FailedReport: Hashable, Sendable {
    /// What it is about.
    public enum Subject: Hashable, Sendable {
        /// A day, and where the appeals came from; `nil` for everywhere.
        case day(String, source: AppealSource?)
        /// A week, as a draft for the head.
        case draft(week: String)
        /// A week, as the director was to get it under its number.
        case director(number: Int64, week: String)
    }

    /// What it is about.
    public var subject: Subject
    /// The login of who was to get it.
    public var recipient: String
    /// Where it was to go; empty once that was taken out.
    public var address: String
    /// Why it did not, in one word.
    public var reason: String?

    /// Creates a failure.
    public init(_ subject: Subject, recipient: String, address: String, reason: String?) {
        self.subject = subject
        self.recipient = recipient
        self.address = address
        self.reason = reason
    }
}

extension FailedReport: CustomStringConvertible, CustomReflectable {
    /// That it is one, and no more.
    public var description: String { "a report that failed" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["report": description]) }
}
