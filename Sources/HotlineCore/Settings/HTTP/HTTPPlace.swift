/// A place in a template of an HTTP request.
public enum HTTPPlace: String, Hashable, Sendable, CaseIterable {
    /// The recipient, `+79000000042`.
    case to
    /// The recipient's digits, `79000000042`.
    case toDigits
    /// The recipient's digits as a number, in JSON without quotation marks.
    case toNumber
    /// The text.
    case text
    /// What the part is known by: letters, digits and `-`.
    case key
    /// The same as a number from 1 to 2147483647.
    case numericKey
    /// The sender that phones show.
    case from
    /// The name to log in with.
    case login
    /// The password.
    case password
    /// The token.
    case token
    /// How long the network may try, in whole minutes.
    case validityMinutes
    /// The same, a day at most.
    case validityDayMinutes
    /// The same in seconds.
    case validitySeconds
    /// The same as hours and minutes, `01:30`, a day at most.
    case validityClock
    /// The number that stands for how urgent it is.
    case priority
    /// What the provider calls the part that is asked about.
    case reference
    /// The same of all parts that are asked about, with commas between.
    case references
    /// The same, with a comma behind where there is only one.
    case referenceList
    /// The digits of the recipients of all parts that are asked about, with commas between.
    case recipients
    /// The same, with a comma behind where there is only one.
    case recipientList

    /// Those that have a value in any request.
    public static let always: Set<HTTPPlace> = [.from, .login, .password, .token]
    /// Those that have a value where a part is submitted.
    public static let submitting: Set<HTTPPlace> = always.union([
        .to, .toDigits, .toNumber, .text, .key, .numericKey, .validityMinutes, .validityDayMinutes, .validitySeconds,
        .validityClock, .priority,
    ])
    /// Those that have a value where one part is asked about.
    public static let askingOne: Set<HTTPPlace> = always.union([.to, .toDigits, .key, .numericKey, .reference])
    /// Those that have a value where several parts are asked about at once.
    public static let askingMany: Set<HTTPPlace> = always.union([
        .references, .referenceList, .recipients, .recipientList,
    ])

    /// Whether a JSON value that is this place alone is written as a number.
    public var isNumber: Bool {
        switch self {
        case .toNumber, .numericKey, .validityMinutes, .validityDayMinutes, .validitySeconds, .priority: true
        case .to, .toDigits, .text, .key, .from, .login, .password, .token, .validityClock, .reference, .references,
            .referenceList, .recipients, .recipientList:
            false
        }
    }
}
