import HotlineCore
import Testing

@Suite struct ReplyTests {
    private func reply(_ words: String?, _ action: ReplyAction = .done) -> TextReply {
        TextReply(AppealNumber(1042), action, words: words)
    }

    @Test(
        arguments: [
            ("47 пароль сброшен", 47, "пароль сброшен"),
            ("47", 47, nil),
            ("0047, готово", 47, "готово"),
            ("1234: текст", 1234, "текст"),
            ("47:текст", 47, "текст"),
            ("«47» «Ноутбук» выдан", 47, "«Ноутбук» выдан"),
            ("４７ текст", 47, "текст"),
            ("47\nстрока\nещё", 47, "строка\nещё"),
            ("47 2 лампы", 47, "2 лампы"),
        ] as [(String, Int, String?)]
    )
    func `a code is a number that the words begin with`(words: String, code: Int, rest: String?) {
        let split = reply(words).splittingCode()
        #expect(split?.code == code)
        #expect(split?.words == rest)
    }

    @Test(arguments: [
        nil, "", "7 текст", "12345 текст", "47б класс", "47-й кабинет", "47.5 метра", "№47", "текст 47", "47% готово",
        "+47",
    ])
    func `what only looks like a code is none`(words: String?) {
        #expect(reply(words).splittingCode() == nil)
    }

    @Test(
        arguments: [
            ("48ч нужна деталь", 48, "нужна деталь"),
            ("48 ч", 48, nil),
            ("24", 24, nil),
            ("24 нужна деталь", 24, "нужна деталь"),
            ("24, нужна деталь", 24, "нужна деталь"),
            ("2 дня", 48, nil),
            ("на 2 дня, нужна деталь", 48, "нужна деталь"),
            ("ещё на 3 сут.", 72, nil),
            ("+24 ч", 24, nil),
            ("1 час", 1, nil),
            ("3 часа", 3, nil),
            ("5 часов", 5, nil),
            ("1 д", 24, nil),
            ("1 дн", 24, nil),
            ("1 день", 24, nil),
            ("30 ДНЕЙ", 720, nil),
            ("720", 720, nil),
            ("2\nдня", 2, "дня"),
        ] as [(String, Int, String?)]
    )
    func `a time is what the words begin with`(words: String, hours: Int, rest: String?) {
        let split = reply(words, .moreTime).splittingTime()
        #expect(split?.time == .seconds(hours * 3600))
        #expect(split?.words == rest)
        #expect(reply(words, .moreTime).requestedTime == .seconds(hours * 3600))
    }

    @Test(arguments: [
        nil, "", "0 ч", "0", "31 день", "721", "1000", "99999999999999999999 ч", "до завтра", "нужна деталь", "1,5 дня",
        "24.12",
        "14:00", "2-3 дня", "2-й день",
    ])
    func `less than an hour, more than thirty days and what is no time are nothing`(words: String?) {
        #expect(reply(words, .moreTime).splittingTime() == nil)
        #expect(reply(words, .moreTime).requestedTime == nil)
    }

    @Test func `only who asks for more time names one`() {
        #expect(reply("2 дня", .done).requestedTime == nil)
    }

    @Test func `words are the author's own, without what cannot be seen or would turn the line`() {
        let text = "1042 2 Ёж\tСТОП 👩‍👩‍👧 ❤️\r\n№5 «x»\u{0}\u{202E}\u{7}!\u{2028}конец\u{A0}\r\n\u{0}"
        let expected = "Ёж СТОП 👩‍👩‍👧 ❤️\n№5 «x»!\nконец"
        #expect(IncomingCommand(reading: text) == .act(reply(expected)))
        #expect(IncomingCommand(reading: " \u{FEFF}при\u{0}вет\r") == .words("привет"))
    }

    @Test func `a text is read as far as its limit`() {
        let long = "1042 2 " + String(repeating: "я", count: 5000)
        guard case .act(let reply) = IncomingCommand(reading: long) else {
            Issue.record("a long result is no command")
            return
        }
        #expect(reply.words?.count == IncomingCommand.longestText - 7)
        let words = IncomingCommand(reading: String(repeating: "привет ", count: 1000))
        #expect(words == .words(String(repeating: "привет ", count: 285) + "приве"))
    }

    @Test func `the digits are those of the texts`() {
        #expect(ReplyAction.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 9])
    }
}
