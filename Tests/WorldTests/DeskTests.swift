import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// `hotline desk` in a real terminal, over a real service and a real Asterisk.
@Suite(.timeLimit(.minutes(3)))
struct DeskTests {
    private func desk(_ hotline: Hotline, columns: Int = 80, rows: Int = 24) async throws -> TerminalSession {
        let settings = hotline.folder.appending(path: "hotline.json").path()
        return try await TerminalSession(
            [BuiltProducts.program("hotline").path(), "desk", "--config", settings],
            columns: columns,
            rows: rows
        )
    }

    @Test func `a call is on the desk as its keys are pressed, and its card opens when my telephone rings`()
        async throws
    {
        let phone = try SIPPhone(.keepsRinging)
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(
                settings: #""menu": {"afterType": "transfer", "fullForm": "always"},"#,
                accounts: ["ivanova": NSUserName()],
                phones: [NSUserName(): phone]
            )
        )
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        let terminal = try await desk(hotline, columns: 100, rows: 30)
        try await terminal.wait(forText: "никто не звонит")
        let caller = try await hotline.rings()
        try await terminal.wait(forText: "+7••••••••42")
        try await caller.press("2")
        let typed = try await terminal.wait(for: "the step after the type") {
            $0.contains("ЭЖД") && $0.contains("меню: роль")
        }
        #expect(typed.contains("№1") && typed.contains("[2]"))
        try await caller.hears("role-menu")
        try await caller.press("3")
        try await terminal.wait(for: "the class is asked") { $0.contains("меню: класс") && $0.contains("родитель") }
        try await caller.hears("class-parent")
        try await caller.press("5#")
        try await phone.waitForRing(within: .seconds(30))
        // Until it is loaded, the card is a number and an ellipsis.
        let card = try await terminal.wait(for: "the card") { $0.contains("Обращение №1") && $0.contains("Роль") }
        #expect(card.contains("звонит \(NSUserName())") && !card.contains("9000000042"))
        try await phone.answer()
        try await terminal.wait(forText: "говорит с")
        await phone.hangUp()
        try await terminal.wait(forText: "никто не звонит", within: .seconds(30))
        try await terminal.press("q")
        try await terminal.wait(forText: "[ended 0]")
        try await terminal.end()
        await hotline.end()
    }

    @Test func `one key takes, a line closes, a search finds, and sizes change`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["petrov": NSUserName()]))
        for place in 0..<3 {
            let route: AppealRoute = place == 1 ? .technical : .ejournal
            let number = try await hotline.takeCall("d.\(place)", from: "+7900000001\(place)", route: route, at: .now())
            _ = try await hotline.appeal(number, .distributed)
        }
        let terminal = try await desk(hotline)
        try await terminal.wait(forText: "Обращения: 3")
        try await terminal.type("е")
        try await terminal.wait(forText: "закрыть 23 ч")
        #expect(try await hotline.appeal(AppealNumber(1), .inProgress).assignee == NSUserName())
        try await terminal.type("/техника")
        try await terminal.wait(forText: "Обращения: 1,")
        try await terminal.press("Escape")
        try await terminal.wait(forText: "Обращения: 3")
        try await terminal.resize(columns: 250, rows: 70)
        try await terminal.press("Home")
        try await terminal.press("Enter")
        let wide = try await terminal.wait(for: "card and board side by side") { screen in
            screen.split(separator: "\n").contains { $0.contains("№1") && $0.contains("│") }
        }
        #expect(wide.contains("Esc назад"))
        try await terminal.resize(columns: 80, rows: 24)
        try await terminal.press("Escape")
        try await terminal.wait(for: "the board alone") { !$0.contains("│") && $0.contains("Обращения: 3") }
        // The one that was taken is the last now: its term is the longest.
        try await terminal.press("End")
        try await terminal.type("c")
        try await terminal.wait(forText: "Ответ автору №1:")
        try await terminal.type("Доступ восстановлен")
        try await terminal.press("Enter")
        try await terminal.wait(forText: "Обращения: 2")
        #expect(try await hotline.appeal(AppealNumber(1), .closed).result == "Доступ восстановлен")
        try await terminal.press("C-c")
        try await terminal.wait(forText: "[ended 0]")
        try await terminal.end()
        await hotline.end()
    }

    @Test func `after a form the desk still hears of sizes, of Ctrl-C and of its end`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["ivanova": NSUserName()]))
        let number = try await hotline.takeCall("e.1", from: "+79000000042", route: .ejournal, at: .now())
        _ = try await hotline.appeal(number, .distributed)
        func isAtFoot(_ screen: String, of rows: Int, _ words: String) -> Bool {
            let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.count >= rows && lines[rows - 1].contains(words)
        }
        let terminal = try await desk(hotline)
        try await terminal.wait(forText: "Обращения: 1")
        for (rows, leaves) in [(30, "C-c"), (26, "Escape")] {
            try await terminal.type("e")
            try await terminal.wait(forText: "Форма 2  №\(number)")
            try await terminal.resize(columns: 80, rows: rows)
            try await terminal.wait(for: "the foot of the form at \(rows)") { isAtFoot($0, of: rows, "Esc сохранить") }
            try await terminal.press(leaves)
            try await terminal.wait(forText: "Горячая линия")
            try await terminal.resize(columns: 80, rows: rows + 1)
            try await terminal.wait(for: "the foot of the desk at \(rows + 1)") {
                isAtFoot($0, of: rows + 1, "q выход")
            }
        }
        try await terminal.press("C-c")
        try await terminal.wait(forText: "[ended 0]")
        try await terminal.end()

        // And who ends the program ends it, over the desk as over the form.
        let settings = hotline.folder.appending(path: "hotline.json").path()
        let noted = hotline.folder.appending(path: "desk.pid")
        let script =
            "echo $$ >'\(noted.path())'; exec '\(BuiltProducts.program("hotline").path())' desk --config '\(settings)'"
        for isOverForm in [false, true] {
            let ended = try await TerminalSession(["sh", "-c", script])
            try await ended.wait(forText: "Обращения: 1")
            try await ended.type("e")
            try await ended.wait(forText: "Форма 2  №\(number)")
            if !isOverForm {
                try await ended.press("Escape")
                try await ended.wait(forText: "Горячая линия")
            }
            let words = try String(contentsOf: noted, encoding: .utf8)
            let process = try #require(Int32(words.filter { $0.isNumber }))
            #expect(kill(process, SIGTERM) == 0)
            try await ended.wait(forText: "[ended 0]")
            try await ended.end()
        }
        await hotline.end()
    }

    @Test func `without colour nothing on the desk is coloured`() async throws {
        let hotline = try await Hotline(.companion)
        let settings = hotline.folder.appending(path: "hotline.json").path()
        for (words, isColoured) in [([], true), (["--no-color"], false)] as [([String], Bool)] {
            let program = [BuiltProducts.program("hotline").path(), "desk", "--config", settings]
            // What runs the tests may want no colour itself.
            let terminal = try await TerminalSession(program + words, environment: ["NO_COLOR": ""])
            try await terminal.wait(for: "the desk") { $0.contains("q выход") && !$0.contains("соединяюсь") }
            // That the service is gone is told in red.
            await hotline.companion.kill()
            try await terminal.wait(forText: "НЕТ СВЯЗИ")
            let styled = try await terminal.screen(isStyled: true)
            let isRed = styled.contains(/\[(?:\d+;)*31(?:;\d+)*m/)
            #expect(isRed == isColoured, "\(styled)")
            try await terminal.press("q")
            try await terminal.wait(forText: "[ended 0]")
            try await terminal.end()
            try await hotline.startCompanion()
        }
        await hotline.end()
    }

    @Test func `a service that is killed and started again is found again`() async throws {
        let hotline = try await Hotline(.companion)
        let number = try await hotline.takeCall("k.1", from: "+79000000042", route: .ejournal, at: .now())
        _ = try await hotline.appeal(number, .distributed)
        let terminal = try await desk(hotline)
        // The foot is drawn last.
        let whole = try await terminal.wait(for: "the desk") { $0.contains("Обращения: 1") && $0.contains("q выход") }
        var lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        // A minute ends now and then.
        lines[4] = lines[4].replacing(/взять (?:29|30) мин/, with: "взять NN мин")
        // The clock at the end of the first.
        lines[0] = String(lines[0].dropLast(8)).trimmingCharacters(in: .whitespaces)
        #expect(
            lines.prefix(24) == [
                "Горячая линия  \(NSUserName())", "Звонки: 0", "  никто не звонит", "Обращения: 1",
                "  №1      взять NN мин        ЭЖД               petrov           +7••••••••42",
                "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
                "Enter карточка  t взять  c закрыть  a назначить  h вернуть  ? все  q выход",
            ],
            "\(whole)"
        )
        await hotline.companion.kill()
        let lost = try await terminal.wait(forText: "НЕТ СВЯЗИ")
        #expect(lost.contains("№1"))
        try await terminal.type("t")
        try await terminal.wait(forText: "ничего не сделано")
        try await hotline.startCompanion()
        try await terminal.wait(for: "the service again") { !$0.contains("НЕТ СВЯЗИ") }
        let second = try await hotline.takeCall("k.2", from: "+79000000043", route: .technical, at: .now())
        try await terminal.wait(forText: "№\(second)")
        // A service that ends does not wait for desks.
        #expect(await hotline.companion.terminate(within: .seconds(8)) == .exited(0))
        try await terminal.press("q")
        try await terminal.wait(forText: "[ended 0]")
        try await terminal.end()
        await hotline.end()
    }

    @Test(.enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
    func `who may not see the desk, or may no more, does not sit before an empty one`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["glavny": "lp", "ivanova": "daemon"]))
        let settings = hotline.folder.appending(path: "hotline.json")
        let program = [BuiltProducts.program("hotline").path(), "desk", "--config", settings.path()]
        let director = try await TerminalSession(Hotline.disguise(as: "lp") + program)
        let refused = try await director.wait(forText: "[ended 77]")
        #expect(refused.contains("ваша роль не позволяет: смотреть все обращения"))
        try await director.end()
        // One of the hotline who is made a director while the desk is open.
        let other = try await TerminalSession(Hotline.disguise(as: "daemon") + program)
        try await other.wait(forText: "никто не звонит")
        await hotline.companion.terminate()
        let text = try String(contentsOf: settings, encoding: .utf8)
        let demoted = text.replacing(#"["hotline"]"#, with: #"["director"]"#)
        try #require(demoted != text)
        try Data(demoted.utf8).write(to: settings)
        try await hotline.startCompanion()
        try await other.wait(forText: "[ended 77]")
        try await other.end()
        await hotline.end()
    }

    @Test func `without a terminal it is said, and as JSON it needs none`() async throws {
        let hotline = try await Hotline(.companion)
        let blind = try await hotline.command("desk")
        #expect(blind.status == .exited(64) && blind.words.contains("нужен терминал"), "\(blind.words)")
        let lines = try hotline.start("hotline", ["desk", "--json"])
        try await lines.waitForOutput(containing: #""appeals":[]"#, within: .seconds(10))
        let number = try await hotline.takeCall("j.1", from: "+79000000042", route: .ejournal, at: .now())
        try await lines.waitForOutput(containing: #""number":\#(number)"#, within: .seconds(10))
        #expect(!lines.standardOutput.contains("9000000042"))
        await lines.terminate()
        await hotline.end()
    }
}
