import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// `hotline add` against a running service.
@Suite(.timeLimit(.minutes(3)))
struct AddTests {
    @Test func `a form from standard input makes an appeal that is handed over and texted about`() async throws {
        let hotline = try await Hotline(.companion)
        let form = #"{"fullName": "Иванова Анна", "role": "parent", "type": 2, "phone": "8 900 000-00-42"}"#
        let added = try await hotline.command(
            ["add", "--from-json", "-", "--consent", "--no-input", "--json"],
            input: form
        )
        #expect(added.status == .exited(0), "\(added.words)")
        let appeal = try await hotline.appeal(AppealNumber(1), .distributed)
        #expect(appeal.source == .staff && appeal.assignee == "petrov" && appeal.form.fullName == "Иванова Анна")
        _ = try await hotline.messages(of: AppealNumber(1), 2, .delivered)
        let list = try await hotline.command("list", "--source", "staff")
        #expect(list.output.contains("ЭЖД") && !list.output.contains("9000000042"))
        let second = try await hotline.command(["add", "--from-json", "-", "--no-input"], input: form)
        #expect(second.words.contains("уже открыто №1"), "\(second.words)")
        #expect(second.output.hasPrefix("Заведено обращение №2."))
        #expect(!hotline.companion.standardError.contains("Иванова"))
        await hotline.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    @Test func `answers make it, from the first on`() async throws {
        let hotline = try await Hotline(.companion)
        // Said twice: the service may hand the appeal over between a question and its answer, and then it is asked again.
        let said = "Урок не начался\n"
        let added = try await hotline.command(["add"], input: "\n\n\n3\n\(said)\(said)")
        #expect(added.status == .exited(0), "\(added.words)")
        let appeal = try await hotline.appeal(AppealNumber(1)) { $0.form.description != nil }
        #expect(appeal.route == .lessonQuality && appeal.form.description == "Урок не начался")
        let nothing = try await hotline.command(["add"], input: "\n\n")
        #expect(nothing.status == .exited(1) && nothing.words.contains("не заведено"))
        let bare = try await hotline.command("add", "--no-input")
        #expect(bare.status == .exited(1) && bare.words.contains("--type"))
        #expect(try await hotline.command("add", "--type", "9").status == .exited(64))
        for (arguments, input) in [
            (["add", "--consent"], "Иванова\n"), (["add", "--no-consent", "--type", "2", "--no-input"], ""),
            (["add", "--from-json", "-", "--consent"], #"{"type": 2}"#),
        ] {
            let refused = try await hotline.command(arguments, input: input)
            #expect(refused.status == .exited(1) && refused.words.contains("--phone"), "\(refused.words)")
            #expect(refused.words.split(separator: "\n").count == 1, "\(refused.words)")
        }
        #expect(try await hotline.store.appeals(AppealFilter(isOpen: false)).count == 1)
        await hotline.end()
    }

    @Test func `an appeal to be linked with one that is not there is not made, and one that cannot be linked is told`()
        async throws
    {
        let hotline = try await Hotline(.companion)
        let form = ["--type", "2", "--phone", "8 900 000-00-43", "--no-input"]
        let missing = try await hotline.command(["add", "--link", "999"] + form)
        #expect(missing.status == .exited(1) && missing.words.contains("обращения №999 нет"), "\(missing.words)")
        let asked = try await hotline.command(["add", "--link", "999"], input: "Иванова\n")
        #expect(asked.status == .exited(1) && asked.words.contains("обращения №999 нет"), "\(asked.words)")
        #expect(try await hotline.store.appeals(AppealFilter(isOpen: false)).isEmpty)

        let first = try await hotline.command(["add"] + form)
        #expect(first.status == .exited(0), "\(first.words)")
        let linked = try await hotline.command(["add", "--link", "1"] + form)
        #expect(linked.status == .exited(0) && linked.output.hasPrefix("Заведено обращение №2."), "\(linked.words)")
        #expect(try await hotline.store.events(of: AppealNumber(2)).contains { $0.kind == "linked" })

        // A private one is there, and is the psychologist's to link.
        let hidden = try await hotline.takeCall("l.1", from: "+79000000044", route: .psychologist, at: .now())
        let refused = try await hotline.command(["add", "--link", "\(hidden)"] + form)
        let made = AppealNumber(hidden.value + 1)
        #expect(refused.status == .exited(1) && refused.output.isEmpty)
        #expect(
            refused.words.contains("Заведено обращение №\(made); связать с №\(hidden) не вышло: "),
            "\(refused.words)"
        )
        #expect(try await hotline.store.appeal(made) != nil)
        await hotline.end()
    }
}
