import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// What the handbook quotes, promises and leaves out.
@Suite(.timeLimit(.minutes(1)))
struct HandbookTruthTests {
    /// All texts of the programs and of what Asterisk is given.
    private func sources() throws -> String {
        var text = ""
        for folder in ["Sources", "asterisk", "config"] {
            let place = Handbook.checkout.appending(path: folder)
            for name in try FileManager.default.subpathsOfDirectory(atPath: place.path()).sorted()
            where [".swift", ".conf", ".md", ".json"].contains(where: name.hasSuffix) {
                text += try String(contentsOf: place.appending(path: name), encoding: .utf8)
            }
        }
        return text
    }

    /// Of a table's line what stands in the first cell.
    private func firstCell(_ line: String) -> String? {
        guard line.hasPrefix("| "), !line.hasPrefix("| Видно"), !line.hasPrefix("|--") else { return nil }
        return line.components(separatedBy: " | ").first
    }

    @Test func `each message among the troubles is one that the programs have`() throws {
        let sources = try sources()
        let page = try Handbook.page("troubles.md")
        let quoted = page.prose.compactMap(firstCell).flatMap { cell in
            cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        }
        #expect(quoted.count >= 30)
        for message in quoted {
            for part in message.components(separatedBy: "…").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                #expect(part.isEmpty || sources.contains(part), "\(message)")
            }
        }
    }

    @Test func `every part that doctor looks at is among the troubles`() throws {
        let page = try Handbook.page("troubles.md")
        for name in HealthCheck.Name.allCases {
            #expect(page.prose.contains { $0.hasPrefix("### ") && $0.hasSuffix("«\(name.word)»") }, "\(name.word)")
        }
    }

    /// A4 has room for 61 lines of 95 letters at ten points; what stands between fences is smaller, and an empty line is a quarter of one.
    ///
    /// So reckoned, a browser prints either page on one sheet, with room left.
    @Test(arguments: ["hotline.md", "phone.md"]) func `a page for the wall has one sheet`(name: String) throws {
        let page = try Handbook.page(name)
        let prose = page.prose.reduce(0.0) { $0 + ($1.isEmpty ? 0.25 : Double(($1.count + 94) / 95)) }
        let blocks = page.blocks.reduce(0.0) { sum, block in
            sum + 0.5 + block.lines.reduce(0.0) { $0 + 0.82 * Double(max(1, ($1.count + 109) / 110)) }
        }
        #expect(prose + blocks <= 61)
    }

    @Test(arguments: ["hotline.md", "phone.md"]) func `a page for the wall speaks no jargon`(name: String) throws {
        let text = try Handbook.page(name).prose.filter { !$0.hasPrefix("*In English") }.joined(separator: "\n")
            .lowercased()
        for word in ["json", "api", "шлюз", "сервер", "токен", "бэкап", "sql", "демон", "конфиг", "лог ", "agi"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test func `README says the same in both languages`() throws {
        let (english, russian) = (try Handbook.page("../README.md"), try Handbook.page("../README.ru.md"))
        func shape(_ page: HandbookPage) -> [String] {
            page.prose.compactMap { line in
                line.hasPrefix("#") ? String(line.prefix { $0 == "#" }) : line.hasPrefix("|") ? "row" : nil
            }
        }
        func commands(_ page: HandbookPage) -> [String] {
            page.blocks.flatMap(\.lines).filter { $0.hasPrefix("make ") || $0.hasPrefix(".build/") }
                .map { $0.components(separatedBy: "  #")[0].trimmingCharacters(in: .whitespaces) }
        }
        #expect(shape(english) == shape(russian))
        #expect(commands(english) == commands(russian) && commands(english).count >= 6)
        let ours = { (page: HandbookPage) in Set(page.links.map { $0.replacing("README.ru.md", with: "README.md") }) }
        #expect(ours(english) == ours(russian))
        let makefile = try String(contentsOf: Handbook.checkout.appending(path: "Makefile"), encoding: .utf8)
        for command in commands(english) where command.hasPrefix("make ") {
            #expect(makefile.contains("\n\(command.dropFirst(5)):"), "\(command)")
        }
    }
}
