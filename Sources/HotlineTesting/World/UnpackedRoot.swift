public import Foundation

/// A program's own little Debian, unpacked into the cache folder by `scripts/deps`.
public struct UnpackedRoot: Hashable, Sendable {
    /// Its folder.
    public let folder: URL

    /// Finds the one of this name.
    public init(_ name: String) throws(WorldError) {
        folder = Self.cache.appending(path: name)
        guard FileManager.default.fileExists(atPath: folder.appending(path: "run").path()) else {
            throw .notInstalled(program: name, folder: folder.path())
        }
    }

    /// The path that starts one of its programs.
    public func program(_ name: String) -> String {
        folder.appending(path: "programs").appending(path: name).path()
    }

    /// The first of these paths that exists in it.
    func first(of paths: [String]) -> String? {
        paths.lazy.map { folder.appending(path: $0).path() }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// `HOTLINE_CACHE`, else `hotline` in the user's cache folder, as `scripts/deps` has it.
    static var cache: URL {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["HOTLINE_CACHE"] { return URL(filePath: folder) }
        if let folder = environment["XDG_CACHE_HOME"] { return URL(filePath: folder).appending(path: "hotline") }
        return URL(filePath: environment["HOME"] ?? "/root").appending(path: ".cache/hotline")
    }
}
