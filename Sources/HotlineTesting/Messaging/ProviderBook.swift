/// What a stub has taken, and what it does next.
struct ProviderBook: Sendable {
    private(set) var texts: [ProviderText] = []
    private(set) var submits = 0
    private(set) var wanderers = 0
    var states: [String: String] = [:]
    private var script: [ProviderTurn]

    init(_ script: [ProviderTurn]) {
        self.script = script
    }

    /// Decides about one submit.
    ///
    /// - Parameters:
    ///   - take: Takes the text, and makes the usual answer; it may refuse the text.
    ///   - refuse: Makes the answer to one that is refused with a code.
    /// - Returns: The answer.
    mutating func decide(
        take: (inout ProviderBook) -> ProviderAnswer,
        refuse: (Int) -> ProviderAnswer
    ) -> ProviderAnswer {
        submits += 1
        switch script.isEmpty ? .usual : script.removeFirst() {
        case .usual: return take(&self)
        case .fault(let fault):
            let usual = fault.takes ? take(&self) : .hangUp
            return fault.answer(insteadOf: usual)
        case .refuse(let code): return refuse(code)
        }
    }

    /// Keeps a text, in a state.
    mutating func keep(_ text: ProviderText, state: String) {
        texts.append(text)
        states[text.id] = state
    }

    /// Notes that somebody followed a redirect.
    mutating func noteWanderer() {
        wanderers += 1
    }
}
