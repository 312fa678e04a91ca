import Foundation

/// Compares what a page shows with what is seen.
///
/// What varies is written in one of two ways: `…` stands for anything within a line, and alone on a line for any lines; and a time, a
/// date, a length of time, a size, a version or the name of a backup is like any other of its kind. Runs of spaces are alike.
enum HandbookOutput {
    private static let kinds = [
        (#"hotline-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?"#, "КОПИЯ"),
        (#"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"#, "ДЕНЬ"),
        (#"[0-9]{2}\.[0-9]{2}\.[0-9]{4}|[0-9]{2}\.[0-9]{2}(?![0-9])"#, "ДЕНЬ"),
        (#"[0-9]{2}:[0-9]{2}(:[0-9]{2})?"#, "ЧАС"),
        (#"ЧАС( [+]ЧАС)? ДЕНЬ|ДЕНЬ,? ЧАС( [+]ЧАС)?"#, "ЧАС"),
        (#"[0-9]+(,[0-9]+)? (Б|КБ|МБ|ГБ|ТБ)(?!\w)"#, "РАЗМЕР"),
        (#"[0-9]+ (с|мин|ч|дн|сут|мс)(?!\w)\.?( [0-9]+ (с|мин|ч)(?!\w)\.?)*"#, "СРОК"),
        (#"версия [0-9][^ ,]*"#, "ВЕРСИЯ"),
        (#"[ \t]+"#, " "),
    ]

    /// The text with everything that is alike made the same.
    static func plain(_ text: String) -> String {
        kinds.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression) }
            .components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
            .trimmingCharacters(in: .newlines)
    }

    /// Whether all that is seen is what is shown; nothing shown is met by everything.
    static func matches(_ seen: String, shown: [String]) -> Bool {
        guard !shown.isEmpty else { return true }
        let pattern = plain(shown.joined(separator: "\n")).components(separatedBy: "\n").map { line in
            guard line != "…" else { return "(?:.*\\n)*" }
            return line.components(separatedBy: "…").map(NSRegularExpression.escapedPattern(for:)).joined(
                separator: ".*"
            )
                + "\\n"
        }
        let whole = "^\(pattern.joined())$"
        return (plain(seen) + "\n").range(of: whole, options: .regularExpression) != nil
    }
}
