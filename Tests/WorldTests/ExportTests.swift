import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import JSON
import Testing

/// `hotline export` against a running service.
@Suite(.timeLimit(.minutes(3)))
struct ExportTests {
    @Test func `all appeals come out in their order, numbers masked, and an interrupted file goes on`() async throws {
        let hotline = try await Hotline(.companion)
        for place in 0..<620 {
            _ = try await hotline.takeCall("e.\(place)", from: "+7900000\(1000 + place)", route: .ejournal, at: .now())
        }
        let lines = hotline.folder.appending(path: "all.jsonl").path()
        let done = try await hotline.command("export", "--format", "jsonl", "--output", lines)
        #expect(done.status == .exited(0) && done.words.contains("620"), "\(done.words)")
        let text = try String(contentsOfFile: lines, encoding: .utf8)
        let rows = text.split(separator: "\n")
        #expect(rows.count == 620 && !text.contains("79000001000"))
        let numbers = try rows.map { row in
            try #require((try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])?["number"] as? Int)
        }
        #expect(numbers == Array(1...620))
        #expect(try FileManager.default.attributesOfItem(atPath: lines)[.posixPermissions] as? Int == 0o600)
        // Cut in the middle of a row, it goes on after the last whole one.
        try Data(text.utf8.prefix(text.utf8.count / 2)).write(to: URL(filePath: "\(lines).partial"))
        let resumed = try await hotline.command("export", "--format", "jsonl", "--output", lines, "--resume")
        #expect(resumed.status == .exited(0) && resumed.words.contains("Выгружено обращений: 620 "), "\(resumed.words)")
        let again = try String(contentsOfFile: lines, encoding: .utf8)
        #expect(again.split(separator: "\n").count == 620)
        // A list that is not all of it says so.
        let short = try await hotline.command("list")
        #expect(short.output.split(separator: "\n").count == 501 && short.words.contains("не больше 500"))
        #expect(try await hotline.command("list", "--limit", "1000").words.isEmpty)
        // The same rows as the list has.
        let csv = try await hotline.command("export").output
        #expect(csv.split(separator: "\r\n").count == 621 && csv.hasPrefix("number,status,"))
        let table = hotline.folder.appending(path: "all.csv").path()
        try Data(csv.utf8.prefix(csv.utf8.count * 2 / 3)).write(to: URL(filePath: "\(table).partial"))
        #expect(try await hotline.command("export", "--output", table, "--resume").status == .exited(0))
        let mended = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\r\n").compactMap { row in
            row.split(separator: ",").first.flatMap { Int($0) }
        }
        #expect(mended == Array(1...620))
        // Cut behind the headings, it has them once.
        let headings = csv.prefix { $0 != "\r\n" } + "\r\n"
        try Data(headings.utf8).write(to: URL(filePath: "\(table).partial"))
        #expect(try await hotline.command("export", "--output", table, "--resume").status == .exited(0))
        #expect(try String(contentsOfFile: table, encoding: .utf8) == csv)
        let none = try await hotline.command("export", "--output", table, "--resume")
        #expect(none.status == .exited(1) && none.words.contains("без --resume"))
        await hotline.end()
    }

    @Test func `what is no beginning of this export is not gone on with, and stays as it is`() async throws {
        let hotline = try await Hotline(.companion)
        for place in 0..<3 {
            let number = try await hotline.takeCall(
                "a.\(place)",
                from: "+7900000001\(place)",
                route: .ejournal,
                at: .now()
            )
            _ = try await hotline.appeal(number, .distributed)
        }
        // The texts about them are on their way for a moment, and stand in the rows.
        _ = try await hotline.wait(for: "texts that went") {
            let messages = try await hotline.command("messages", "--json").output
            let states =
                try JSON(parsing: Array(messages.utf8)).arrayValue?.compactMap { $0["state"]?.stringValue } ?? []
            return !states.isEmpty && states.allSatisfy { $0 == "delivered" || $0 == "accepted" } ? true : nil
        }
        for format in ["jsonl", "csv"] {
            let path = hotline.folder.appending(path: "rows.\(format)").path()
            let good = try await hotline.command("export", "--format", format).output
            let end = format == "csv" ? "\r\n" : "\n"
            let rows = good.components(separatedBy: end)
            // Of an appeal that there is not, of one there is but cut to its number, out of order, and something else.
            let parts =
                format == "csv"
                ? [
                    "\(rows[0])\r\n99999,x\r\n", "\(rows[0])\r\n2\r\n", "\(rows[0])\r\n\(rows[2])\r\n\(rows[1])\r\n",
                    "a,b\r\n1\r\n",
                ]
                : [
                    "{\"number\":99999}\n", "{\"number\":2}\n", "\(rows[1])\n\(rows[0])\n", "hello\n\(rows[0])\n",
                ]
            for part in parts {
                try Data(part.utf8).write(to: URL(filePath: "\(path).partial"))
                let refused = try await hotline.command("export", "--format", format, "--output", path, "--resume")
                #expect(refused.status == .exited(1) && refused.words.contains("не начало такой выгрузки"), "\(part)")
                #expect(!FileManager.default.fileExists(atPath: path))
                #expect(try String(contentsOfFile: "\(path).partial", encoding: .utf8) == part)
            }
            let begun = good.prefix(good.count - 3)
            try Data(begun.utf8).write(to: URL(filePath: "\(path).partial"))
            let resumed = try await hotline.command("export", "--format", format, "--output", path, "--resume")
            #expect(resumed.status == .exited(0) && resumed.words.contains("Выгружено обращений: 3 "), "\(resumed)")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == good)
        }
        await hotline.end()
    }

    @Test func `whole numbers are shown only when asked, and each is logged`() async throws {
        let hotline = try await Hotline(.companion)
        let number = try await hotline.takeCall("w.1", from: "+79000000042", route: .ejournal, at: .now())
        let secret = try await hotline.takeCall("w.2", from: "+79000000043", route: .psychologist, at: .now())
        let masked = try await hotline.command("export", "--format", "jsonl").output
        #expect(!masked.contains("79000000042"))
        #expect(try await hotline.store.events(of: number).allSatisfy { $0.kind != "numberShown" })
        let whole = try await hotline.command("export", "--format", "jsonl", "--whole-numbers").output
        #expect(whole.contains("79000000042") && !whole.contains("79000000043"))
        #expect(try await hotline.store.events(of: number).contains { $0.kind == "numberShown" })
        #expect(try await hotline.store.events(of: secret).allSatisfy { $0.kind != "numberShown" })
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }
}
