/// Which of the texts a message is.
public enum MessageKind: String, Hashable, Sendable, CaseIterable {
    /// To the author: the appeal was accepted.
    case registered
    /// To the author of a private appeal: the same, without a word of what it is.
    case `private`
    /// To the author of a call that broke off: the number, and that somebody calls back.
    case dropped
    /// To the author: a specialist has it.
    case taken
    /// To the author: the result.
    case closed
    /// To the specialist: an appeal is theirs.
    case assigned
    /// To the head: many call about the same, so an outage might be announced.
    case outageProposed
    /// To the author: the term for closing was moved.
    case extended
    /// To who hands over: nobody has the appeal yet, and the term ends soon.
    case distributeSoon
    /// To the specialist: they did not take it, and the term ends soon.
    case reminder
    /// To the specialist: it is not closed, and the term ends soon.
    case closeSoon
    /// To the specialist, or who hands over: a term is over.
    case late
    /// To the head: a term is over.
    case overdue
    /// To the head, each morning: a term is over.
    case stillOverdue
    /// To who hands over: the appeal came back.
    case handedBack
    /// To the specialist: the appeal was opened again.
    case reopened
    /// To the head: the specialist asks for more time.
    case extensionAsked
    /// To the specialist: there is more time.
    case extensionGranted
    /// To the specialist: there is not.
    case extensionRefused
    /// To the specialist: the author could not be written to, and is to be called.
    case callAuthor
    /// To whoever called the author in vain: to call again, the next morning.
    case callTomorrow
    /// To the head: the terms were watched late.
    case timersLate
    /// To who stands in for the specialist: the appeal was not taken.
    case standIn
    /// To the head: the specialist could not be texted.
    case unreached
    /// To the staff: several texts of one kind, in one.
    case bundle
    /// To the specialist, who took an appeal: until when, and how to close it.
    case acknowledged
    /// To a member of the staff who wanted to take it: somebody else has it.
    case alreadyTaken
    /// To the specialist, who closes without an answer for the author: what it is.
    case resultAsked
    /// To the head, who hands an appeal to nobody: who there is.
    case assigneeAsked
    /// To a member of the staff: what they wanted is done.
    case noted
    /// To a member of the staff or the author: what they wanted is not done, and why.
    case refused
    /// To the specialist who asked: the appeal, as far as one needs it to call back.
    case details
    /// To who asked: how their appeals stand.
    case standing
    /// To who wrote something that is no command.
    case help
    /// To an author who wrote something that is no command.
    case authorHelp
    /// To an author who wants texts again.
    case resumed

    /// Whether it goes to the appeal's author, who must have agreed to it.
    public var isForAuthor: Bool {
        switch self {
        case .registered, .private, .dropped, .taken, .closed, .extended: true
        case .assigned, .outageProposed, .distributeSoon, .reminder, .closeSoon, .late, .overdue, .stillOverdue,
            .handedBack, .reopened, .extensionAsked, .extensionGranted, .extensionRefused, .callAuthor, .callTomorrow,
            .timersLate,
            .standIn, .unreached, .bundle, .acknowledged, .alreadyTaken, .resultAsked, .assigneeAsked, .noted,
            .refused, .details, .standing, .help, .authorHelp, .resumed:
            false
        }
    }

    /// Whether it answers somebody who called or wrote a moment ago, and so is awake and waits for it.
    public var answersSomebody: Bool {
        switch self {
        case .registered, .private, .dropped, .acknowledged, .alreadyTaken, .resultAsked, .assigneeAsked, .noted,
            .refused, .details, .standing, .help, .authorHelp, .resumed:
            true
        case .taken, .closed, .extended, .assigned, .outageProposed, .distributeSoon, .reminder, .closeSoon, .late,
            .overdue, .stillOverdue, .handedBack, .reopened, .extensionAsked, .extensionGranted, .extensionRefused,
            .callAuthor, .callTomorrow, .timersLate, .standIn, .unreached, .bundle:
            false
        }
    }

    /// Whether several of it to one telephone may become one text.
    public var isBundled: Bool { bundleWord != nil }

    /// The text unless the settings have another; what stands in braces is filled in.
    public var standardTemplate: String {
        switch self {
        case .registered: "Обращение №{number} принято {received}. Ответ до {close}. {school}"
        case .private: "Просьба о звонке №{number} принята. Перезвоним до {take}. {school}"
        case .dropped: "Вы звонили на горячую линию. Обращение №{number}. Перезвоним до {take}"
        case .taken: "Обращение №{number} взято в работу в {taken}. {school}"
        case .closed: "{result}\nНе решено? Ответьте {number} 9"
        case .assigned: "№{number} {label}. Взять до {take}. Ответ: {number} 1 беру, {number} 3 не моё"
        case .outageProposed: "{label}: {count} за {within} мин. Сбой? hotline outage on {type}"
        case .extended: "Срок ответа по обращению №{number} продлён до {until}. {school}"
        case .distributeSoon: "№{number} не передано! Осталось {left}. hotline assign {number}"
        case .reminder: "№{number} не взято! Осталось {left}. {number} 1 беру, {number} 3 не моё"
        case .closeSoon: "№{number}: закрыть до {close}. {number} 2 готово, {number} 4 продлить"
        case .late: "№{number} {label}: срок вышел, {missed}. Руководитель знает"
        case .overdue: "ПРОСРОЧКА №{number} {label}: {missed}. {number} 5 назначить"
        case .stillOverdue: "Всё ещё №{number} {label}: {missed}. {number} 5 назначить"
        case .handedBack: "№{number} {label}: назначьте до {distribute}. hotline assign {number}"
        case .reopened: "№{number} {label}: открыто снова. Закрыть до {close}"
        case .extensionAsked: "№{number}: просят +{more}. {number} 6 да, {number} 7 нет"
        case .extensionGranted: "№{number}: срок продлён до {until}"
        case .extensionRefused: "№{number}: срок не продлён. Закрыть до {close}"
        case .callAuthor: "№{number}: ответ автору не ушёл. Перезвоните ему"
        case .callTomorrow: "№{number}: автор не ответил, звонков {count}. Перезвоните сегодня"
        case .timersLate: "Сроки проверены с опозданием на {late}: №{number}, всего {count}"
        case .standIn: "№{number} {label} не взято, Вы замещаете. До {take}: {number} 1 беру"
        case .unreached: "№{number} {label}: СМС специалисту не дошла. {number} 5 назначить"
        case .bundle: "{count} {label}: {numbers}. {hint}"
        case .acknowledged: "№{number} у Вас до {until}. {number} 2 {code}ответ. {number} 0 подробно"
        case .alreadyTaken: "№{number} уже взял {who}"
        case .resultAsked: "№{number}: пришлите {code}текст ответа автору"
        case .assigneeAsked: "№{number}: кому? {number} 5 и фамилия: {list}"
        case .noted: "№{number}: {note}"
        case .refused: "{note}"
        case .details: "№{number} {details}"
        case .standing: "{list}"
        case .help: "Не понял. Номер и 1 беру, 2 готово, 3 не моё, 4 продлить, 0 подробно"
        case .authorHelp: "Не понял. Узнать о деле: статус. Не решено: номер и 9. Не писать: СТОП"
        case .resumed: "Сообщения о Ваших обращениях снова будут приходить. {school}"
        }
    }

    /// The most parts the text may take in the worst case.
    public var partBudget: Int {
        switch self {
        case .closed: SMSParts.most
        case .details: 4
        case .standing, .assigneeAsked: 3
        case .refused, .noted: 2
        case .registered, .private, .dropped, .taken, .assigned, .outageProposed, .extended, .distributeSoon,
            .reminder, .closeSoon, .late, .overdue, .stillOverdue, .handedBack, .reopened, .extensionAsked,
            .extensionGranted, .extensionRefused, .callAuthor, .callTomorrow, .timersLate, .standIn, .unreached,
            .bundle,
            .acknowledged, .alreadyTaken, .resultAsked, .help, .authorHelp, .resumed:
            1
        }
    }
}

extension MessageKind {
    /// What a text that stands for several of this kind calls them; `nil` where each is sent by itself.
    var bundleWord: String? {
        switch self {
        case .assigned: "новых"
        case .reminder, .standIn: "не взято"
        case .closeSoon: "пора закрыть"
        case .late, .overdue, .stillOverdue: "просрочено"
        case .distributeSoon: "не передано"
        case .handedBack: "назначить"
        case .reopened: "открыто снова"
        case .registered, .private, .dropped, .taken, .closed, .extended, .outageProposed, .extensionAsked,
            .extensionGranted, .extensionRefused, .callAuthor, .callTomorrow, .timersLate, .unreached, .bundle,
            .acknowledged,
            .alreadyTaken, .resultAsked, .assigneeAsked, .noted, .refused, .details, .standing, .help, .authorHelp,
            .resumed:
            nil
        }
    }

    /// What to answer to a text that stands for several of this kind.
    var bundleHint: String {
        switch self {
        case .assigned, .reminder, .standIn: "Взять: номер и 1"
        case .overdue, .stillOverdue: "Назначить: номер и 5"
        case .registered, .private, .dropped, .taken, .closed, .extended, .outageProposed, .extensionAsked,
            .extensionGranted, .extensionRefused, .callAuthor, .callTomorrow, .timersLate, .unreached, .bundle,
            .acknowledged,
            .alreadyTaken, .resultAsked, .assigneeAsked, .noted, .refused, .details, .standing, .help, .authorHelp,
            .resumed,
            .closeSoon, .late, .distributeSoon, .handedBack, .reopened:
            "Подробно: номер и 0"
        }
    }
}
