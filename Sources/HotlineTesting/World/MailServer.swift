public import Foundation

/// A real mail server on loopback, aiosmtpd, that keeps each mail it takes.
///
/// It does not go on after it was let go of.
public final class MailServer: Sendable {
    /// Where in a mail's transfer something happens.
    public enum Stage: String, Hashable, Sendable {
        /// When the recipient is named.
        case recipient
        /// When all of the mail has come.
        case content
    }

    /// What it does with mails.
    public enum Conduct: Hashable, Sendable {
        /// Takes them.
        case takes
        /// Answers with a status and words, such as `450 4.2.1 Mailbox busy`.
        case answers(String, at: Stage)
        /// Says nothing more.
        case hangs(at: Stage)
    }

    /// A mail that it took.
    public struct Mail: Decodable, Hashable, Sendable {
        /// The sender of the envelope.
        public let sender: String
        /// The recipients of the envelope.
        public let recipients: [String]
        fileprivate let content: String

        /// The mail as it came.
        public var bytes: [UInt8] { content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    }

    /// Where it listens.
    public let port: Int
    private let folder: URL
    private let process: ChildProcess

    /// Starts a server that takes mails.
    ///
    /// - Parameter folder: A folder of its own.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`.
    public init(in folder: URL) async throws {
        let cache = UnpackedRoot.cache.appending(path: "mail")
        guard FileManager.default.fileExists(atPath: cache.appending(path: "complete").path()) else {
            throw WorldError.notInstalled(program: "aiosmtpd", folder: cache.path())
        }
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.write(.takes, in: folder)
        let python = cache.appending(path: "bin/python").path()
        process = try ChildProcess(python, ["-c", MailServerScript.server, folder.path()], folder: folder)
        try await process.waitForOutput(containing: " now\n", within: .seconds(30))
        guard let port = process.standardOutput.split(separator: " ").compactMap({ Int($0) }).first else {
            throw WorldError.ended(program: process.program, output: process.lastWords)
        }
        self.port = port
    }

    /// Says what it does with mails from this moment.
    public func conduct(_ conduct: Conduct) throws {
        try Self.write(conduct, in: folder)
    }

    /// The mails it took so far.
    public func mails() throws -> [Mail] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { $0.hasPrefix("mail-") }.sorted()
            .map { try JSONDecoder().decode(Mail.self, from: Data(contentsOf: folder.appending(path: $0))) }
    }

    /// Ends it.
    public func stop() async {
        await process.kill()
    }

    private static func write(_ conduct: Conduct, in folder: URL) throws {
        let order: [String: String] =
            switch conduct {
            case .takes: [:]
            case .answers(let reply, let stage): ["stage": stage.rawValue, "reply": reply]
            case .hangs(let stage): ["stage": stage.rawValue]
            }
        try JSONEncoder().encode(order).write(to: folder.appending(path: "conduct.json"), options: .atomic)
    }
}
