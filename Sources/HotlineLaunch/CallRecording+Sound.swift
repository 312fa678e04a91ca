public import HotlineCore
public import HotlineVoice

extension CallRecording {
    /// The facts of a sound file that was looked at.
    ///
    /// - Parameters:
    ///   - kind: What was recorded.
    ///   - sound: What is in the file.
    ///   - name: The file's name without its ending.
    public init(_ kind: Kind, _ sound: SoundFile, name: String) {
        self.init(
            kind: kind,
            file: "\(name).wav",
            length: sound.length,
            sha256: sound.sha256,
            isSilent: sound.isSilent
        )
    }
}
