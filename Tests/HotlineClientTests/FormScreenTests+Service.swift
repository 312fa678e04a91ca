import HotlineCore
import Testing

@testable import HotlineClient

/// What the form does when the service is gone, refuses, or its answer is lost.
extension FormScreenTests {
    @Test func `a service that is gone loses nothing, and is asked again`() {
        let desk = Desk()
        desk.refusals = [.lost("служба не отвечает"), .lost("служба не отвечает")]
        desk.type("Петрова\n")
        #expect(desk.saved.isEmpty && desk.text.contains("НЕТ СВЯЗИ") && desk.text.contains("Набранное остаётся"))
        desk.type("3\n")
        #expect(desk.saved.isEmpty)
        desk.obey(desk.screen.handle(.tick))
        desk.press(.escape)
        #expect(!desk.hasLeft)
        desk.obey(desk.screen.handle(.tick))
        #expect(desk.hasLeft && desk.document.fullName == "Петрова" && desk.document.role == .parent)
        #expect(!desk.text.contains("НЕТ СВЯЗИ") && !desk.text.contains("Набранное остаётся"))
        // Where nothing is left to be sent, the desk tells that it is there again.
        let idle = Desk()
        idle.refusals = [.lost("служба не отвечает")]
        idle.type("Петрова\n")
        idle.press(.up)
        idle.press(.control("u"), .down)
        #expect(idle.screen.drafts.isEmpty && idle.text.contains("НЕТ СВЯЗИ"))
        idle.hears()
        #expect(!idle.text.contains("НЕТ СВЯЗИ") && !idle.text.contains("Набранное остаётся"))
        // Who does not want to wait is told what is not saved.
        let other = Desk()
        other.refusals = [.lost("служба не отвечает")]
        other.type("Петрова\n")
        other.press(.control("c"))
        #expect(other.hasLeft && other.screen.parting == "Не записано: ФИО обратившегося.")
    }

    @Test func `an answer that was kept and got lost on its way is not taken for a colleague's`() {
        let desk = Desk()
        desk.type("Петрова")
        desk.refusals = [.lost("служба не ответила до конца")]
        desk.colleague { $0.fullName = "Петрова" }
        desk.type("\n")
        desk.obey(desk.screen.handle(.tick))
        #expect(desk.screen.conflicts.isEmpty && desk.screen.drafts.isEmpty && desk.looks == [.masked])
    }

    @Test func `what the service does not take is told at its line`() {
        let desk = Desk()
        desk.refusals = [
            .refused(FaultDocument(.invalid, "неверно", fields: [FieldFault(.fullName, "имя: так не бывает")]))
        ]
        desk.type("Петрова\n")
        #expect(desk.screen.chosen == .fullName && desk.text.contains("имя: так не бывает"))
        #expect(desk.lines()[3].hasPrefix("▶ ! "))
        desk.press(.down)
        desk.press(.up)
        desk.type(" Анна\n")
        #expect(desk.document.fullName == "Петрова Анна")
        let refusal = FormScreen.Event.refused(FaultDocument(.notAllowed, "ваша роль не позволяет"))
        desk.refusals = [refusal, refusal]
        desk.type("3\n")
        #expect(desk.screen.chosen == .role && desk.text.contains("Esc — выйти без этого"))
        // Sent once more by who wants it, and by nobody else.
        desk.press(.enter)
        #expect(desk.refusals.isEmpty && desk.screen.refused == [.role])
        desk.press(.up)
        desk.press(.down)
        #expect(desk.document.role == nil && desk.screen.refused == [.role])
    }

    @Test func `what the service will not take holds nobody, and is told`() {
        let desk = Desk()
        desk.refusals = [.refused(FaultDocument(.notAllowed, "ваша роль не позволяет"))]
        desk.type("Петрова\n")
        desk.press(.down)
        // It is shown first, when one is elsewhere.
        desk.type("3")
        desk.press(.escape)
        #expect(!desk.hasLeft && desk.screen.chosen == .fullName && desk.text.contains("Esc — выйти без этого"))
        desk.press(.escape)
        #expect(desk.hasLeft && desk.document.fullName == nil && desk.document.role == .parent)
        #expect(desk.screen.lost == [.fullName] && desk.screen.parting == "Не записано: ФИО обратившегося.")
        // And where it is refused on the way out.
        let other = Desk()
        other.refusals = [.refused(FaultDocument(.notAllowed, "ваша роль не позволяет"))]
        other.type("Петрова")
        other.press(.escape)
        #expect(!other.hasLeft && other.text.contains("ваша роль не позволяет"))
        other.press(.escape)
        #expect(other.hasLeft && other.screen.lost == [.fullName])
    }

    @Test func `an appeal is made with the first answer, and once though the answer is lost`() {
        let desk = Desk(isNew: true)
        #expect(desk.lines()[0].hasPrefix(" Форма 2  новое обращение"))
        desk.refusals = [.lost("служба не ответила до конца")]
        desk.type("Петрова\n")
        desk.type("3\n")
        desk.obey(desk.screen.handle(.tick))
        #expect(desk.saved.first.map { Array($0.texts.keys) } == [.fullName], "sent again as it was")
        #expect(desk.document.role == .parent && desk.lines()[0].contains("№1042"))
        desk.press(.escape)
        #expect(desk.hasLeft && desk.saved.count == 2)
        // Nothing typed, nothing made.
        let empty = Desk(isNew: true)
        empty.press(.escape)
        #expect(empty.hasLeft && empty.screen.seen == nil && empty.saved.isEmpty)
    }
}
