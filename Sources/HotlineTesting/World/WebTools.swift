public import Foundation

/// What checks the site, installed by `scripts/deps`.
public enum WebTools {
    /// A Python that has `prometheus_client`.
    ///
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` where it is not there.
    public static var python: URL {
        get throws(WorldError) { try folder.appending(path: "bin/python") }
    }

    /// The script of axe-core.
    ///
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` where it is not there.
    static var axe: URL {
        get throws(WorldError) { try folder.appending(path: "axe.min.js") }
    }

    private static var folder: URL {
        get throws(WorldError) {
            let folder = UnpackedRoot.cache.appending(path: "web")
            guard FileManager.default.fileExists(atPath: folder.appending(path: "complete").path()) else {
                throw .notInstalled(program: "axe-core", folder: folder.path())
            }
            return folder
        }
    }
}
