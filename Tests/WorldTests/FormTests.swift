import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// `hotline complete` and `hotline add` in a real terminal, over a real service.
@Suite(.timeLimit(.minutes(3)))
struct FormTests {
    private func terminal(_ hotline: Hotline, _ words: String..., columns: Int = 80) async throws -> TerminalSession {
        let settings = hotline.folder.appending(path: "hotline.json").path()
        return try await TerminalSession(
            [BuiltProducts.program("hotline").path()] + words + ["--config", settings],
            columns: columns
        )
    }

    /// The lines of a screen, without the clock at the end of the first.
    private func lines(_ screen: String) -> [String] {
        var lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let first = lines.first { lines[0] = String(first.dropLast(9)).trimmingCharacters(in: .whitespaces) }
        return lines
    }

    private func appeal(_ hotline: Hotline) async throws -> Appeal {
        let number = try await hotline.takeCall("f.1", from: "+79000000042", route: .ejournal, at: .now())
        return try await hotline.appeal(number, .distributed)
    }

    @Test func `a form is filled, left, taken up again, and shown as it stands`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["ivanova": NSUserName()]))
        let number = try await appeal(hotline).number
        let first = try await terminal(hotline, "complete", "1")
        // The foot is drawn last.
        let begun = try await first.wait(for: "the form") {
            $0.contains("Форма 2  №1") && $0.contains("выйти без строки")
        }
        #expect(
            lines(begun).prefix(24) == [
                "Форма 2  №1  передано petrov",
                lines(begun)[1],
                "",
                "▶ · ФИО обратившегося:",
                "  · Роль:                            —",
                "  · Класс, в котором учится ребёнок: —",
                "  ✓ Тип обращения:                   2 — проблема с ЭЖД",
                "  · Описание проблемы:               —",
                "  ✓ Телефон для обратной связи:      +79000000042",
                "  · Адрес электронной почты:         —",
                "",
                "",
                "    ФИО обратившегося",
                "", "", "", "", "", "", "", "", "", "",
                "Enter дальше  ? пояснение  Esc сохранить и выйти  Ctrl-C выйти без строки",
            ],
            "\(begun)"
        )
        #expect(lines(begun)[1].hasPrefix(" Звонок "))
        try await first.type("Петрова Анна")
        try await first.press("Enter")
        try await first.wait(forText: "✓ ФИО обратившегося:               Петрова Анна")
        // Another class than there is: it is told while it is typed, and the line is not left.
        try await first.press("Down")
        try await first.type("12а")
        try await first.wait(forText: "класс пишется как 5А")
        try await first.press("Enter")
        try await first.wait(forText: "▶ · Класс, в котором учится ребёнок: 12а")
        try await first.press("C-u")
        try await first.type("5а")
        try await first.wait(forText: "Запишется: 5А")
        try await first.press("Up")
        try await first.wait(forText: "✓ Класс, в котором учится ребёнок: 5А")
        try await first.type("?")
        try await first.wait(forText: "Номер или слово.")
        try await first.type("ро")
        try await first.press("Escape")
        try await first.wait(forText: "Исправьте строку")
        try await first.press("C-c")
        let left = try await first.wait(forText: "[ended 0]")
        #expect(left.contains("не хватает — Роль; Описание проблемы; Адрес электронной почты."), "\(left)")
        try await first.end()
        var kept = try await hotline.appeal(number, .distributed)
        #expect(kept.form.fullName == "Петрова Анна" && kept.form.className == "5А" && kept.form.role == nil)

        // Taken up again: at the first line that lacks. A colleague writes meanwhile.
        let second = try await terminal(hotline, "complete", "1", columns: 120)
        try await second.wait(forText: "▶ · Роль:")
        let other = ["complete", "1", "--no-input", "--full-name", "Петрова А. А.", "--email", "a@b.example"]
        #expect(try await hotline.command(other).status == .exited(1))
        try await second.type("3")
        try await second.press("Enter")
        try await second.wait(forText: "Тем временем записано: ФИО обратившегося, Адрес электронной почты.")
        try await second.wait(forText: "✓ Роль:                            родитель")
        try await second.type("Не входит")
        #expect(
            try await hotline.command(["complete", "1", "--no-input", "--description", "Нет пароля"]).status
                == .exited(0)
        )
        try await second.press("Enter")
        try await second.wait(forText: "Тем временем там записано: «Нет пароля».")
        try await second.wait(forText: "▶ ≠ Описание проблемы:               Не входит")
        try await second.press("Enter")
        let done = try await second.wait(forText: "[ended 0]")
        #expect(done.contains("Обращение №1: форма заполнена."), "\(done)")
        try await second.end()
        kept = try await hotline.appeal(number, .distributed)
        #expect(kept.form.description == "Не входит" && kept.form.role == .parent)
        #expect(kept.form.fullName == "Петрова А. А." && kept.form.email == "a@b.example")
        #expect(try await hotline.store.audit().isEmpty)
        await hotline.end()
    }

    @Test(.enabled(if: Hotline.canBeOthers, "other accounts are for root only"))
    func `who may not fill a form is told so before a word is typed`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["petrov": "bin", "ivanova": "daemon"]))
        let number = try await appeal(hotline).number
        let secret = try await hotline.takeCall("f.2", from: "+79000000043", route: .psychologist, at: .now())
        _ = try await hotline.appeal(secret, .distributed)
        let settings = hotline.folder.appending(path: "hotline.json").path()
        let refusals: [(account: String, words: [String], refusal: String)] = [
            ("bin", ["complete", "\(number)"], "ваша роль не позволяет: дополнять форму 2"),
            ("bin", ["complete", "\(number)", "--line"], "ваша роль не позволяет: дополнять форму 2"),
            ("bin", ["add"], "ваша роль не позволяет: заводить обращения"),
            ("daemon", ["complete", "\(secret)"], "обращение №\(secret) личное"),
            ("daemon", ["complete", "\(secret)", "--line"], "обращение №\(secret) личное"),
        ]
        for (account, words, refusal) in refusals {
            let terminal = try await TerminalSession(
                Hotline.disguise(as: account) + [BuiltProducts.program("hotline").path()] + words
                    + ["--config", settings]
            )
            let ended = try await terminal.wait(forText: "[ended 77]")
            #expect(ended.contains(refusal), "\(words) as \(account): \(ended)")
            try await terminal.end()
        }
        // From the desk too, which stays.
        let desk = try await TerminalSession(
            Hotline.disguise(as: "bin") + [BuiltProducts.program("hotline").path(), "desk", "--config", settings]
        )
        try await desk.wait(forText: "Обращения: 1")
        try await desk.type("e")
        try await desk.wait(forText: "ваша роль не позволяет: дополнять форму 2")
        try await desk.press("q")
        try await desk.wait(forText: "[ended 0]")
        try await desk.end()
        await hotline.end()
    }

    @Test func `who loses the terminal leaves no form behind, be it told by a signal or not`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["ivanova": NSUserName()]))
        _ = try await appeal(hotline)
        let settings = hotline.folder.appending(path: "hotline.json").path()
        let form = "'\(BuiltProducts.program("hotline").path())' complete 1 --config '\(settings)'"
        for leader in ["exec", "exec setsid -w"] {
            let ended = hotline.folder.appending(path: "ended")
            let script = "\(form); echo \"$?\" >'\(ended.path())'"
            let terminal = try await TerminalSession(["sh", "-c", "\(leader) sh -c \"$0\"", "trap '' HUP; \(script)"])
            try await terminal.wait(forText: "Форма 2  №1")
            try await terminal.type("Петрова Анна")
            try await terminal.wait(forText: "ФИО обратившегося:               Петрова Анна")
            try await terminal.end()
            var status = ""
            while !status.hasSuffix("\n") {
                try await Task.sleep(for: .milliseconds(20))
                status = (try? String(contentsOf: ended, encoding: .utf8)) ?? ""
            }
            // The last line, which says what the form still lacks, went nowhere.
            #expect(status == "1\n")
            try FileManager.default.removeItem(at: ended)
        }
        await hotline.end()
    }

    @Test func `while the caller is on the line, the form shows where, and what the keys say`() async throws {
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(settings: #""menu": {"fullForm": "always"},"#, accounts: ["ivanova": NSUserName()])
        )
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        let caller = try await hotline.rings()
        try await caller.press("2")
        try await caller.hears("role-menu")
        let form = try await terminal(hotline, "complete", "1")
        try await form.wait(forText: "На линии: меню: роль")
        try await form.press("Down")
        try await form.wait(forText: "▶ · Роль:")
        try await caller.press("3")
        try await form.wait(forText: "▶ ✓ Роль:                            родитель")
        try await form.wait(forText: "На линии: меню: класс")
        await caller.hangUp()
        try await form.wait(for: "the call to be over") { $0.contains("Звонок ") && $0.contains("положил трубку") }
        try await form.press("Escape")
        try await form.wait(forText: "[ended 0]")
        try await form.end()
        await hotline.end()
    }

    @Test func `an appeal is made on the screen, and a service that is killed meanwhile makes one`() async throws {
        let hotline = try await Hotline(.companion, Hotline.Wishes(accounts: ["ivanova": NSUserName()]))
        let form = try await terminal(hotline, "add")
        try await form.wait(forText: "Форма 2  новое обращение")
        await hotline.companion.kill()
        try await form.type("Петрова 👩‍🏫 Анна")
        try await form.press("Enter")
        try await form.wait(forText: "НЕТ СВЯЗИ")
        try await form.type("учитель")
        try await form.press("Enter")
        try await hotline.startCompanion()
        let made = try await form.wait(for: "the appeal") { $0.contains("Форма 2  №1") && $0.contains("✓ Роль:") }
        #expect(lines(made)[3] == "  ✓ ФИО обратившегося:               Петрова 👩🏫 Анна", "\(made)")
        try await form.press("Escape")
        let done = try await form.wait(forText: "[ended 0]")
        #expect(done.contains("№1"), "\(done)")
        try await form.end()
        let all = try await hotline.store.appeals(AppealFilter(isOpen: false))
        #expect(all.count == 1 && all.first?.form.fullName == "Петрова 👩‍🏫 Анна" && all.first?.form.role == .teacher)
        // By lines where that is wanted.
        let lines = try await terminal(hotline, "complete", "1", "--line")
        try await lines.wait(forText: "Тип обращения (1–5):")
        try await lines.press("C-d")
        try await lines.wait(forText: "[ended 0]")
        try await lines.end()
        // And from the desk, which is there again afterwards.
        let desk = try await terminal(hotline, "desk", "--silent")
        try await desk.wait(forText: "Обращения: 1")
        try await desk.type("e")
        try await desk.wait(forText: "Форма 2  №1")
        try await desk.type("2")
        try await desk.press("Enter")
        try await desk.wait(forText: "✓ Тип обращения:                   2 —")
        try await desk.press("Escape")
        try await desk.wait(forText: "Горячая линия")
        try await desk.wait(forText: "Обращение №1: не хватает")
        try await desk.press("q")
        try await desk.wait(forText: "[ended 0]")
        try await desk.end()
        await hotline.end()
    }
}
