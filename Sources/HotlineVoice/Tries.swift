/// How often a question was put, and why again.
struct Tries: Hashable, Sendable {
    /// The most wrong keys that are asked about again.
    static let mostWrongKeys = 2
    /// The most tries in all.
    static let most = 4
    /// The most times a caller may have a question repeated by `*`; after that it counts as a wrong key.
    static let mostRepeats = 3

    private var silences = 0
    private var wrongKeys = 0
    private var repeats = 0
    private var all = 1

    /// Notes silence, and says whether to ask again.
    mutating func noteSilence(most: Int) -> Bool {
        silences += 1
        all += 1
        return silences <= most && all <= Self.most
    }

    /// Notes a wrong key, and says whether to ask again.
    mutating func noteWrongKey() -> Bool {
        wrongKeys += 1
        all += 1
        return wrongKeys <= Self.mostWrongKeys && all <= Self.most
    }

    /// Notes a `*`, and says whether it is still a wish to hear the question again.
    mutating func noteRepeat() -> Bool {
        repeats += 1
        return repeats <= Self.mostRepeats
    }
}
