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
    /// To the head: the terms were watched late.
    case timersLate

    /// Whether it goes to the appeal's author, who must have agreed to it.
    public var isForAuthor: Bool {
        switch self {
        case .registered, .private, .dropped, .taken, .closed, .extended: true
        case .assigned, .outageProposed, .distributeSoon, .reminder, .closeSoon, .late, .overdue, .stillOverdue,
            .handedBack, .reopened, .extensionAsked, .extensionGranted, .extensionRefused, .callAuthor, .timersLate:
            false
        }
    }

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
        case .timersLate: "Сроки проверены с опозданием на {late}: №{number}, всего {count}"
        }
    }

    /// The most parts the text may take in the worst case.
    public var partBudget: Int { self == .closed ? SMSParts.most : 1 }
}
