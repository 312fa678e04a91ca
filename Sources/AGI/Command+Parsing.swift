extension Command {
    /// Reads a command line as Asterisk does, for a simulated Asterisk in demonstrations and tests.
    ///
    /// Words are split at blanks and tabs; `"` turns quoting on and off anywhere; a backslash takes the next character as it is,
    /// inside and outside quotes; an open quote may stay open. Asterisk drops what comes after 126 words and so does this.
    /// The name is the longest that Asterisk 22 knows, or else the first word.
    ///
    /// - Parameter line: The line, without its line feed. Invalid UTF-8 is repaired.
    /// - Throws: ``AGIError/badCommandName`` where there is no word or the first cannot begin a command. Asterisk answers `510`.
    public init(parsing line: some Sequence<UInt8>) throws(AGIError) {
        let words = Self.words(of: line)
        let capitals = words.prefix(3).map { $0.uppercased() }
        for length in stride(from: capitals.count, to: 0, by: -1) {
            let name = capitals[..<length].joined(separator: " ")
            guard Self.names.contains(name), !capitals[..<length].contains(where: { $0.contains(" ") }) else {
                continue
            }
            self.init(name, arguments: Array(words[length...]))
            return
        }
        guard let first = words.first, Self.isPlainWord(first) else { throw AGIError.badCommandName }
        self.init(first, arguments: Array(words.dropFirst()))
    }

    /// Reads a command line as Asterisk does.
    ///
    /// - Parameter line: The line, without its line feed.
    /// - Throws: ``AGIError/badCommandName`` where there is no word or the first cannot begin a command.
    public init(parsing line: String) throws(AGIError) {
        try self.init(parsing: line.utf8)
    }

    private static func words(of line: some Sequence<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8]?
        var isQuoted = false
        var isEscaped = false
        for byte in line {
            switch byte {
            case _ where isEscaped:
                word = (word ?? []) + [byte]
                isEscaped = false
            case UInt8(ascii: "\\"):
                word = word ?? []
                isEscaped = true
            case UInt8(ascii: "\""):
                word = word ?? []
                isQuoted.toggle()
            case UInt8(ascii: " ") where !isQuoted, UInt8(ascii: "\t") where !isQuoted:
                if let ended = word { words.append(String(decoding: ended, as: UTF8.self)) }
                word = nil
            default:
                word = (word ?? []) + [byte]
            }
            if words.count == maximumWords { return words }
        }
        if let ended = word { words.append(String(decoding: ended, as: UTF8.self)) }
        return words
    }

    private static func isPlainWord(_ word: String) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default:
                    false
                }
            }
    }

    /// The commands of Asterisk 22.
    private static let names: Set<String> = [
        "ANSWER", "ASYNCAGI BREAK", "CHANNEL STATUS", "CONTROL STREAM FILE", "DATABASE DEL", "DATABASE DELTREE",
        "DATABASE GET",
        "DATABASE PUT", "EXEC", "GET DATA", "GET FULL VARIABLE", "GET OPTION", "GET VARIABLE", "GOSUB", "HANGUP",
        "NOOP",
        "RECEIVE CHAR", "RECEIVE TEXT", "RECORD FILE", "SAY ALPHA", "SAY DATE", "SAY DATETIME", "SAY DIGITS",
        "SAY NUMBER",
        "SAY PHONETIC", "SAY TIME", "SEND IMAGE", "SEND TEXT", "SET AUTOHANGUP", "SET CALLERID", "SET CONTEXT",
        "SET EXTENSION", "SET MUSIC", "SET PRIORITY", "SET VARIABLE", "SPEECH ACTIVATE GRAMMAR", "SPEECH CREATE",
        "SPEECH DEACTIVATE GRAMMAR", "SPEECH DESTROY", "SPEECH LOAD GRAMMAR", "SPEECH RECOGNIZE", "SPEECH SET",
        "SPEECH UNLOAD GRAMMAR", "STREAM FILE", "TDD MODE", "VERBOSE", "WAIT FOR DIGIT",
    ]
}
