import HotlineCore
import HotlineTesting
import Testing

/// What comes of the texts that specialists, heads and authors write.
@Suite struct RepliesTests {
    private func bench(_ appeals: (ReplyBench) throws -> [Appeal]) throws -> ReplyBench {
        var bench = ReplyBench()
        bench.appeals = try appeals(bench)
        return bench
    }

    @Test(arguments: ["1042 1", "1", "беру", "№1042 беру", "1042 1 беру"])
    func `a specialist takes the appeal, the author is told, and so is the specialist`(text: String) throws {
        var bench = try bench { [try $0.distributed()] }
        let decision = bench.receive(text)
        #expect(decision.outcome == .done)
        #expect(decision.change?.events.map(\.kind) == [.taken])
        #expect(decision.change?.events.first?.channel == .sms)
        #expect(decision.change?.messages.map(\.kind) == [.taken])
        #expect(decision.answer?.body == "№1042 у Вас до 13.03 14:05. 1042 2 ответ. 1042 0 подробно")
        #expect(bench.appeals[0].status == .inProgress)
        let again = bench.receive(text)
        #expect(again.outcome == (text.contains("1042") ? .again : .mistake) && again.change == nil)
    }

    @Test func `an action alone is refused where it can mean two appeals`() throws {
        var bench = try bench { [try $0.distributed(1042), try $0.distributed(1043)] }
        #expect(bench.receive("1").outcome == .mistake)
        #expect(bench.receive("1043 1").outcome == .done)
        #expect(bench.receive("1").appeal == AppealNumber(1042))
    }

    @Test func `a specialist who asks is told first of what is to be done first`() throws {
        var bench = try bench { [try $0.taken(1042), try $0.distributed(1043)] }
        let told = try #require(bench.receive("статус").answer?.body)
        #expect(told.hasPrefix("№1043 взять до ") && told.contains("; №1042 закрыть до "), "\(told)")
    }

    @Test func `who comes second is told who has it, and a stranger to it only that it is not theirs`() throws {
        var bench = try bench { [try $0.taken()] }
        bench.regulation.staff.append(
            StaffMember(login: "second", name: "Второй В. В.", roles: [.technician], phone: Fixtures.mobile(20))
        )
        let late = bench.receive("1042 1", from: Fixtures.mobile(20))
        #expect(late.outcome == .taken && late.change == nil)
        #expect(late.answer?.body == "№1042 уже взял технический специалист")
        let other = bench.receive("1042 1", from: Fixtures.mobile(4))
        #expect(other.outcome == .refused && other.change == nil)
        #expect(other.answer?.body == "обращение №1042 не у вас")
    }

    @Test func `a result in one text closes, and goes to the author as it was written`() throws {
        var bench = try bench { [try $0.taken()] }
        let decision = bench.receive("1042 2 Пароль сброшен, войдите заново.")
        #expect(decision.outcome == .done)
        #expect(decision.change?.appeal.result == "Пароль сброшен, войдите заново.")
        #expect(decision.change?.messages.first?.body.hasPrefix("Пароль сброшен, войдите заново.") == true)
        #expect(decision.answer?.body == "№1042: закрыто, ответ уходит автору по СМС")
    }

    @Test func `a result is asked for, and may come in several texts`() throws {
        var bench = try bench { [try $0.taken()] }
        let asked = bench.receive("1042 2")
        #expect(asked.outcome == .asked && asked.change == nil)
        #expect(asked.answer?.body == "№1042: пришлите текст ответа автору")
        #expect(bench.receive("Сбросили пароль...").outcome == .draft)
        #expect(bench.appeals[0].status == .inProgress)
        let done = bench.receive("войдите заново.")
        #expect(done.outcome == .done)
        #expect(bench.appeals[0].result == "Сбросили пароль войдите заново.")
        #expect(bench.correspondent == Correspondent())
    }

    @Test func `a command in the middle of a result is a command, and the result waits`() throws {
        var bench = try bench { [try $0.taken(1042), try $0.distributed(1043)] }
        _ = bench.receive("1042 2 Сбросили пароль…")
        #expect(bench.receive("1043 1").outcome == .done)
        #expect(bench.receive("1042 2").outcome == .done)
        #expect(bench.appeals[0].result == "Сбросили пароль")
    }

    @Test func `words that nobody asked for are a mistake, and after five nobody answers them`() throws {
        var bench = try bench { [try $0.distributed()] }
        for _ in 0..<Correspondent.mostMistakes {
            let decision = bench.receive("что это?")
            #expect(decision.outcome == .mistake && decision.answer?.kind == .help)
        }
        let last = bench.receive("что это?")
        #expect(last.outcome == .ignored && last.answer == nil)
        #expect(bench.receive("1042 1").answer != nil)
        #expect(bench.receive("что это?").answer != nil)
    }

    @Test func `not mine goes back with the reason, more time goes to the head, who grants it`() throws {
        var bench = try bench { [try $0.distributed(1042), try $0.taken(1043)] }
        let back = bench.receive("1042 3 это про журнал")
        #expect(back.change?.events.map(\.kind) == [.handedBack])
        #expect(back.change?.events.first?.words == "это про журнал")
        let asked = bench.receive("1043 4 48ч ждём деталь")
        #expect(asked.change?.appeal.extensionRequest?.by == .seconds(48 * 3600))
        #expect(asked.change?.events.first?.words == "ждём деталь")
        #expect(asked.change?.messages.map(\.recipient) == [ReplyBench.head])
        let due = bench.appeals[1].deadlines.close.due
        bench.correspondent = Correspondent()
        #expect(bench.receive("6", from: ReplyBench.technician).outcome == .mistake)
        let granted = bench.receive("6", from: ReplyBench.head)
        #expect(granted.change?.events.map(\.kind) == [.extensionGranted])
        #expect(bench.appeals[1].deadlines.close.due == due + .seconds(48 * 3600))
    }

    @Test func `without a time twenty-four hours are asked for, and seven refuses them`() throws {
        var bench = try bench { [try $0.taken()] }
        #expect(bench.receive("1042 4").change?.appeal.extensionRequest?.by == .seconds(86_400))
        let refused = bench.receive("1042 7", from: ReplyBench.head)
        #expect(refused.change?.events.map(\.kind) == [.extensionRefused])
    }

    @Test func `the head hands over by surname, and is asked whom where none is meant`() throws {
        var bench = try bench { [try $0.distributed()] }
        bench.regulation.staff += [
            StaffMember(login: "petrov", name: "Петров П. П.", roles: [.technician], phone: Fixtures.mobile(20)),
            StaffMember(login: "petrenko", name: "Петренко А. А.", roles: [.technician], phone: Fixtures.mobile(21)),
        ]
        let asked = bench.receive("1042 5", from: ReplyBench.head)
        #expect(asked.outcome == .asked && asked.answer?.body.contains("Петров, Петренко") == true)
        #expect(bench.receive("1042 5 петр", from: ReplyBench.head).outcome == .asked)
        let given = bench.receive("1042 5 Петров", from: ReplyBench.head)
        #expect(given.change?.appeal.assignee == "petrov")
        #expect(bench.receive("1042 5 петренко", from: ReplyBench.technician).change == nil)
    }

    @Test func `details hold what one needs to call back, and go to the holder only`() throws {
        var bench = try bench { [try $0.distributed()] }
        bench.appeals[0].form.fullName = "Сидорова А. П."
        bench.appeals[0].form.className = "5А"
        bench.appeals[0].form.description = "Не открывается урок"
        let told = bench.receive("1042 0")
        for word in ["Сидорова", "5А", "Не открывается", Fixtures.mobile().e164] {
            #expect(told.answer?.body.contains(word) == true)
        }
        #expect(bench.receive("1042 0", from: Fixtures.mobile(4)).answer?.kind == .refused)
    }

    @Test func `an author says that it is not solved, asks how it stands, and wants no more texts`() throws {
        var bench = try bench { [try $0.closed(1042)] }
        let reopened = bench.receive("1042 9 опять не работает", from: ReplyBench.author)
        #expect(reopened.change?.events.map(\.kind) == [.reopened])
        #expect(reopened.change?.events.first?.actor == .author)
        #expect(reopened.change?.messages.map(\.recipient) == [ReplyBench.technician])
        let told = bench.receive("статус", from: ReplyBench.author)
        #expect(told.outcome == .told && told.answer?.body.hasPrefix("№1042 в работе, ответ до") == true)
        let stop = bench.receive("СТОП", from: ReplyBench.author)
        #expect(stop.consent == false && stop.answer == nil)
        #expect(bench.receive("старт", from: ReplyBench.author).answer?.kind == .resumed)
    }

    @Test func `an author can do nothing that the staff can, and nothing with another's appeal`() throws {
        for text in ["1042 1", "1042 2 готово", "1042 3", "1042 4", "1042 5 petrov", "1042 6", "1042 7"] {
            var bench = try bench { [try $0.taken()] }
            #expect(bench.receive(text, from: ReplyBench.author).change == nil, "\(text)")
        }
        var bench = try bench { [try $0.closed()] }
        bench.appeals.append(Fixtures.appeal(7, phone: Fixtures.mobile(30), consent: true))
        let decision = bench.receive("1042 9", from: Fixtures.mobile(30))
        #expect(decision.change == nil && decision.outcome == .refused)
    }

    @Test func `somebody unknown is not answered, and an author who did not agree is not either`() throws {
        var bench = try bench { [try $0.distributed(consent: nil)] }
        for text in ["1042 1", "статус", "кто это?", "СТАРТ"] {
            let decision = bench.receive(text, from: Fixtures.mobile(77))
            #expect(decision.outcome == .stranger && decision.answer == nil && decision.change == nil)
            let author = bench.receive(text, from: ReplyBench.author)
            #expect((author.answer == nil) == (text != "СТАРТ"))
        }
    }

    @Test func `closing takes the code that was texted, where the settings want it`() throws {
        var bench = try bench { [try $0.distributed()] }
        bench.regulation.closeCode = .ask
        #expect(bench.receive("1042 1").answer?.body == "№1042 у Вас до 13.03 14:05. 1042 2 47 ответ. 1042 0 подробно")
        #expect(bench.receive("1042 2 Готово").answer?.body == "№1042: пришлите 47 текст ответа автору")
        #expect(bench.receive("1042 2 48 Готово").change == nil)
        let done = bench.receive("1042 2 47 Готово")
        #expect(done.change?.appeal.result == "Готово")
    }

    @Test func `who guesses codes gets another one`() throws {
        var bench = try bench { [try $0.taken()] }
        bench.regulation.closeCode = .ask
        bench.codes[AppealNumber(1042)] = CloseCode(login: "technician", code: 11)
        for guess in [12, 13, 14] { #expect(bench.receive("1042 2 \(guess) Готово").change == nil) }
        #expect(bench.codes[AppealNumber(1042)]?.code == 47)
        #expect(bench.receive("1042 2 11 Готово").change == nil)
    }

    @Test func `who stands in may take what the specialist does not`() throws {
        var bench = ReplyBench()
        bench.regulation.staff = Fixtures.staff.map { member in
            var member = member
            if member.login == "technician" { member.deputy = "ejournal" }
            return member
        }
        bench.appeals = [try bench.distributed()]
        let taken = bench.receive("1042 1", from: Fixtures.mobile(4))
        #expect(taken.change?.appeal.assignee == "ejournal")
        #expect(bench.receive("1042 1").answer?.kind == .alreadyTaken)
    }
}
