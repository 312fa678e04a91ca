/// What may follow a submit that a gateway did not answer, so that nobody knows whether it took the part.
public enum UnansweredSubmit: String, Hashable, Sendable, CaseIterable {
    /// The same part may be submitted again at once: the gateway knows it by its key and takes it once.
    case repeatable
    /// The gateway tells by itself of every part it took; one it is silent about for long enough may be submitted again.
    case reported
    /// The gateway can be asked about the part by the key it was submitted with.
    case askable
    /// There is no way to know: it is left as it is, counted, and shown.
    case left
}
