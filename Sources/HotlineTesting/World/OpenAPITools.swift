public import Foundation

/// What checks answers against an OpenAPI file, installed by `scripts/deps`.
public enum OpenAPITools {
    /// A Python that has `jsonschema` and `openapi-spec-validator`.
    ///
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` where it is not there.
    public static var python: URL {
        get throws(WorldError) { try python(of: "openapi", with: "openapi-spec-validator") }
    }

    /// A Python that has schemathesis.
    ///
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` where it is not there.
    public static var fuzzer: URL {
        get throws(WorldError) { try python(of: "schemathesis", with: "schemathesis") }
    }

    private static func python(of name: String, with program: String) throws(WorldError) -> URL {
        let folder = UnpackedRoot.cache.appending(path: name)
        guard FileManager.default.fileExists(atPath: folder.appending(path: "complete").path()) else {
            throw .notInstalled(program: program, folder: folder.path())
        }
        return folder.appending(path: "bin/python")
    }
}
