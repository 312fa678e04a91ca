/// What is known of a call when it arrives.
public struct CallStart: Hashable, Sendable {
    /// Asterisk's name for the call, unique on its system; the same call comes back under it when a line of defence takes over.
    public var uniqueID: String
    /// Who is calling.
    public var caller: CallerNumber
    /// The number that was dialled, as Asterisk gives it.
    public var dialled: String?

    /// Creates the facts of a call.
    public init(uniqueID: String, caller: CallerNumber, dialled: String?) {
        self.uniqueID = uniqueID
        self.caller = caller
        self.dialled = dialled
    }
}
