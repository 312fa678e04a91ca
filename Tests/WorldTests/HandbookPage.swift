import Foundation

/// The handbook as it lies in the checkout.
enum Handbook {
    /// The folder of the whole project.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The names of all pages.
    static let names: [String] = {
        let folder = checkout.appending(path: "handbook").path()
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    /// Reads a page.
    static func page(_ name: String) throws -> HandbookPage {
        try HandbookPage(name, checkout.appending(path: "handbook/\(name)"))
    }
}

/// A page, taken apart.
struct HandbookPage {
    /// What stands between fences.
    struct Block: Sendable {
        var kind: String
        var line: Int
        var lines: [String]
    }

    /// A command, and what is seen.
    struct Command: Sendable {
        /// `#` for the administrator, `$` for one of the staff.
        var prompt: String
        var text: String
        var output: [String] = []
        var status: Int32 = 0
        var line: Int
    }

    let name: String
    let text: String
    /// What stands between fences, in order.
    let blocks: [Block]
    /// The lines outside of fences.
    let prose: [String]

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - file: Where it is.
    /// - Throws: What reading throws.
    init(_ name: String, _ file: URL) throws {
        self.name = name
        text = try String(contentsOf: file, encoding: .utf8)
        var (blocks, prose): ([Block], [String]) = ([], [])
        var open: Block?
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            guard line.hasPrefix("```") else {
                if open == nil { prose.append(line) } else { open?.lines.append(line) }
                continue
            }
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = Block(kind: String(line.dropFirst(3)), line: index + 1, lines: [])
            }
        }
        if let open { blocks.append(Block(kind: "unclosed", line: open.line, lines: open.lines)) }
        self.blocks = blocks
        self.prose = prose
    }

    /// What stands between backquotes.
    var spans: [String] {
        prose.flatMap { line in
            line.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        }
    }

    /// Where its links lead.
    var links: [String] {
        prose.flatMap { line in
            line.components(separatedBy: "](").dropFirst().compactMap { $0.components(separatedBy: ")").first }
        }
    }

    /// The anchors of its headings, as GitHub makes them.
    var anchors: Set<String> {
        Set(
            prose.filter { $0.hasPrefix("#") }.map { line in
                let title = line.drop { $0 == "#" || $0 == " " }.lowercased()
                return title.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
                    .replacing(" ", with: "-")
            }
        )
    }
}

extension HandbookPage.Block {
    /// The commands of a block of kind `console`; `nil` where it does not begin with a prompt.
    ///
    /// A line with `$ ` or `# ` is a command, one that ends with `\` goes on; what follows is what is seen, and `(код 1)` at its end
    /// is what the command ends with.
    var commands: [HandbookPage.Command]? {
        var commands: [HandbookPage.Command] = []
        for (index, line) in lines.enumerated() {
            if let last = commands.last, last.output.isEmpty, last.text.hasSuffix("\\") {
                commands[commands.count - 1].text = "\(last.text.dropLast())\(line.drop { $0 == " " })"
            } else if line.hasPrefix("$ ") || line.hasPrefix("# ") {
                let command = HandbookPage.Command(
                    prompt: String(line.prefix(1)),
                    text: String(line.dropFirst(2)),
                    line: self.line + index + 1
                )
                commands.append(command)
            } else if commands.isEmpty {
                return nil
            } else if line.hasPrefix("(код "), let status = Int32(line.dropFirst(5).dropLast()) {
                commands[commands.count - 1].status = status
            } else {
                commands[commands.count - 1].output.append(line)
            }
        }
        return commands
    }
}
