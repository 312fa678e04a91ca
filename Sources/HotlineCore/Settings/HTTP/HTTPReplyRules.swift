/// How a provider's answer to a submit is read.
///
/// What counts first is the table of statuses, then a code the table of codes knows, then the class of the status.
public struct HTTPReplyRules: Hashable, Sendable {
    /// Where the provider's own identifier of the part stands; `nil` where it gives none.
    ///
    /// Where it should stand and does not, the part counts as unanswered: only what promises it is a taking.
    public var id: HTTPPointer?
    /// Where the code stands; the first that is there counts.
    public var code: [HTTPPointer]
    /// What the codes mean; `*` is every other.
    public var codes: [String: HTTPOutcome]
    /// What statuses mean that mean something of their own with this provider.
    public var statuses: [Int: HTTPOutcome]

    /// Creates rules.
    public init(
        id: HTTPPointer? = nil,
        code: [HTTPPointer] = [],
        codes: [String: HTTPOutcome] = [:],
        statuses: [Int: HTTPOutcome] = [:]
    ) {
        self.id = id
        self.code = code
        self.codes = codes
        self.statuses = statuses
    }
}
