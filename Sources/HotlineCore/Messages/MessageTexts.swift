/// The texts of all messages, as the settings have them.
public struct MessageTexts: Hashable, Sendable {
    private let templates: [MessageKind: MessageTemplate]
    private let school: String
    private let zone: ZoneRules

    /// Creates the texts.
    ///
    /// - Parameters:
    ///   - templates: Those the settings name; the others are the standard ones.
    ///   - school: The school's short name.
    ///   - zone: The zone that times are told in.
    public init(templates: [MessageKind: MessageTemplate] = [:], school: String, zone: ZoneRules) {
        self.templates = templates
        self.school = school
        self.zone = zone
    }

    /// The text of `kind` for an appeal.
    public func text(_ kind: MessageKind, of appeal: Appeal) -> String {
        let take = appeal.deadlines.take ?? appeal.deadlines.distribute
        return fill(
            kind,
            with: [
                .number: "\(appeal.number)",
                .received: zone.civilTime(at: appeal.receivedAt).clock,
                .close: clockAndDate(appeal.deadlines.close),
                .take: zone.civilTime(at: take).clock,
                .taken: appeal.takenAt.map { zone.civilTime(at: $0).clock } ?? "",
                .label: appeal.route?.label ?? "",
                .school: school,
                .result: appeal.result ?? "",
            ]
        )
    }

    /// The text that proposes to the head to announce an outage.
    ///
    /// - Parameters:
    ///   - type: What the appeals are about.
    ///   - count: How many came.
    ///   - within: In what time.
    /// - Returns: The text.
    public func outageProposal(_ type: AppealType, count: Int, within: Duration) -> String {
        fill(
            .outageProposed,
            with: [
                .label: (type.route ?? .other).label, .count: "\(count)",
                .within: "\(within.milliseconds / 60_000)", .type: type.rawValue, .school: school,
            ]
        )
    }

    /// The text of `kind` at its longest: a number of five digits and the longest label.
    public func longest(_ kind: MessageKind) -> String {
        let label = AppealRoute.allCases.map(\.label).max { $0.utf16.count < $1.utf16.count } ?? ""
        return fill(
            kind,
            with: [
                .number: "99999", .received: "00:00", .close: "00:00 00.00", .take: "00:00", .taken: "00:00",
                .label: label, .school: school, .count: "999", .within: "1440",
                .type: AppealType.allCases.map(\.rawValue).max { $0.count < $1.count } ?? "",
            ]
        )
    }

    /// How many parts the text of `kind` may take at its longest.
    public func longestParts(_ kind: MessageKind) -> Int { SMSParts.cut(longest(kind)).count }

    private func clockAndDate(_ instant: Instant) -> String {
        let time = zone.civilTime(at: instant)
        return "\(time.clock) \(time.shortDate)"
    }

    private func fill(_ kind: MessageKind, with values: [MessageTemplate.Place: String]) -> String {
        if let template = templates[kind] { return template.filled(with: values) }
        guard let template = try? MessageTemplate(kind.standardTemplate) else {
            preconditionFailure("the standard text of \(kind) is not a template")
        }
        return template.filled(with: values)
    }
}
