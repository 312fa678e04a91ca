/// A sound file of a call.
public struct CallRecording: Hashable, Sendable {
    /// What was recorded.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// What the caller said after the tone.
        case message
        /// The talk with a specialist.
        case talk
    }

    /// What was recorded.
    public var kind: Kind
    /// The file's name in the folder of recordings; it names the call's row, never a number.
    public var file: String
    /// How long it lasts.
    public var length: Duration
    /// SHA-256 of the file, 64 hexadecimal digits in lower case.
    public var sha256: String
    /// Whether nothing but silence is in it.
    public var isSilent: Bool
    /// What a recogniser wrote down of it; `nil` where none did, or not yet.
    public var transcript: CallTranscript?

    /// Creates the facts of a recording.
    public init(
        kind: Kind,
        file: String,
        length: Duration,
        sha256: String,
        isSilent: Bool,
        transcript: CallTranscript? = nil
    ) {
        self.kind = kind
        self.file = file
        self.length = length
        self.sha256 = sha256
        self.isSilent = isSilent
        self.transcript = transcript
    }

    /// The name of a call's `number`-th recording of a kind, without its ending: `call-7-message`, `call-7-message-2`.
    public static func name(of call: String, _ kind: Kind, number: Int = 1) -> String {
        "call-\(call)-\(kind.rawValue)" + (number > 1 ? "-\(number)" : "")
    }
}
