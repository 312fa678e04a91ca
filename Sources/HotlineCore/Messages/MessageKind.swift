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

    /// Whether it goes to the appeal's author, who must have agreed to it.
    public var isForAuthor: Bool {
        switch self {
        case .registered, .private, .dropped, .taken, .closed: true
        case .assigned, .outageProposed: false
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
        }
    }

    /// The most parts the text may take in the worst case.
    public var partBudget: Int { self == .closed ? SMSParts.most : 1 }
}
