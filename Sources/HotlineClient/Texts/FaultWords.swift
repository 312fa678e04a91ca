/// What is wrong with a settings file, with JSON on standard input, or with what a service needs to start, in the language of the staff.
///
/// The programs of the service say it in English, as all their logs; the words that are known here are the same faults in Russian.
public enum FaultWords {
    /// Lines of faults with what they say put into Russian; places and names stay, and so does what is not known.
    public static func inRussian(_ lines: String) -> String {
        lines.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
    }

    /// A message without its place in Russian; `nil` where its words are not known.
    public static func russian(_ message: String) -> String? {
        for (english, russian) in sentences {
            guard let found = holes(of: message, in: english) else { continue }
            var values = found.map(phrase)[...]
            return russian.split(separator: "{}", omittingEmptySubsequences: false).map { piece in
                piece + (values.popFirst() ?? "")
            }.joined()
        }
        return nil
    }

    /// A line behind its place: `FILE: /staff/3/phone: `, `FILE:3:14: ` or none.
    private static func line(_ line: String) -> String {
        if let whole = russian(line) { return whole }
        for end in line.ranges(of: ": ") {
            if let words = russian(String(line[end.upperBound...])) { return line[..<end.upperBound] + words }
        }
        return line
    }

    /// What stands in the holes of a sentence; `nil` where it is another sentence.
    ///
    /// A hole ends where the words behind it begin for the first time; the last one takes all that is left.
    private static func holes(of message: String, in sentence: String) -> [String]? {
        let pieces = sentence.split(separator: "{}", omittingEmptySubsequences: false)
        guard message.hasPrefix(pieces[0]) else { return nil }
        var rest = message.dropFirst(pieces[0].count)
        guard pieces.count > 1 else { return rest.isEmpty ? [] : nil }
        var values: [String] = []
        for (index, piece) in pieces.enumerated().dropFirst() {
            if index == pieces.count - 1 {
                guard rest.hasSuffix(piece) else { return nil }
                values.append(String(rest.dropLast(piece.count)))
            } else {
                guard let found = rest.firstRange(of: piece) else { return nil }
                // A place is none of the words: a sentence that begins with a hole begins behind it.
                if rest[..<found.lowerBound].contains(": ") { return nil }
                values.append(String(rest[..<found.lowerBound]))
                rest = rest[found.upperBound...]
            }
        }
        return values
    }

    private static func phrase(_ words: String) -> String {
        for (english, russian) in phrases where words == english { return russian }
        return words
    }
}
