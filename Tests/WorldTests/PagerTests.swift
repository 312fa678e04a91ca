import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// Output on a real terminal: cut to its width, and page by page where it is long.
@Suite(.timeLimit(.minutes(2)))
struct PagerTests {
    @Test func `a long list is paged, a pager left early is no fault, and nobody has to have one`() async throws {
        let hotline = try await Hotline(.companion)
        for place in 10..<70 {
            _ = try await hotline.takeCall("p.\(place)", from: "+79000000\(100 + place)", route: .equipment, at: .now())
        }
        _ = try await hotline.appeal(AppealNumber(60), .distributed)
        let list = [
            BuiltProducts.program("hotline").path(), "list", "--config",
            hotline.folder.appending(path: "hotline.json").path(),
        ]
        let paged = try await TerminalSession(list, environment: ["PAGER": "less -R"], columns: 60)
        try await paged.wait(for: "the first page") { $0.contains("№") && !$0.contains("[ended") }
        let first = try await paged.screen()
        #expect(first.split(separator: "\n").contains { $0.hasPrefix("1 ") && $0.contains("…") }, "\(first)")
        try await paged.press("q")
        try await paged.wait(forText: "[ended 0]")
        try await paged.end()
        let away = try await TerminalSession(list, environment: ["PAGER": "true"])
        try await away.wait(forText: "[ended 0]")
        try await away.end()
        for environment in [["HOTLINE_PAGER": ""], ["HOTLINE_PAGER": "no-such-pager"]] {
            let plain = try await TerminalSession(list, environment: environment)
            let seen = try await plain.wait(forText: "[ended 0]")
            #expect(seen.contains("60 "), "\(seen)")
            try await plain.end()
        }
        let unwanted = try await TerminalSession(list + ["--no-pager"], environment: ["PAGER": "less -R"])
        try await unwanted.wait(forText: "[ended 0]")
        try await unwanted.end()
        // For programs nothing is cut and nothing paged.
        let piped = try await hotline.command("list")
        #expect(piped.output.split(separator: "\n").count == 61 && !piped.output.contains("…"))
        await hotline.end()
    }
}
