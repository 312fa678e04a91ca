/// How a provider's calls are read: their query, form or JSON object.
public struct HTTPCallbackRules: Hashable, Sendable {
    /// What is read of a report.
    public struct Report: Hashable, Sendable {
        /// Where the provider's identifier of the part stands.
        public var id: HTTPPointer
        /// Where the state stands.
        public var state: HTTPPointer
        /// What the states mean; those not named mean nothing.
        public var states: [String: HTTPPartState]

        /// Creates rules.
        public init(id: HTTPPointer, state: HTTPPointer, states: [String: HTTPPartState]) {
            self.id = id
            self.state = state
            self.states = states
        }
    }

    /// What is read of a text that came in.
    public struct Incoming: Hashable, Sendable {
        /// Where its identifier stands; where it is none, the text's sender, time and words make one.
        public var id: HTTPPointer?
        /// Where the sender stands.
        public var from: HTTPPointer
        /// Where the words stand.
        public var text: HTTPPointer
        /// Where the time stands, in any form.
        public var time: HTTPPointer?

        /// Creates rules.
        public init(id: HTTPPointer? = nil, from: HTTPPointer, text: HTTPPointer, time: HTTPPointer? = nil) {
            self.id = id
            self.from = from
            self.text = text
            self.time = time
        }
    }

    /// What is read of a report; `nil` where none comes.
    public var report: Report?
    /// What is read of a text that came in; `nil` where none comes.
    public var incoming: Incoming?
    /// What the provider wants to read; `nil` for nothing in particular.
    public var answer: String?

    /// Creates rules.
    public init(report: Report? = nil, incoming: Incoming? = nil, answer: String? = nil) {
        self.report = report
        self.incoming = incoming
        self.answer = answer
    }
}
