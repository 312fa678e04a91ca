/// What becomes of a call that arrives.
public enum CallArrival: Hashable, Sendable {
    /// It is kept.
    case begun(BegunCall)
    /// Its number has called too often: it is counted, and no record is made.
    case turnedAway
}

/// What arriving calls are measured by.
public struct ArrivalLimits: Hashable, Sendable {
    /// The most calls from one number within an hour; `nil` for no limit.
    ///
    /// Callers without a number have none.
    public var callsPerHour: Int?
    /// Who was cut off and calls again within this goes on with the same appeal.
    public var repeatWithin: Duration

    /// Creates limits.
    public init(callsPerHour: Int? = 20, repeatWithin: Duration = .seconds(1800)) {
        self.callsPerHour = callsPerHour
        self.repeatWithin = repeatWithin
    }
}
