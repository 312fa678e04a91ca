/// A call that is over, as the exchange's own account of calls has it.
///
/// Who called is personal data, so it does not print itself.
public struct ExchangeCall: Hashable, Sendable {
    /// Asterisk's name for the call.
    public var uniqueID: String
    /// When it arrived.
    public var startedAt: Instant
    /// When it ended.
    public var endedAt: Instant
    /// The caller's number as the exchange gave it; `nil` where there was none or it was withheld.
    public var callerRaw: String?

    /// Creates the facts of a call.
    public init(uniqueID: String, startedAt: Instant, endedAt: Instant, callerRaw: String?) {
        self.uniqueID = uniqueID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.callerRaw = callerRaw
    }
}

extension ExchangeCall: CustomStringConvertible, CustomReflectable {
    /// The exchange's name for it.
    public var description: String { "call \(uniqueID)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["call": description]) }
}

/// How far a file with the exchange's account of calls was read.
public struct ExchangePosition: Hashable, Sendable {
    /// The file.
    public var path: String
    /// The file's number on its disk: another one means that the account was begun anew.
    public var inode: UInt64
    /// How many bytes were read.
    public var offset: Int64

    /// Creates a position.
    public init(path: String, inode: UInt64, offset: Int64) {
        self.path = path
        self.inode = inode
        self.offset = offset
    }
}
