import Foundation
import HotlineCore
import JSON

/// A settings file of the project, changed by a test.
struct ExampleFile {
    private let json: JSON

    static var http: ExampleFile {
        get throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
                path: "../../config/examples"
            )
            return ExampleFile(json: try JSON(parsing: Array(Data(contentsOf: folder.appending(path: "http.json")))))
        }
    }

    /// The file's gateway, its provider at another address.
    func gateway(at url: String) throws -> HTTPDescribedSettings {
        let text = json.encoded().replacing("https://api.exolve.ru", with: url)
        return try Self.described(JSON(parsing: text))
    }

    /// A gateway of these entries in the place of the file's.
    func gateway(_ entries: JSON) throws -> HTTPDescribedSettings {
        var file = json.objectValue ?? [:]
        var sms = file["sms"]?.objectValue ?? [:]
        sms["gateways"] = [entries]
        file["sms"] = .object(sms)
        return try Self.described(.object(file))
    }

    private static func described(_ json: JSON) throws -> HTTPDescribedSettings {
        guard case .http(let http)? = try Settings(json).sms.gateways.first,
            case .described(let described) = http.provider
        else { throw NoDescription() }
        return described
    }

    private struct NoDescription: Error {}
}
