internal import Foundation
public import HotlineCore
internal import JSON

/// The settings file, found, read and understood.
public struct SettingsFile: Sendable {
    /// Where it was found, as it was named.
    public let path: String
    /// What it says.
    public let settings: Settings
    /// The rules of the zone all times are told in.
    public let zone: ZoneRules
    private let folder: String

    /// Finds the file and reads it.
    ///
    /// - Parameter option: The value of `--config`; without it `$HOTLINE_CONFIG`, `config/hotline.json` and
    ///   `/etc/hotline/hotline.json` are tried, in this order.
    /// - Returns: The file.
    /// - Throws: ``SettingsError``, whose description is what to print before exit status 78.
    public static func find(option: String?) throws(SettingsError) -> SettingsFile {
        let named = option ?? ProcessInfo.processInfo.environment["HOTLINE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        if let named { return try SettingsFile(path: named) }
        let usual = ["config/hotline.json", "/etc/hotline/hotline.json"]
        guard let found = usual.first(where: FileManager.default.fileExists(atPath:)) else {
            throw SettingsError.notFound(usual)
        }
        return try SettingsFile(path: found)
    }

    /// Reads the file at `path`.
    public init(path: String) throws(SettingsError) {
        let bytes: [UInt8]
        do {
            bytes = try Array(Data(contentsOf: URL(filePath: path)))
        } catch {
            throw SettingsError.unreadable(path: path, reason: Self.reason(error))
        }
        settings = try Self.settings(in: bytes, path: path)
        zone = ZoneRules(machine: settings.school.timeZone)
        self.path = path
        folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    }

    /// A path of the file, made absolute by the file's folder.
    public func resolve(_ path: String) -> String {
        URL(filePath: path, relativeTo: URL(filePath: folder, directoryHint: .isDirectory)).standardizedFileURL
            .path(percentEncoded: false)
    }

    /// The program that writes down spoken messages: a path is taken from the settings' folder, a bare name is looked for on `PATH`.
    public var transcriberCommand: [String]? {
        settings.agi.transcriber.map { command in
            command.prefix(1).map { $0.contains("/") ? resolve($0) : $0 } + command.dropFirst()
        }
    }

    /// The regulation the file states.
    public var regulation: Regulation { Regulation(settings, zone: zone) }

    private static func settings(in bytes: [UInt8], path: String) throws(SettingsError) -> Settings {
        let json: JSON
        do {
            json = try JSON(parsing: bytes, file: path)
        } catch {
            throw SettingsError.faults(error.description)
        }
        do {
            return try Settings(json, knowsZone: { TimeZone(identifier: $0) != nil })
        } catch {
            throw SettingsError.faults(error.description(file: path))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
        case .fileReadNoPermission: "no right to read it"
        default: "it cannot be read"
        }
    }
}

/// Why there are no settings.
public enum SettingsError: Error, Hashable, Sendable {
    /// No file was named, and none stands where it usually does.
    case notFound([String])
    /// The file cannot be read.
    case unreadable(path: String, reason: String)
    /// The file says something wrong: a line a fault.
    case faults(String)
}

extension SettingsError: CustomStringConvertible {
    /// What to print, one line a fault, each with the file and the place.
    public var description: String {
        switch self {
        case .notFound(let paths):
            "no settings file: \(paths.joined(separator: " and ")) are not there; name one by --config"
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .faults(let lines): lines
        }
    }
}
