public import HotlineCore

/// What a call asks to be kept.
public enum CallWork: Hashable, Sendable {
    /// The call arrived.
    case begin(CallStart)
    /// The caller wants a new appeal beside the open one.
    case openAppeal(Identifier<Call>, uniqueID: String, isSpooled: Bool)
    /// A step brought something.
    case note(CallProgress)
    /// A sound file was recorded: look at it.
    case examine(RecordedSound)
}

/// A sound file that a call has just made.
public struct RecordedSound: Hashable, Sendable {
    /// What was recorded.
    public var kind: CallRecording.Kind
    /// The file's name without folder and ending, as ``CallRecording/name(of:_:number:)`` makes it.
    public var name: String

    /// Creates the name of a sound.
    public init(kind: CallRecording.Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}

/// What came of it.
public enum CallFinding: Hashable, Sendable {
    /// The call and its appeal are kept.
    case begun(BegunCall)
    /// The number has called too often; nothing is kept.
    case turnedAway
    /// The progress is kept.
    case noted
    /// The progress is kept in the spool, since the store could not be written; what follows belongs there too.
    case spooled
    /// The sound file is there, and this is what is in it.
    case examined(CallRecording)
    /// It could not be done.
    case failed
}
