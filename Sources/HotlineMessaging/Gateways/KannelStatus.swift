/// What Kannel's `status.txt` says of its links to networks.
struct KannelStatus: Hashable {
    /// Whether each of its links is up.
    let links: [Bool]

    /// Reads the page.
    ///
    /// Each link is a line below `SMSC connections:` with its state in parentheses: `online 6s`, `re-connecting`, `connecting`,
    /// `dead` (as measured on Kannel 1.4.5).
    ///
    /// - Parameter page: The page; `nil` comes of one that is something else, such as `Denied`.
    init?(page: String) {
        let lines = page.split(whereSeparator: \.isNewline)
        guard let heading = lines.firstIndex(where: { $0.hasPrefix("SMSC connections:") }) else {
            guard lines.contains(where: { $0.hasPrefix("No SMSC connections") }) else { return nil }
            links = []
            return
        }
        links = lines[lines.index(after: heading)...].prefix { $0.first?.isWhitespace == true }
            .compactMap { line in line.firstRange(of: " (").map { line[$0.upperBound...].hasPrefix("online") } }
    }
}
