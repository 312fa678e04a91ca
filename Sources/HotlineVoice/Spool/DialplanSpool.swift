public import HotlineCore

#if canImport(Glibc)
internal import Glibc
#endif

/// The calls that only the dialplan could take down: `dialplan/<unique id>.txt`, and `.wav` beside it.
///
/// The files are written by Asterisk, as `asterisk/extensions_hotline.conf` tells it.
public struct DialplanSpool: Sendable {
    /// What was found.
    public struct Findings: Hashable, Sendable {
        /// The calls, oldest first.
        public var notes: [DialplanNote]
        /// How many files could not be understood and were moved to `dialplan/broken`.
        public var broken: Int
    }

    /// No note of ours is longer.
    private static let mostBytes = 65_536
    /// Where what cannot be understood goes.
    private static let broken = "broken"

    private let folder: SpoolFolder
    private let cityCode: String?

    /// Creates a spool in a folder, whose `dialplan` is the administrator's to make.
    ///
    /// - Parameters:
    ///   - folder: The folder of the whole spool.
    ///   - cityCode: The code that seven-digit numbers stand in.
    public init(folder: String, cityCode: String?) {
        self.folder = SpoolFolder(path: "\(folder)/dialplan")
        self.cityCode = cityCode
    }

    /// The calls that are over.
    ///
    /// - Parameters:
    ///   - now: The time it is.
    ///   - openFor: How long a call without an end is taken for one still going on; after that Asterisk died in it.
    /// - Returns: The calls, and how many files were none.
    /// - Throws: ``SpoolError``
    public func notes(now: Instant, openFor: Duration = .seconds(3600)) throws(SpoolError) -> Findings {
        var findings = Findings(notes: [], broken: 0)
        for name in try folder.names() where name.hasSuffix(".txt") {
            let uniqueID = String(name.dropLast(4))
            guard Self.isFileName(uniqueID) else { continue }
            switch try state(of: uniqueID, since: now + (.zero - openFor)) {
            case .open: break
            case .over(let note): findings.notes.append(note)
            case .broken:
                try putAside(uniqueID)
                findings.broken += 1
            }
        }
        findings.notes.sort { ($0.began, $0.start.uniqueID) < ($1.began, $1.start.uniqueID) }
        return findings
    }

    /// Takes a call's files away, after it was kept elsewhere; the sound may have been moved away before.
    public func remove(_ note: DialplanNote) throws(SpoolError) {
        guard Self.isFileName(note.start.uniqueID) else { return }
        // In this order: a sound without its note would stay for ever.
        try folder.remove("\(note.start.uniqueID).wav")
        try folder.remove("\(note.start.uniqueID).txt")
        try folder.sync()
    }
}

// MARK: - Files

extension DialplanSpool {
    /// What a file is.
    private enum State {
        /// The call may still be going on.
        case open
        case over(DialplanNote)
        case broken
    }

    /// Whether a unique id can be a file's name as it is: `1773313500.1`, `asterisk-1-1773313500.1`.
    private static func isFileName(_ uniqueID: String) -> Bool {
        let isPlain = uniqueID.utf8.allSatisfy { byte in
            let scalar = UnicodeScalar(byte)
            return scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "._-".unicodeScalars.contains(scalar)
        }
        return isPlain && !uniqueID.isEmpty && !uniqueID.hasPrefix(".") && uniqueID.utf8.count <= 150
    }

    /// Reads a call's file; one without an end that is older than `oldest` is over.
    private func state(of uniqueID: String, since oldest: Instant) throws(SpoolError) -> State {
        let text: [UInt8]
        let changed: Instant
        do throws(SpoolError) {
            guard let file = try SpoolFile(openingAt: folder.path(of: "\(uniqueID).txt")) else { return .open }
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.mostBytes else { return .broken }
            text = try file.read(0..<Int(status.st_size))
            changed = Instant(seconds: Int64(status.st_mtim.tv_sec))
        } catch SpoolError.failed(_, ELOOP) {
            return .broken
        }
        var note = DialplanNote(text: text, uniqueID: uniqueID, cityCode: cityCode)
        if isRegularFile("\(uniqueID).wav") { note?.sound = folder.path(of: "\(uniqueID).wav") }
        guard let note else {
            // It may be in the middle of being written, unless its last line is there or nobody wrote for long.
            return Self.hasEnd(text) || changed < oldest ? .broken : .open
        }
        return note.ended != nil || note.began < oldest ? .over(note) : .open
    }

    /// Whether the line that comes last is there.
    private static func hasEnd(_ text: [UInt8]) -> Bool {
        text.last == UInt8(ascii: "\n")
            && text.split(separator: UInt8(ascii: "\n")).last?.starts(with: "ended:".utf8) == true
    }

    private func isRegularFile(_ name: String) -> Bool {
        var status = stat()
        return lstat(folder.path(of: name), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Moves a note that cannot be understood, and its sound, out of the way of the others.
    private func putAside(_ uniqueID: String) throws(SpoolError) {
        let broken = SpoolFolder(path: folder.path(of: Self.broken))
        try broken.make()
        let taken = Set(try broken.names())
        var name = uniqueID
        var count = 1
        while taken.contains("\(name).txt") || taken.contains("\(name).wav") {
            count += 1
            name = "\(uniqueID)-\(count)"
        }
        if isRegularFile("\(uniqueID).wav") {
            try folder.rename("\(uniqueID).wav", to: "\(Self.broken)/\(name).wav")
        }
        try folder.rename("\(uniqueID).txt", to: "\(Self.broken)/\(name).txt")
        try broken.sync()
        try folder.sync()
    }
}
