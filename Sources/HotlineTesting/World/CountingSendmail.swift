public import Foundation

/// A mail program that takes every mail and keeps it, so that it can be counted how often each was handed over.
public struct CountingSendmail: Sendable {
    /// The program, as `email.command` in the settings has it.
    public let command: [String]
    private let mails: URL

    /// Writes the program into a folder.
    ///
    /// - Throws: What the system said where it cannot be written.
    public init(in folder: URL) throws {
        mails = folder.appending(path: "mails")
        try FileManager.default.createDirectory(at: mails, withIntermediateDirectories: true)
        let program = folder.appending(path: "sendmail")
        let script = """
            #!/bin/sh
            set -eu
            part=$(mktemp "$1/XXXXXXXX.part")
            cat > "$part"
            mv "$part" "${part%.part}.mail"

            """
        try Data(script.utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path())
        command = [program.path(), mails.path()]
    }

    /// How often each mail was taken, by its `Message-ID`.
    ///
    /// - Throws: What the system said where they cannot be read.
    public func taken() throws -> [String: Int] {
        let files = try FileManager.default.contentsOfDirectory(at: mails, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "mail" }.reduce(into: [:]) { counts, file in
            let head = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let name = head.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Message-ID: <") }
            counts[name.map { String($0.dropFirst(13).prefix { $0 != ">" }) } ?? "", default: 0] += 1
        }
    }
}
