/// `menu`: how the menu behaves.
public struct MenuSettings: Hashable, Sendable {
    /// What follows the type.
    public var afterType: AfterType = .record
    /// When role and class are asked.
    public var fullForm: FullForm = .never
    /// How long a caller has for the first key, where `timeouts` does not say.
    public var firstKey: Duration = .seconds(5)
    /// How long between digits.
    public var betweenKeys: Duration = .seconds(3)
    /// How long a caller has for the first key of a question, where it differs from ``firstKey``.
    public var timeouts: [QuestionName: Duration] = [:]
    /// The sound files that stand in for the standard ones, by their prompts; without the folder of the language and ending.
    public var prompts: [Prompt: String] = [:]
    /// The steps after the type.
    public var order: [LaterStep] = [.form, .contact, .message]
    /// How much one call and one number may take.
    public var limits = Limits()
    /// How often a question is put again.
    public var tries = Tries()
    /// Within how long a caller who was cut off and calls again goes on with the same appeal.
    public var repeatWithin: Duration = .seconds(30 * 60)
    /// How many appeals of one type within how long are taken for an outage; `nil` for never.
    public var burst: Burst? = Burst()

    /// Creates the standard behaviour.
    public init() {}

    /// How long the first key of a question is waited for.
    public func firstKey(of question: QuestionName) -> Duration { timeouts[question] ?? firstKey }
}

extension MenuSettings {
    /// `afterType`: what follows the type.
    public enum AfterType: String, Hashable, Sendable, CaseIterable {
        /// Contact and number.
        case record
        /// A person, in opening hours.
        case transfer
    }

    /// `fullForm`: when role and class are asked by telephone.
    public enum FullForm: String, Hashable, Sendable, CaseIterable {
        /// In every call.
        case always
        /// Outside opening hours.
        case closedHours
        /// Never.
        case never
    }

    /// `order`: the steps after the type.
    public enum LaterStep: String, Hashable, Sendable, CaseIterable {
        /// Role and class, where `fullForm` has them asked.
        case form
        /// Where to reach the caller.
        case contact
        /// The spoken message.
        case message
    }

    /// `timeouts`: the questions that take a key.
    public enum QuestionName: String, Hashable, Sendable, CaseIterable {
        /// What the appeal is about.
        case type
        /// Whether another question is about means of learning.
        case means
        /// Whether the call is about an outage that is known.
        case outage
        /// What a caller wants whose number has an open appeal.
        case known
        /// What a caller wants of the psychologist.
        case psychologist
        /// Who the caller is.
        case role
        /// Whether texts may go to the mobile number of the call.
        case mobile
        /// Whether to call back on the landline of the call.
        case landline
        /// Whether a keyed number is right.
        case confirmation
    }

    /// `limits`: how much one call and one number may take.
    public struct Limits: Hashable, Sendable {
        /// How long the menu may take.
        public var menu: Duration = .seconds(4 * 60)
        /// How long a call may take.
        public var call: Duration = .seconds(30 * 60)
        /// How many calls an hour one number may make; `nil` for any number.
        public var callsPerHour: Int? = 20

        /// Creates the standard limits.
        public init() {}
    }

    /// `tries`: how often a question is put again.
    public struct Tries: Hashable, Sendable {
        /// How often after silence.
        public var silence = 1
        /// How often after a key that is none of its keys.
        public var wrongKey = 2
        /// How often a question is put in all.
        public var all = 4

        /// Creates the standard counts.
        public init() {}
    }

    /// `burst`: how many appeals of one type within how long are taken for an outage.
    public struct Burst: Hashable, Sendable {
        /// How many appeals.
        public var appeals = 5
        /// Within how long.
        public var within: Duration = .seconds(15 * 60)

        /// Creates the standard measure.
        public init() {}
    }
}
