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
        /// The name of somebody of the staff.
        public var who: String?
        /// The code that closing takes.
        public var code: Int?
        /// What was done, or why it was not.
        public var note: String?
        /// Several names or appeals.
        public var list: String?
        /// The appeal, as far as one needs it to call back.
        public var details: String?

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
                .who: moment?.who.map { String($0.prefix(Self.longestName)) } ?? "",
                .code: moment?.code.map { "\($0) " } ?? "",
                .note: moment?.note.map { String($0.prefix(Self.longestNote)) } ?? "",
                .list: moment?.list.map { $0.fitting(Self.longestList) } ?? "",
                .details: moment?.details.map { $0.fitting(Self.longestDetails) } ?? "",
            ]
        )
    }

    /// A text that tells of no appeal.
    ///
    /// - Parameters:
    ///   - kind: Which text.
    ///   - moment: What it tells.
    /// - Returns: The text.
    public func text(_ kind: MessageKind, _ moment: Moment) -> String {
        fill(
            kind,
            with: [
                .school: school, .note: moment.note.map { String($0.prefix(Self.longestNote)) } ?? "",
                .list: moment.list.map { $0.fitting(Self.longestList) } ?? "",
            ]
        )
    }

    /// The text that stands for several of one kind.
    ///
    /// - Parameters:
    ///   - kind: The kind they are of, one that is bundled.
    ///   - appeals: What they tell of.
    /// - Returns: The text, of one part.
    public func bundle(of kind: MessageKind, _ appeals: [AppealNumber]) -> String {
        let numbers = NumberList(appeals)
        var values: [MessageTemplate.Place: String] = [
            .count: "\(numbers.count)", .label: kind.bundleWord ?? "", .hint: kind.bundleHint, .school: school,
        ]
        let bare = fill(.bundle, with: values).utf16.count
        values[.numbers] = numbers.text(within: max(0, SMSEncoding.ucs2.unitsAlone - bare))
        return fill(.bundle, with: values)
    }

    /// The most characters of a name in a text.
    static let longestName = 30
    /// The most characters of a reason in a text.
    static let longestNote = 118
    /// The most UTF-16 units of a list in a text.
    static let longestList = 150
    /// The most UTF-16 units of an appeal's details in a text.
    static let longestDetails = 240

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
                .numbers: "99995–99999 и ещё 99", .hint: "Назначить: номер и 5",
                .who: String(repeating: "Ж", count: Self.longestName), .code: "9999 ",
                .note: String(repeating: "ж", count: Self.longestNote),
                .list: String(repeating: "ж", count: Self.longestList),
                .details: String(repeating: "ж", count: Self.longestDetails),
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
        (templates[kind] ?? Self.standard[kind])?.filled(with: values) ?? ""
    }

    /// The standard texts, read once.
    private static let standard = Dictionary(
        uniqueKeysWithValues: MessageKind.allCases.map { kind in
            guard let template = try? MessageTemplate(kind.standardTemplate) else {
                preconditionFailure("the standard text of \(kind) is not a template")
            }
            return (kind, template)
        }
    )
}

extension String {
    /// As much of the text as fits so many UTF-16 units, with an ellipsis where something was left out.
    fileprivate func fitting(_ units: Int) -> String {
        guard utf16.count > units else { return self }
        var text = ""
        var used = 1
        for character in self {
            used += character.utf16.count
            guard used <= units else { break }
            text.append(character)
        }
        return text + "…"
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
