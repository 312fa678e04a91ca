internal import HotlineCore

/// What stands in the places of one request.
///
/// It holds secrets and personal data, so it lives as long as the making of a request.
struct HTTPValues {
    private var values: [HTTPPlace: String] = [:]

    /// The values that any request has.
    init(_ credentials: HTTPCredentials) {
        values[.login] = credentials.login
        values[.password] = credentials.password
        values[.token] = credentials.token
        values[.from] = credentials.from
    }

    /// The values of a request that submits a part.
    init(_ credentials: HTTPCredentials, submitting part: MessagePart, priorities: HTTPGatewayDescription.Priorities?) {
        self.init(credentials)
        add(part.recipient)
        add(key: part.key)
        values[.text] = part.text
        if let validity = part.validity {
            let minutes = max(1, validity.milliseconds / 60_000)
            values[.validityMinutes] = "\(minutes)"
            values[.validityDayMinutes] = "\(min(minutes, 1440))"
            values[.validitySeconds] = "\(max(1, validity.milliseconds / 1000))"
            values[.validityClock] = Self.clock(min(minutes, 1440))
        }
        if let priorities { values[.priority] = "\(part.isUrgent ? priorities.urgent : priorities.usual)" }
    }

    /// The values of a request that asks about parts, each with what the provider calls it.
    init(_ credentials: HTTPCredentials, askingAbout parts: [(part: SubmittedPart, reference: String)]) {
        self.init(credentials)
        let references = parts.map(\.reference).joined(separator: ",")
        let recipients = parts.map { String($0.part.recipient.e164.dropFirst()) }.joined(separator: ",")
        values[.references] = references
        values[.recipients] = recipients
        values[.referenceList] = parts.count == 1 ? references + "," : references
        values[.recipientList] = parts.count == 1 ? recipients + "," : recipients
        guard parts.count == 1, let only = parts.first else { return }
        add(only.part.recipient)
        add(key: only.part.key)
        values[.reference] = only.reference
    }

    /// The value of a place, or `nil` where it has none.
    subscript(place: HTTPPlace) -> String? { values[place] }

    private mutating func add(_ recipient: PhoneNumber) {
        let digits = String(recipient.e164.dropFirst())
        values[.to] = recipient.e164
        values[.toDigits] = digits
        values[.toNumber] = digits
    }

    private mutating func add(key: String) {
        values[.key] = key
        values[.numericKey] = "\(NumericKey(key).value)"
    }

    private static func clock(_ minutes: Int64) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
