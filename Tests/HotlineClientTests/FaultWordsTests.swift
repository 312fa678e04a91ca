import Foundation
import HotlineClient
import HotlineCore
import JSON
import Testing

/// What the programs say in English of a settings file, and what the command line makes of it.
@Suite struct FaultWordsTests {
    @Test(arguments: [
        (
            "hotline.json: /staff/3/phone: must be a telephone number such as \"+74950000001\"",
            "hotline.json: /staff/3/phone: должно быть: номер телефона, например \"+74950000001\""
        ),
        ("/etc/a: b.json:3:14: '}' expected near 'x'", "/etc/a: b.json:3:14: нужна «}» или «,», у «x»"),
        (
            "a.json: /shool: unknown key \"shool\"; did you mean \"school\"?",
            "a.json: /shool: неизвестный ключ «shool»; может быть, «school»?"
        ),
        ("a.json: there is no such file", "a.json: такого файла нет"),
        ("a.json: must be an object, not an array", "a.json: должно быть: объект, а стоит: список"),
        ("/terms/take: must be from 1m to 30d", "/terms/take: должно быть от 1m до 30d"),
        (
            "/agi/listen: must be host:port such as \"127.0.0.1:4573\"",
            "/agi/listen: должно быть: узел:порт, например \"127.0.0.1:4573\""
        ),
        ("nobody ever wrote this: not at all", "nobody ever wrote this: not at all"),
    ])
    func `places and names stay, words are in Russian`(english: String, russian: String) {
        #expect(FaultWords.inRussian(english) == russian)
    }

    @Test func `every line of several is put into Russian`() {
        #expect(FaultWords.inRussian("a: /b: is missing\na: /c: is missing") == "a: /b: не указано\na: /c: не указано")
    }

    /// Reads what is said out of the sources, so that whoever adds a fault adds its words.
    @Test func `whatever the sources say of settings has its words in Russian`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let said = try ["JSON", "HotlineCore/Settings"].flatMap {
            try Self.messages(below: root.appending(path: "Sources/\($0)"))
        }
        #expect(said.count > 90)
        // Their holes hold words, not values; what these come to stands below.
        let open: Set<String> = [
            "x", "unknown key \"x\"x", "x have the place \"{result}\"", "makes the text \"x\" too long: it x",
        ]
        let whole = [
            "unknown key \"x\"; did you mean \"y\"?", "unknown key \"x\"; known here: a, b", "unknown key \"x\"",
            "must have the place \"{result}\"", "cannot have the place \"{result}\"",
            "makes the text \"x\" too long: it takes 2 parts at its longest (99 characters); at most 1 (70 characters) may be used",
        ]
        for message in said.filter({ !open.contains($0) }) + whole {
            let russian = FaultWords.russian(message)
            #expect(russian != nil, "\(message)")
            let left = (russian ?? "").matches(of: /[a-z]{2,} [a-z]{2,}/).map { String($0.output) }
            #expect(left.isEmpty, "\(message): \(left)")
        }
    }

    /// The words of faults in Swift files, with `x` where something is put in.
    private static func messages(below folder: URL) throws -> [String] {
        let literal = #""((?:[^"\\]|\\.|\\\((?:[^()]|\([^()]*\))*\))*)""#
        let faults = try Regex(#"(?:fault|JSONMismatch)\(\s*"# + literal, as: (Substring, Substring).self)
        let shapes = try Regex(#"(?:as: |\.kind\()"# + literal, as: (Substring, Substring).self)
        let hole = try Regex(#"\\\((?:[^()]|\([^()]*\))*\)"#)
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return try files.filter { $0.pathExtension == "swift" }.flatMap { file in
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let code = lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("///") }.joined(separator: "\n")
            let said =
                code.matches(of: faults).map { String($0.output.1) }
                + code.matches(of: shapes).map { "must be \($0.output.1)" }
            return said.map { $0.replacing(hole, with: "x").replacing("\\\"", with: "\"") }
        }
    }
}
