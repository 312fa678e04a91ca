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

    /// What a text tells beside the appeal itself.
    public struct Moment: Hashable, Sendable {
        /// When it is written.
        public var now: Instant
        /// How long there is.
        public var left: Duration?
        /// The step that was not done.
        public var missedStep: TermStep?
        /// How long there was for it, or how late it is.
        public var missedFor: Duration?
        /// How much more time is asked for.
        public var more: Duration?
        /// How late something was.
        public var late: Duration?
        /// Of how many appeals it tells.
        public var count: Int?

        /// Creates a moment that tells nothing but the time.
        public init(_ now: Instant) {
            self.now = now
        }
    }

    /// The text of `kind` for an appeal.
    ///
    /// - Parameters:
    ///   - kind: Which text.
    ///   - appeal: The appeal.
    ///   - moment: What it tells beside; nothing where it is left out.
    /// - Returns: The text.
    public func text(_ kind: MessageKind, of appeal: Appeal, _ moment: Moment? = nil) -> String {
        let take = (appeal.deadlines.take ?? appeal.deadlines.distribute).due
        return fill(
            kind,
            with: [
                .number: "\(appeal.number)",
                .received: zone.civilTime(at: appeal.receivedAt).clock,
                .close: clockAndDate(appeal.deadlines.close.due),
                .take: zone.civilTime(at: take).clock,
                .taken: appeal.takenAt.map { zone.civilTime(at: $0).clock } ?? "",
                .label: appeal.route?.label ?? "",
                .school: school,
                .result: appeal.result ?? "",
                .distribute: zone.civilTime(at: appeal.deadlines.distribute.due).clock,
                .until: dateAndClock(appeal.deadlines.close.due),
                .left: moment?.left.map(\.wordsRoundedUp) ?? "",
                .missed: moment?.missedStep.map { "\($0.missedWord) \((moment?.missedFor ?? .zero).lengthWords)" }
                    ?? "",
                .more: moment?.more.map(\.lengthWords) ?? "",
                .late: moment?.late.map(\.words) ?? "",
                .count: moment?.count.map { "\($0)" } ?? "",
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
                .label: label, .school: school, .count: "999", .within: "1440", .distribute: "00:00",
                .until: "00.00 00:00", .left: "23 ч 59 мин", .missed: "\(TermStep.distribute.missedWord) 30 мин",
                .more: "29 д 23 ч", .late: "29 д 23 ч",
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

    private func dateAndClock(_ instant: Instant) -> String {
        let time = zone.civilTime(at: instant)
        return "\(time.shortDate) \(time.clock)"
    }

    private func fill(_ kind: MessageKind, with values: [MessageTemplate.Place: String]) -> String {
        if let template = templates[kind] { return template.filled(with: values) }
        guard let template = try? MessageTemplate(kind.standardTemplate) else {
            preconditionFailure("the standard text of \(kind) is not a template")
        }
        return template.filled(with: values)
    }
}

extension TermStep {
    /// What was not done, in the words of the staff.
    public var missedWord: String {
        switch self {
        case .distribute: "не передано"
        case .take: "не взято"
        case .close: "не закрыто"
        }
    }
}
