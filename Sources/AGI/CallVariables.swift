/// What Asterisk says of a call before the first command.
///
/// The variables stay the bytes that came; a name is looked up when it is asked for. Names go without `agi_`.
public struct CallVariables: Hashable, Sendable {
    /// The lines as they came, each with a line feed.
    private let block: [UInt8]

    init(block: [UInt8]) {
        self.block = block
    }

    /// Wraps variables given by name, for a simulated call; line breaks in them become blanks.
    public init(_ values: [String: String]) {
        var block: [UInt8] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let line = "agi_\(name): \(value)"
            block.append(contentsOf: line.utf8.map { $0 == 10 || $0 == 13 ? UInt8(ascii: " ") : $0 })
            block.append(UInt8(ascii: "\n"))
        }
        self.block = block
    }

    /// The variable of that name, exactly as sent, or `nil` where there is none; invalid UTF-8 is repaired.
    ///
    /// Where a name comes twice, the first counts.
    public subscript(name: String) -> String? {
        let prefix = "agi_".utf8.count + name.utf8.count
        var start = 0
        while start < block.count {
            let end = block[start...].firstIndex(of: UInt8(ascii: "\n")) ?? block.count
            let line = block[start..<end]
            // The parser let no line in that does not begin with `agi_`.
            if line.count > prefix, line[start + prefix] == UInt8(ascii: ":"), line.dropFirst(4).starts(with: name.utf8)
            {
                return Self.text(line.dropFirst(prefix + 1))
            }
            start = end + 1
        }
        return nil
    }

    private var lines: [ArraySlice<UInt8>] {
        block.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.first == UInt8(ascii: " ") ? bytes.dropFirst() : bytes, as: UTF8.self)
    }
}

extension CallVariables {
    /// The call's name in Asterisk's own records.
    public var uniqueID: String? { self["uniqueid"] }
    /// The channel's name.
    public var channel: String? { self["channel"] }
    /// The caller's number as sent, which may be `unknown`, `anonymous` or anything a SIP user part can be.
    ///
    /// It may be there although the caller asked to withhold it; ``shownNumber`` honours that.
    public var callerID: String? { self["callerid"] }
    /// The caller's name as sent, which may be `unknown` or `Anonymous`.
    public var callerName: String? { self["calleridname"] }
    /// How the caller's number may be shown, as in ITU-T Q.951: 32 withheld, 64 and above unavailable.
    public var callingPresentation: Int { self["callingpres"].flatMap { Int($0) } ?? 0 }
    /// The number the caller dialled, or `unknown`.
    public var dialledNumber: String? { self["dnid"] }
    /// The dialplan context.
    public var context: String? { self["context"] }
    /// The dialplan extension.
    public var `extension`: String? { self["extension"] }
    /// The channel's language.
    public var language: String? { self["language"] }
    /// What follows the host in the address Asterisk called, with its query, undecoded.
    public var networkScript: String? { self["network_script"] }
    /// The arguments the dialplan gave, in order; empty ones are kept.
    public var arguments: [String] {
        let prefix = Array("agi_arg_".utf8)
        return lines.filter { $0.starts(with: prefix) }.map { line in
            Self.text(line.drop { $0 != UInt8(ascii: ":") }.dropFirst())
        }
    }
    /// Whether the call's sound comes on descriptor 3.
    public var isEnhanced: Bool { self["enhanced"] == "1.0" }

    /// The caller's number where there is one and they let it be shown.
    ///
    /// `unknown`, `anonymous`, `restricted`, `unavailable` and nothing at all, in any case, all stand for no number.
    public var shownNumber: String? {
        guard callingPresentation & 0x60 == 0, let callerID else { return nil }
        return ["", "unknown", "anonymous", "restricted", "unavailable"].contains(callerID.lowercased())
            ? nil : callerID
    }

    /// The call's name for a log: printable ASCII only, and not too long.
    var loggableID: String {
        String(
            String.UnicodeScalarView(
                (uniqueID ?? "none").unicodeScalars.filter { (33...126).contains($0.value) }.prefix(64)
            )
        )
    }
}

extension CallVariables: CustomStringConvertible, CustomReflectable {
    /// The number of variables only; their text is about a caller.
    public var description: String { "variables (\(lines.count))" }

    /// A mirror that shows no variable.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
