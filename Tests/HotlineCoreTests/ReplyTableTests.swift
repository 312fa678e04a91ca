import HotlineCore
import Testing

/// What people text, and what it is.
@Suite struct ReplyTableTests {
    private static func act(_ number: Int64?, _ action: ReplyAction, _ words: String? = nil) -> IncomingCommand {
        .act(TextReply(number.map { AppealNumber($0) }, action, words: words))
    }

    private static let numbered: [(String, IncomingCommand)] = [
        ("1042 1", act(1042, .take)),
        ("1042 0", act(1042, .details)),
        ("1042 2", act(1042, .done)),
        ("1042 2 пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("1042 3", act(1042, .notMine)),
        ("1042 3 это к завхозу", act(1042, .notMine, "это к завхозу")),
        ("1042 4", act(1042, .moreTime)),
        ("1042 4 48ч нужна деталь", act(1042, .moreTime, "48ч нужна деталь")),
        ("1042 4 24", act(1042, .moreTime, "24")),
        ("1042 2 47 пароль сброшен", act(1042, .done, "47 пароль сброшен")),
        ("1042 2 47 готово", act(1042, .done, "47 готово")),
        ("1042 2 47", act(1042, .done, "47")),
        ("1042 5 Иванова", act(1042, .assign, "Иванова")),
        ("1042 6", act(1042, .approve)),
        ("1042 7 рано", act(1042, .refuse, "рано")),
        ("1042 9", act(1042, .notSolved)),
        ("1042 9 опять не работает", act(1042, .notSolved, "опять не работает")),
        ("5 1", act(5, .take)),
        ("1 1", act(1, .take)),
        ("4 1", act(4, .take)),
        ("8 1", act(8, .take)),
        ("01042 1", act(1042, .take)),
        ("123456789 1", act(123_456_789, .take)),
        // As our own texts have it, copied.
        ("1042 1 беру", act(1042, .take)),
        ("1042 1 беру,", act(1042, .take)),
        ("1042 3 не моё", act(1042, .notMine)),
        ("1042 2 готово,", act(1042, .done)),
        ("1042 4 продлить", act(1042, .moreTime)),
        ("1042 5 назначить", act(1042, .assign)),
        ("1042 6 да,", act(1042, .approve)),
        ("1042 7 нет", act(1042, .refuse)),
        ("Ответ: 1042 1 беру", .words("Ответ: 1042 1 беру")),
    ]

    private static let separated: [(String, IncomingCommand)] = [
        ("№1042 1", act(1042, .take)),
        ("№ 1042 - 1", act(1042, .take)),
        ("#1042 1", act(1042, .take)),
        ("N1042 1", act(1042, .take)),
        ("No 1042 1", act(1042, .take)),
        ("no. 1042 1", act(1042, .take)),
        ("Nº1042 1", act(1042, .take)),
        ("1042-1", act(1042, .take)),
        ("1042.1", act(1042, .take)),
        ("1042,1", act(1042, .take)),
        ("1042:1 беру", act(1042, .take)),
        ("1042 — 1", act(1042, .take)),
        ("1042...1", act(1042, .take)),
        ("1042\n1", act(1042, .take)),
        ("1042\r\n1\r\n", act(1042, .take)),
        ("1042\t1", act(1042, .take)),
        ("1042\u{A0}1", act(1042, .take)),
        ("1042\u{202F}1", act(1042, .take)),
        ("(1042) 1", act(1042, .take)),
        ("[1042] [1]", act(1042, .take)),
        ("  1042   1  ", act(1042, .take)),
        ("1042 1!", act(1042, .take)),
        ("...1042 1...", act(1042, .take)),
        ("1042 1 :)", act(1042, .take)),
        ("1042 1 👍", act(1042, .take)),
        ("«1042 1»", act(1042, .take)),
        ("\"1042 1\"", act(1042, .take)),
        ("'1042 1'", act(1042, .take)),
        ("“1042” „1“", act(1042, .take)),
        ("«1042 1 беру»", act(1042, .take)),
        ("«1042 2 пароль сброшен»", act(1042, .done, "пароль сброшен")),
        ("\"1042 2 выдан «Ноутбук»\"", act(1042, .done, "выдан «Ноутбук»")),
        ("«1042 2» выдан «Ноутбук»", act(1042, .done, "выдан «Ноутбук»")),
        ("1042 2 «Ноутбук» выдан", act(1042, .done, "«Ноутбук» выдан")),
        ("1042 2: (сброшен) пароль", act(1042, .done, "(сброшен) пароль")),
        ("１０４２ １", act(1042, .take)),
        ("1️⃣0️⃣4️⃣2️⃣ 1️⃣", act(1042, .take)),
        ("1042 1\u{0}\u{0}\u{0}", act(1042, .take)),
        ("\u{FEFF}1042\u{200B} \u{200F}1\u{FE0F}", act(1042, .take)),
        ("10\u{200B}42 1", act(1042, .take)),
        ("1042беру", act(1042, .take)),
        ("1042 1беру", act(1042, .take)),
        ("1042-1-беру", act(1042, .take)),
    ]

    private static let worded: [(String, IncomingCommand)] = [
        ("1042 беру", act(1042, .take)),
        ("1042 БЕРУ!", act(1042, .take)),
        ("беру 1042", act(1042, .take)),
        ("Беру №1042.", act(1042, .take)),
        ("беру в работу 1042", act(1042, .take)),
        ("1042 взяла в работу", act(1042, .take)),
        ("1042 взял", act(1042, .take)),
        ("1042 готово", act(1042, .done)),
        ("1042 готово пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("1042 решено, пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("1042 сделано пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("готово 1042: пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("готово №1042 пароль сброшен", act(1042, .done, "пароль сброшен")),
        ("1042 не моё", act(1042, .notMine)),
        ("1042 не мое, это завхоз", act(1042, .notMine, "это завхоз")),
        ("1042 НЕ МОЕ\u{308}", act(1042, .notMine)),
        ("не моё 1042", act(1042, .notMine)),
        ("немое 1042", act(1042, .notMine)),
        ("1042 продлить на 2 дня", act(1042, .moreTime, "на 2 дня")),
        ("1042 ещё время", act(1042, .moreTime)),
        ("продлить 1042", act(1042, .moreTime)),
        ("1042 назначить Иванову", act(1042, .assign, "Иванову")),
        ("1042 да", act(1042, .approve)),
        ("да 1042", act(1042, .approve)),
        ("1042 согласна", act(1042, .approve)),
        ("1042 одобряю", act(1042, .approve)),
        ("1042 нет, рано", act(1042, .refuse, "рано")),
        ("1042 отказ", act(1042, .refuse)),
        ("1042 детали", act(1042, .details)),
        ("1042 подробности", act(1042, .details)),
        ("1042 не решено", act(1042, .notSolved)),
        ("1042 не решено, опять", act(1042, .notSolved, "опять")),
        // Latin letters that look like Cyrillic ones.
        ("1042 бepy", act(1042, .take)),
        ("1042 гoтoвo", act(1042, .done)),
        ("1042 HE MOE", act(1042, .notMine)),
        ("1042 HET", act(1042, .refuse)),
        ("1042 дa", act(1042, .approve)),
        ("1042 бе\u{AD}ру", act(1042, .take)),
        ("1042 бeр\u{301}у", act(1042, .take)),
    ]

    private static let bare: [(String, IncomingCommand)] = [
        ("1", act(nil, .take)),
        ("«1»", act(nil, .take)),
        ("1 беру", act(nil, .take)),
        ("1. Беру", act(nil, .take)),
        ("1беру", act(nil, .take)),
        ("беру", act(nil, .take)),
        ("Взяла!", act(nil, .take)),
        ("0", act(nil, .details)),
        ("детали", act(nil, .details)),
        ("2", act(nil, .done)),
        ("2 готово, пароль сброшен", act(nil, .done, "пароль сброшен")),
        ("2 пароль сброшен", act(nil, .done, "пароль сброшен")),
        ("2 - пароль сброшен", act(nil, .done, "пароль сброшен")),
        ("2\nпароль сброшен\nвойдите заново", act(nil, .done, "пароль сброшен\nвойдите заново")),
        ("готово, пароль сброшен", act(nil, .done, "пароль сброшен")),
        ("2 решено позвонить завтра", act(nil, .done, "решено позвонить завтра")),
        ("3 это к завхозу", act(nil, .notMine, "это к завхозу")),
        ("не моё", act(nil, .notMine)),
        ("4", act(nil, .moreTime)),
        ("4 нужна деталь", act(nil, .moreTime, "нужна деталь")),
        ("4 2 дня", act(nil, .moreTime, "2 дня")),
        ("4 24", act(nil, .moreTime, "24")),
        ("4 48ч нужна деталь", act(nil, .moreTime, "48ч нужна деталь")),
        ("продлить 2 дня", act(nil, .moreTime, "2 дня")),
        ("6", act(nil, .approve)),
        ("да", act(nil, .approve)),
        ("Да, хорошо", act(nil, .approve, "хорошо")),
        ("7 рано", act(nil, .refuse, "рано")),
        ("нет", act(nil, .refuse)),
        ("9", act(nil, .notSolved)),
        ("9 опять не работает", act(nil, .notSolved, "опять не работает")),
        ("9 а опять не работает", act(nil, .notSolved, "а опять не работает")),
        ("не решено", act(nil, .notSolved)),
        ("1 №1042", act(1042, .take)),
    ]

    private static let others: [(String, IncomingCommand)] = [
        ("статус", .status(nil)),
        ("Статус?", .status(nil)),
        ("статус 1042", .status(AppealNumber(1042))),
        ("статус №1042?", .status(AppealNumber(1042))),
        ("1042 CTATУC", .status(AppealNumber(1042))),
        ("статус заявки 1042", .words("статус заявки 1042")),
        ("статус 1042 срочно", .words("статус 1042 срочно")),
        ("СТОП", .stop),
        ("стоп.", .stop),
        ("«Стоп!»", .stop),
        ("STOP", .stop),
        ("CTOП", .stop),
        ("stop", .stop),
        ("SТОР", .stop),
        ("старт", .start),
        ("START", .start),
        ("CTAPT", .start),
        ("стоп-кран не работает", .words("стоп-кран не работает")),
        ("стоп 1042", .words("стоп 1042")),
        ("1042 стоп", .words("1042 стоп")),
        ("1042 2 стоп", act(1042, .done, "стоп")),
        ("1042 2 Стоп-кран починили", act(1042, .done, "Стоп-кран починили")),
        ("1042 2 да", act(1042, .done, "да")),
        ("1042 2 да, пароль сброшен", act(1042, .done, "да, пароль сброшен")),
    ]

    /// What could be two commands, or is a sentence that begins like one, is kept whole.
    private static let doubtful = [
        "1 1042", "9 1042", "2 47 текст", "1042", "10421", "№1042", "1042 10", "1042 8", "1042 01", "0 1", "000 1",
        "1234567890 1", "99999999999999999999999999 1", "1 99999999999999999999999999",
        "1042 1 беру, 1042 3 не моё",
        "№1042 средства. Взять до 14:35. Ответ: 1042 1 беру, 1042 3 не моё",
        "№1042: просят +24 ч. 1042 6 да, 1042 7 нет",
        "Не решено? Ответьте 1042 9",
        "1042 6 да, 1042 7 нет", "1042 2 готово, 1042 4 продлить", "1042 1, 1043 1", "1042 1 и 1043 1", "1042 1 1043",
        "1042 1 2", "1 2 3", "1042 и 1043 беру", "беру 1042, 1043", "беру 1042 и 1043", "1042 1 беру 1043",
        "1042 2 пароль сброшен, 1043 2 готово", "1042 2 готово, 1043 готово", "1042 2 1043 2", "1042 4 1043",
        "1042 беру №1043", "1042 готово, 1042 не моё",
        "1042 1 готово", "1042 2 не решено", "1042 беру не моё", "1042 да, нет", "9 готово?", "2 да", "9 нет",
        "1042?", "1042 1?", "1042 готово?", "готово?", "да?",
        "1042 №1", "1042% 1", "1042 1%", "1042 1/2", "24/7", "1042 2.5", "1042 4,5 часа", "+7 900 000-00-42",
        "8 900 000-00-42", "9 900 000-00-42", "4 900 000-00-42", "14:05", "14:05 приду",
        "2й этаж", "2-й этаж", "1042 2-й этаж", "9Б не может войти", "9 Б не может войти", "9 \"Б\" класс", "9-Б",
        "5 класс не может войти", "3 дня не работает", "1042 3 дня жду", "1042 4 дня не работает", "5 минут",
        "1) перезагрузил", "2. проверил",
        "готово 2 компьютера", "готово. 15 человек подключены", "готово 214 кабинет", "готово 14:35",
        "беру 1042 завтра",
        "продлить 24", "нет света", "детали заказаны", "решено позвонить завтра", "взял ключи", "1042 нет света",
        "1042 детали заказаны", "нет и не было", "журнал не открывается", "", "привет", "...", "👍", "не", "не 1042 моё",
    ]

    @Test(arguments: numbered + separated)
    func `a number and an action are read however they are parted`(text: String, command: IncomingCommand) {
        expect(text, command)
    }

    @Test(arguments: worded)
    func `a word is as good as its digit`(text: String, command: IncomingCommand) {
        expect(text, command)
    }

    @Test(arguments: bare)
    func `an action alone names no appeal`(text: String, command: IncomingCommand) {
        expect(text, command)
    }

    @Test(arguments: others)
    func `to stop, to start and to ask take the whole message`(text: String, command: IncomingCommand) {
        expect(text, command)
    }

    @Test(arguments: doubtful)
    func `what may be meant in two ways is no command`(text: String) {
        expect(text, .words(text))
    }

    private func expect(_ text: String, _ command: IncomingCommand) {
        let read = IncomingCommand(reading: text)
        // Swift Testing would show the stubs only.
        #expect(read == command, "\(Self.shown(read))")
    }

    private static func shown(_ command: IncomingCommand) -> String {
        switch command {
        case .act(let reply): "\(reply.action) \(reply.number.map { "\($0)" } ?? "-") \(reply.words ?? "-")"
        case .words(let words): "words \(words)"
        case .status, .stop, .start: "\(command)"
        }
    }
}
