public import Foundation

/// The recogniser of speech that `transcriber/install` puts into the cache folder.
public enum Recogniser {
    /// The program for `agi.transcriber`.
    public static func program() throws(WorldError) -> URL {
        let folder = UnpackedRoot.cache.appending(path: "transcriber")
        guard FileManager.default.fileExists(atPath: folder.appending(path: "complete").path()) else {
            throw .notInstalled(program: "transcriber", folder: folder.path())
        }
        return folder.appending(path: "transcribe")
    }
}
