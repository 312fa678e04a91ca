internal import Foundation
public import HotlineCore

/// A password or the like, which no program prints.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The secret itself, for the one who must send it.
    public let value: String

    /// A stub.
    public var description: String { "(secret)" }

    /// A stub.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// Reads a secret from where the settings say it is kept.
    ///
    /// - Parameters:
    ///   - source: The file, whose first line is taken, or the variable.
    ///   - place: The key in the settings, for the error.
    ///   - file: The settings file.
    /// - Throws: ``SettingsError/faults(_:)`` where there is nothing to read.
    public init(_ source: SecretSource, at place: String, of file: SettingsFile) throws(SettingsError) {
        switch source {
        case .file(let path):
            let text = try? String(contentsOfFile: file.resolve(path), encoding: .utf8)
            guard let line = text?.split(separator: "\n").first, !line.isEmpty else {
                throw SettingsError.faults("\(file.path): \(place)File: there is no secret in \(file.resolve(path))")
            }
            value = String(line)
        case .environment(let name):
            guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else {
                throw SettingsError.faults("\(file.path): \(place)Env: the variable \(name) is not set")
            }
            value = text
        }
    }
}
