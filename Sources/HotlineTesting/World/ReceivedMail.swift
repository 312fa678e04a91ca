public import Foundation

/// A mail as its receiver reads it, by Python's `email` package.
public struct ReceivedMail: Decodable, Hashable, Sendable {
    /// One of its bodies.
    public struct Part: Decodable, Hashable, Sendable {
        /// Its type, such as `text/html`.
        public let type: String
        /// Its character set.
        public let charset: String
        /// How it was encoded.
        public let encoding: String
        /// Its text, decoded; empty where it is none.
        public let text: String
        /// The type of what it is a part of.
        public let within: String
        /// What other parts call it, in its brackets; `None` where nothing does.
        public let contentID: String
        /// What it holds, decoded.
        public let bytes: Data
    }

    /// The fields of the head by their names in small letters, decoded.
    public let headers: [String: String]
    /// How many fields the head has.
    public let headerCount: Int
    /// Its type, such as `multipart/alternative`.
    public let type: String
    /// Its bodies.
    public let parts: [Part]
    /// The characters of its longest line.
    public let longestLine: Int
    /// Whether it is ASCII throughout.
    public let isASCII: Bool
    /// What the reader found wrong.
    public let defects: [String]

    /// Reads mails.
    ///
    /// - Parameters:
    ///   - mails: The bytes of each.
    ///   - folder: Where files may be written.
    /// - Returns: What is in each.
    /// - Throws: ``WorldError`` or a fault of the disk.
    public static func read(_ mails: [[UInt8]], in folder: URL) async throws -> [ReceivedMail] {
        let texts = mails.map { mail in String(String.UnicodeScalarView(mail.map { Unicode.Scalar($0) })) }
        let file = folder.appending(path: "mails-\(UUID().uuidString).json")
        try JSONEncoder().encode(texts).write(to: file)
        let reader = try ChildProcess("/usr/bin/env", ["python3", "-c", MailServerScript.reader, file.path()])
        guard try await reader.waitForExit(within: .seconds(60)) == .exited(0) else {
            throw WorldError.ended(program: reader.program, output: reader.lastWords)
        }
        return try JSONDecoder().decode([ReceivedMail].self, from: Data(reader.standardOutput.utf8))
    }
}
