import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// Every page of the handbook, followed from its first line to its last on a machine of its own.
///
/// Between fences stands one of four things, and each is tried: `console`, commands and what is seen; `json`, a fragment of the
/// settings; `conf`, lines for a file, which the first of them names; `sms`, texts there and back.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct HandbookTests {
    @Test(arguments: Handbook.names) func `a page does what it says`(name: String) async throws {
        let page = try Handbook.page(name)
        let stage = try #require(HandbookStage.all[name], "\(name) has no stage in HandbookStage")
        for block in page.blocks where !["console", "json", "conf", "sms"].contains(block.kind) {
            Issue.record("\(name):\(block.line): nobody tries a block of kind “\(block.kind)”")
        }
        guard !page.blocks.isEmpty else { return }
        let world = try await HandbookWorld(stage)
        for block in page.blocks { try await follow(block, of: name, in: world) }
        let log = world.hotline.companion.standardError
        #expect(!log.contains("+7900"), "\(name): a number is in the log")
        await world.end()
    }

    private func follow(_ block: HandbookPage.Block, of name: String, in world: HandbookWorld) async throws {
        switch block.kind {
        case "console":
            let commands = try #require(block.commands, "\(name):\(block.line): it begins with no prompt")
            for command in commands {
                let result = try await world.run(command)
                let isShown = HandbookOutput.matches(result.output, shown: command.output)
                #expect(
                    result.status == command.status && isShown,
                    "\(name):\(command.line): \(command.text)\n[\(result.status)]\n\(result.output)"
                )
            }
        case "json":
            let result = try await world.apply(block.lines.joined(separator: "\n"))
            #expect(result.status == 0, "\(name):\(block.line): \(result.output)")
        case "conf": #expect(try world.append(block.lines), "\(name):\(block.line): for which file?")
        case "sms":
            do {
                try await world.correspond(block.lines)
            } catch {
                let seen = world.hotline.phones.messages.map { "\($0.receiver) \($0.text)" }
                Issue.record("\(name):\(block.line): \(error)\n\(seen.joined(separator: "\n"))")
            }
        default: break
        }
    }

    @Test func `each page is in the table of contents, and each stage has a page`() throws {
        let index = try Handbook.page("README.md")
        for name in Handbook.names where name != "README.md" {
            #expect(index.links.contains(name), "\(name)")
            let page = try Handbook.page(name)
            #expect(page.text.contains("\n*In English: "), "\(name) says in no line of English what it is")
            #expect(page.links.contains("README.md"), "\(name) leads nowhere")
        }
        #expect(Set(Handbook.names) == Set(HandbookStage.all.keys))
    }

    @Test func `each link leads somewhere`() throws {
        let manager = FileManager.default
        let readmes = ["../README.md", "../README.ru.md"]
        for name in Handbook.names + readmes {
            let folder = Handbook.checkout.appending(path: "handbook/\(name)").deletingLastPathComponent()
            let page = try Handbook.page(name)
            for link in page.links where !link.hasPrefix("https://") {
                let parts = link.components(separatedBy: "#")
                let file =
                    parts[0].isEmpty
                    ? Handbook.checkout.appending(path: "handbook/\(name)") : folder.appending(path: parts[0])
                #expect(manager.fileExists(atPath: file.standardized.path()), "\(name): \(link)")
                if parts.count > 1 {
                    #expect(try HandbookPage("", file).anchors.contains(parts[1]), "\(name): \(link)")
                }
            }
        }
    }

    @Test func `each verb and each of its keys exists`() async throws {
        var helps: [String: String] = [:]
        for name in Handbook.names + ["../README.ru.md"] {
            let page = try Handbook.page(name)
            let commands = page.blocks.flatMap { $0.commands ?? [] }.map(\.text)
            for text in page.spans + commands where text.hasPrefix("hotline ") {
                let words = text.split(separator: " ").dropFirst().map(String.init)
                let verb = words.prefix(2).prefix {
                    $0.allSatisfy { $0.isASCII && $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-")
                }
                guard let first = verb.first else { continue }
                if helps[first] == nil { helps[first] = try await help([first]) }
                var told = try #require(helps[first], "\(name): \(text)")
                if verb.count == 2, told.contains("\n  \(verb[1]) ") {
                    let key = verb.joined(separator: " ")
                    if helps[key] == nil { helps[key] = try await help(Array(verb)) }
                    told = helps[key] ?? ""
                }
                for word in words where word.hasPrefix("--") && word.count > 2 {
                    #expect(told.contains(word), "\(name): \(text): no \(word)")
                }
            }
        }
        #expect(helps.count > 20)
    }

    private func help(_ verb: [String]) async throws -> String? {
        let program = try ChildProcess(BuiltProducts.program("hotline").path(), ["help"] + verb)
        let status = try await program.waitForExit(within: .seconds(10))
        return status == .exited(0) ? program.standardOutput : nil
    }

    @Test func `each setting that is named exists`() throws {
        let file = Handbook.checkout.appending(path: "config/hotline.schema.json")
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let tops = try #require(schema["properties"] as? [String: Any])
        let endings = [
            "md", "conf", "json", "wav", "sqlite", "service", "socket", "deb", "ru", "key", "password", "secret", "txt",
            "js", "example",
        ]
        var count = 0
        for name in Handbook.names + ["../README.ru.md", "../README.md"] {
            for span in try Handbook.page(name).spans {
                let path = span.components(separatedBy: ".").map { $0.replacing("[]", with: "") }
                let isPath = span.wholeMatch(of: /[a-z][A-Za-z]*(\[\])?(\.[a-z][A-Za-z]*(\[\])?)+/) != nil
                guard isPath, let last = path.last, tops[path[0]] != nil || !endings.contains(last) else { continue }
                count += 1
                #expect(Self.finds(path, in: schema), "\(name): \(span)")
            }
        }
        #expect(count > 20)
    }

    /// Whether a schema, or one of those it is made of, knows a path.
    private static func finds(_ path: [String], in schema: [String: Any]) -> Bool {
        guard let first = path.first else { return true }
        if let next = (schema["properties"] as? [String: Any])?[first] as? [String: Any],
            finds(Array(path.dropFirst()), in: next)
        {
            return true
        }
        let parts = ["oneOf", "anyOf", "allOf"].flatMap { schema[$0] as? [[String: Any]] ?? [] }
        return (parts + [schema["items"] as? [String: Any]].compactMap(\.self)).contains { finds(path, in: $0) }
    }
}
