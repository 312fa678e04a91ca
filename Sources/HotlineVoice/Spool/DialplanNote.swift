public import HotlineCore

/// A call that only the dialplan could take down, as it left it.
public struct DialplanNote: Hashable, Sendable {
    /// What is known of the call.
    public var start: CallStart
    /// When it arrived.
    public var began: Instant
    /// When it ended; `nil` where nobody saw the end.
    public var ended: Instant?
    /// The path of what the caller said, where anything was recorded.
    public var sound: String?

    /// Creates a note.
    public init(start: CallStart, began: Instant, ended: Instant?, sound: String?) {
        self.start = start
        self.began = began
        self.ended = ended
        self.sound = sound
    }
}

extension DialplanNote {
    /// Reads the text of a note; `nil` where it is not one, or not of this call.
    ///
    /// - Parameters:
    ///   - text: The file's text. What follows its last line's end was cut off and does not count.
    ///   - uniqueID: Asterisk's name for the call, which the file is named for.
    ///   - cityCode: The code that seven-digit numbers stand in.
    init?(text: [UInt8], uniqueID: String, cityCode: String?) {
        guard let values = Self.values(of: text), values["uniqueid"] == uniqueID,
            let number = values["number"].flatMap(Self.decode(percent:)),
            let presentation = values["presentation"].map(Self.presentation(named:)),
            let called = values["called"].flatMap(Self.decode(percent:)),
            let began = values["began"].flatMap(CivilTime.init(rfc3339:))
        else { return nil }
        let ended = values["ended"].map(CivilTime.init(rfc3339:))
        if case .some(.none) = ended { return nil }
        self.init(
            start: CallStart(
                uniqueID: uniqueID,
                caller: CallerNumber(callerID: number, presentation: presentation, cityCode: cityCode),
                // The dialplan's "s" stands for a line that does not tell what was dialled.
                dialled: ["", "s"].contains(called) ? nil : called
            ),
            began: began.instant,
            ended: ended??.instant,
            sound: nil
        )
    }

    /// The values by key; `nil` where there is anything but lines of `key: value`, each key at most once.
    private static func values(of text: [UInt8]) -> [String: String]? {
        let keys: Set<String> = ["uniqueid", "number", "presentation", "called", "began", "ended"]
        var values: [String: String] = [:]
        // What is behind the last line's end is a line that was cut off.
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            guard line.allSatisfy({ (0x20..<0x7F).contains($0) }), let colon = line.firstIndex(of: UInt8(ascii: ":"))
            else { return nil }
            let key = String(decoding: line[..<colon], as: UTF8.self)
            let value = line[line.index(after: colon)...].drop { $0 == UInt8(ascii: " ") }
            guard keys.contains(key), values["ended"] == nil,
                values.updateValue(String(decoding: value, as: UTF8.self), forKey: key) == nil
            else { return nil }
        }
        return values
    }

    /// What `URIENCODE` made of a text; `nil` where it cannot have made this.
    ///
    /// A network may send any bytes: those that are no UTF-8 become replacement characters.
    private static func decode(percent text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The number behind Asterisk's word for a presentation, as `agi_callingpres` has it (`main/callerid.c`).
    private static func presentation(named word: String) -> Int {
        switch word {
        case "allowed_not_screened": 0
        case "allowed_passed_screen": 1
        case "allowed_failed_screen": 2
        case "allowed": 3
        case "prohib_not_screened": 32
        case "prohib_passed_screen": 33
        case "prohib_failed_screen": 34
        case "prohib": 35
        // "unavailable", and "unknown", which all numbers without a word of their own have: none of them is withheld.
        default: word.hasPrefix("prohib") ? 32 : 67
        }
    }
}
