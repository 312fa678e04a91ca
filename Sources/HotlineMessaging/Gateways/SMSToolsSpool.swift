/// Where smsd of SMS Server Tools 3 keeps its files.
public struct SMSToolsSpool: Hashable, Sendable {
    /// One of the folders that smsd and we share.
    public enum Folder: String, Hashable, Sendable, CaseIterable {
        /// What is to be sent; smsd takes it from here.
        case outgoing
        /// What smsd took and has not sent.
        case checked
        /// What the network took.
        case sent
        /// What could not be sent.
        case failed
        /// What became of what was sent.
        case report
        /// What came in.
        case incoming
    }

    /// The folder of ours inside one of smsd's: smsd passes over folders and hidden names (`getfile` in extras.c, 3.1.21).
    static let ownFolder = ".hotline"

    private let paths: [Folder: String]

    /// Names the folders.
    ///
    /// - Parameters:
    ///   - path: The folder that holds them all, under their usual names.
    ///   - elsewhere: Those that are somewhere else.
    public init(_ path: String, elsewhere: [Folder: String] = [:]) {
        paths = Dictionary(
            uniqueKeysWithValues: Folder.allCases.map { ($0, elsewhere[$0] ?? "\(path)/\($0.rawValue)") }
        )
    }

    /// The path of a folder.
    public subscript(folder: Folder) -> String { paths[folder] ?? folder.rawValue }

    /// A folder of smsd's.
    func directory(_ folder: Folder) -> SMSToolsDirectory {
        SMSToolsDirectory(folder: folder, path: self[folder])
    }

    /// The folder of ours inside one of smsd's, which may not exist yet.
    func own(_ folder: Folder) -> SMSToolsDirectory {
        SMSToolsDirectory(folder: folder, path: "\(self[folder])/\(Self.ownFolder)")
    }
}

/// Why a folder of the spool cannot be used.
public struct SMSToolsFault: Error, Hashable, Sendable {
    /// The folder.
    public let folder: SMSToolsSpool.Folder
    /// What the system said.
    public let code: Int32
}

extension SMSToolsFault: CustomStringConvertible {
    /// The folder and what the system said, in one line and without a name of a file.
    public var description: String { "the spool's folder \"\(folder.rawValue)\" cannot be used (errno \(code))" }
}
