public import HotlineCore

/// What an administrator can set about the menu.
public struct CallMenu: Hashable, Sendable {
    /// How long a caller has to press the first key after a prompt.
    public var firstKey: Duration
    /// How long between the digits of a number.
    public var betweenKeys: Duration
    /// How long a caller has at a question that has a time of its own.
    public var timeouts: [MenuSettings.QuestionName: Duration]
    /// How often questions are put again.
    public var tries: TryLimits
    /// How long the menu may take from the answer on; after that every question counts as unanswered.
    public var longestMenu: Duration
    /// How long the call may take, waiting for a specialist and talking to one included.
    public var longestCall: Duration
    /// The sound files that stand in for prompts.
    public var prompts: [Prompt: String]
    /// The steps after the type, in order.
    public var order: [MenuSettings.LaterStep]
    /// What follows the type.
    public var afterType: MenuSettings.AfterType
    /// When role and class are asked.
    public var fullForm: MenuSettings.FullForm
    /// The code that seven-digit numbers stand in.
    public var cityCode: String?
    /// Whether an author who was never asked may be texted; if so, nobody is asked.
    public var consent: Regulation.ConsentPolicy
    /// The version of the prompts, which stands in the evidence of consent.
    public var promptVersion: String
    /// The folder of sound files, as Asterisk and this program both see it; without it nothing is recorded.
    public var recordings: String?

    /// Creates the settings of a menu.
    public init(
        firstKey: Duration = .seconds(5),
        betweenKeys: Duration = .seconds(3),
        timeouts: [MenuSettings.QuestionName: Duration] = [:],
        tries: TryLimits = TryLimits(),
        longestMenu: Duration = .seconds(240),
        longestCall: Duration = .seconds(30 * 60),
        prompts: [Prompt: String] = [:],
        order: [MenuSettings.LaterStep] = MenuSettings.LaterStep.allCases,
        afterType: MenuSettings.AfterType = .record,
        fullForm: MenuSettings.FullForm = .never,
        cityCode: String? = nil,
        consent: Regulation.ConsentPolicy = .asked,
        promptVersion: String,
        recordings: String? = nil
    ) {
        self.firstKey = firstKey
        self.betweenKeys = betweenKeys
        self.timeouts = timeouts
        self.tries = tries
        self.longestMenu = longestMenu
        self.longestCall = longestCall
        self.prompts = prompts
        self.order = order
        self.afterType = afterType
        self.fullForm = fullForm
        self.cityCode = cityCode
        self.consent = consent
        self.promptVersion = promptVersion
        self.recordings = recordings
    }
}

/// How often a question is put.
public struct TryLimits: Hashable, Sendable {
    /// How often again after silence.
    public var silence: Int
    /// How often again after a wrong key.
    public var wrongKey: Int
    /// How often in all.
    public var all: Int

    /// Creates limits.
    public init(silence: Int = 1, wrongKey: Int = 2, all: Int = 4) {
        self.silence = silence
        self.wrongKey = wrongKey
        self.all = all
    }
}

extension CallMenu {
    /// The sound file of a prompt.
    func file(_ prompt: Prompt) -> String { prompts[prompt] ?? prompt.file }

    /// How long a caller has for the first key of a question.
    func timeout(_ question: Question) -> Duration { timeouts[question.name] ?? firstKey }
}
