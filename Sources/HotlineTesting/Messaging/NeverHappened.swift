/// What a test waited for did not happen within the net of its wait.
public struct NeverHappened: Error, CustomStringConvertible {
    /// What was waited for.
    public let description: String

    /// Creates the error.
    public init(_ description: String) {
        self.description = description
    }

    /// How long a wait lasts at most; a wait that is met ends at once.
    public static let net = Duration.seconds(40)
}
