internal import Foundation
internal import HotlineArchive
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineVoice

/// The recordings as they lie on the disk: as Asterisk wrote them, or, where the settings name a key, sealed.
///
/// A recording keeps its name in the database; sealed it stands beside that name with ``ending`` behind it, as a file of a backup
/// does (libsodium's secretstream). The hash that is kept is always that of the sound, so a file that was changed is known as one
/// whichever way it lies there.
struct RecordingVault: Sendable {
    /// What stands behind a sealed file's name.
    static let ending = ".sealed"

    let folder: String
    let key: ArchiveKey?

    /// What a recording holds.
    ///
    /// - Returns: The sound, or `nil` where the file is another one or was changed.
    /// - Throws: `SoundFileError` where there is none that can be read.
    func contents(of recording: CallRecording) throws(SoundFileError) -> [UInt8]? {
        do throws(SoundFileError) {
            return try SoundFile.contents(of: path(recording), sha256: recording.sha256)
        } catch {
            guard error == .missing, key != nil else { throw error }
        }
        guard let key else { throw .missing }
        do throws(ArchiveError) {
            let found = try ArchivedFile.contents(of: path(recording) + Self.ending, key: key)
            return found.digest.sha256 == recording.sha256 ? found.bytes : nil
        } catch {
            switch error {
            case .missing: throw .missing
            case .cut, .changed: return nil
            default: throw .unreadable(errno: EACCES)
            }
        }
    }

    /// Seals a recording, and takes the open file away once the sealed one is on the disk and reads back as it.
    ///
    /// - Returns: Whether it is sealed; a file that is not the one that was recorded stays as it is.
    /// - Throws: `ArchiveError` where it cannot be written; the open file is there then.
    func seal(_ recording: CallRecording) throws(ArchiveError) -> Bool {
        guard let key, !recording.file.contains("/"), !recording.file.hasPrefix(".") else { return false }
        let (open, sealed) = (path(recording), path(recording) + Self.ending)
        let put = try ArchivedFile.put(open, at: sealed, key: key)
        guard put.sha256 == recording.sha256, try ArchivedFile.contents(of: sealed, key: key).digest == put else {
            unlink(sealed)
            return false
        }
        unlink(open)
        return true
    }

    /// Erases a recording, however it lies there.
    ///
    /// - Returns: Whether it is gone; one that was gone already is.
    static func erase(_ file: String, in folder: String) -> Bool {
        [file, file + ending, file + ending + ".part"].allSatisfy { name in
            unlink("\(folder)/\(name)") == 0 || errno == ENOENT
        }
    }

    private func path(_ recording: CallRecording) -> String { "\(folder)/\(recording.file)" }
}

extension RecordingVault {
    /// The vault that the settings name.
    ///
    /// - Throws: `SettingsError` where its key cannot be read.
    init(_ file: SettingsFile) throws(SettingsError) {
        folder = file.resolve(file.settings.agi.recordings)
        do throws(ArchiveError) {
            key = try file.settings.agi.recordingKeyFile.map { name throws(ArchiveError) in
                try ArchiveKey(file: file.resolve(name))
            }
        } catch {
            throw .faults("\(file.path): /agi/recordingKeyFile: \(error)")
        }
    }
}
