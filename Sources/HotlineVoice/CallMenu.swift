public import HotlineCore

/// What an administrator can set about the menu.
public struct CallMenu: Hashable, Sendable {
    /// How long a caller has to press the first key after a prompt.
    public var firstKey: Duration
    /// How long between the digits of a number.
    public var betweenKeys: Duration
    /// The code that seven-digit numbers stand in.
    public var cityCode: String?
    /// Whether an author who was never asked may be texted; if so, nobody is asked.
    public var consent: Regulation.ConsentPolicy
    /// The version of the prompts, which stands in the evidence of consent.
    public var promptVersion: String

    /// Creates the settings of a menu.
    public init(
        firstKey: Duration = .seconds(5),
        betweenKeys: Duration = .seconds(3),
        cityCode: String? = nil,
        consent: Regulation.ConsentPolicy = .asked,
        promptVersion: String
    ) {
        self.firstKey = firstKey
        self.betweenKeys = betweenKeys
        self.cityCode = cityCode
        self.consent = consent
        self.promptVersion = promptVersion
    }
}
