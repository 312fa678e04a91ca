import Foundation
import HotlineCore
import JSON

/// The project's own settings files.
enum ConfigFolder {
    static func json(_ name: String) throws -> JSON {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../config")
        return try JSON(parsing: Array(Data(contentsOf: folder.appending(path: name))), file: name)
    }

    /// The names of the examples.
    static let examples =
        ["hotline.json"] + ["kannel", "smstools", "smsc", "smsru", "android", "http"].map { "examples/\($0).json" }

    /// Everything that is wrong with a settings file's value, one a line.
    static func faults(of json: JSON) -> [String] {
        do throws(JSONFaults) {
            _ = try Settings(json)
            return []
        } catch {
            return error.description(file: "F").split(separator: "\n").map(String.init)
        }
    }
}

extension JSON {
    /// The value at `path`; a number in the path is an element.
    func value(at path: String) -> JSON? {
        path.split(separator: "/").map(String.init).reduce(self) { value, step in
            value?[step]
                ?? Int(step).flatMap { index in
                    value?.arrayValue.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
        }
    }

    /// The value with the one at `path` replaced, or taken away where `value` is `nil`; a number in the path is an element.
    func replacing(_ path: String, with value: JSON?) -> JSON {
        let steps = path.split(separator: "/", maxSplits: 1).map(String.init)
        guard let step = steps.first else { return value ?? .null }
        let rest = steps.count > 1 ? steps[1] : ""
        switch self {
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(rest, with: value)
            return .array(elements)
        case .object(var object):
            object[step] = rest.isEmpty ? value : (object[step] ?? [:]).replacing(rest, with: value)
            return .object(object)
        default: return JSON.object([:]).replacing(path, with: value)
        }
    }
}
