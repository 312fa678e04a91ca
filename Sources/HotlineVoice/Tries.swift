/// How often a question was put, and why again.
struct Tries: Hashable, Sendable {
    /// The most times a caller may have a question repeated by `*`; after that it counts as a wrong key.
    static let mostRepeats = 3

    private var silences = 0
    private var wrongKeys = 0
    private var repeats = 0
    private var all = 1

    /// Whether the question is put for the first time.
    var isFirst: Bool { all == 1 && repeats == 0 }

    /// Notes silence, and says whether to ask again.
    mutating func noteSilence(by limits: TryLimits) -> Bool {
        silences += 1
        all += 1
        return silences <= limits.silence && all <= limits.all
    }

    /// Notes a wrong key, and says whether to ask again.
    mutating func noteWrongKey(by limits: TryLimits) -> Bool {
        wrongKeys += 1
        all += 1
        return wrongKeys <= limits.wrongKey && all <= limits.all
    }

    /// Notes a `*`, and says whether it is still a wish to hear the question again.
    mutating func noteRepeat() -> Bool {
        repeats += 1
        return repeats <= Self.mostRepeats
    }
}
