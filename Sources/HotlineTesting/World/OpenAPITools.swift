public import Foundation

/// What checks answers against an OpenAPI file, installed by `scripts/deps`.
public enum OpenAPITools {
    /// A Python that has `jsonschema` and `openapi-spec-validator`.
    ///
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` where it is not there.
    public static var python: URL {
        get throws(WorldError) {
            let folder = UnpackedRoot.cache.appending(path: "openapi")
            guard FileManager.default.fileExists(atPath: folder.appending(path: "complete").path()) else {
                throw .notInstalled(program: "openapi-spec-validator", folder: folder.path())
            }
            return folder.appending(path: "bin/python")
        }
    }
}
