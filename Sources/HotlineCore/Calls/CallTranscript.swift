/// What a recogniser wrote down of a spoken message.
///
/// It may be wrong, so it stands beside the recording and never in its place. The words are personal data, so it does not print
/// itself.
public enum CallTranscript: Hashable, Sendable {
    /// The words that were heard, on one line.
    case words(String)
    /// No words were heard.
    case nothing

    /// The most characters that are kept: some ten minutes of quick speech.
    public static let longest = 10_000

    /// Takes what a recogniser wrote: line breaks, control characters and runs of spaces become one space.
    public init(written text: String) {
        let words = text.split { character in
            character.isWhitespace
                || character.unicodeScalars.contains { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: true
                    case _: false
                    }
                }
        }
        let line = words.joined(separator: " ").prefix(Self.longest)
        self = line.isEmpty ? .nothing : .words(String(line))
    }

    /// The words; empty where none were heard.
    public var text: String {
        switch self {
        case .words(let words): words
        case .nothing: ""
        }
    }
}

extension CallTranscript: CustomStringConvertible, CustomReflectable {
    /// Whether there are words, and none of them.
    public var description: String {
        switch self {
        case .words: "a transcript"
        case .nothing: "no words"
        }
    }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["transcript": description]) }
}

/// A recording whose words are to be written down.
public struct TranscriptOrder: Hashable, Sendable {
    /// The recording's row.
    public var id: Identifier<CallRecording>
    /// The recording.
    public var recording: CallRecording
    /// Which attempt this is, counted from 1.
    public var attempt: Int

    /// Creates an order.
    public init(id: Identifier<CallRecording>, recording: CallRecording, attempt: Int) {
        self.id = id
        self.recording = recording
        self.attempt = attempt
    }
}
