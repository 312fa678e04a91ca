/// Why a sound file cannot be examined.
public enum SoundFileError: Error, Hashable, Sendable {
    /// There is no such file.
    case missing
    /// It is a link, a folder or something else that is no file.
    case notAFile
    /// It is no WAV file of 16 bits, one channel and 8 or 16 kHz.
    case notASound
    /// It was cut while it was read.
    case changed
    /// It cannot be read, as the system's `errno` says.
    case unreadable(errno: Int32)
}

extension SoundFileError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .missing: "there is no such sound file"
        case .notAFile: "the sound file is a link or no file at all"
        case .notASound: "the sound file is no WAV of 16 bits, one channel and 8 or 16 kHz"
        case .changed: "the sound file was cut while it was read"
        case .unreadable(let code): "the sound file cannot be read (errno \(code))"
        }
    }
}
