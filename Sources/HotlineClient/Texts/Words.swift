public import HotlineCore

extension AppealStatus {
    var tint: Palette.Tint? {
        switch self {
        case .received: .yellow
        case .distributed, .inProgress: nil
        case .closed: .green
        }
    }
}

extension AppealSource {
    /// The word of the staff.
    var word: String {
        switch self {
        case .phone: "телефон"
        case .web: "сайт"
        case .staff: "сотрудник"
        }
    }
}

extension AppealRoute {
    /// The subject in the words of the staff.
    public var subject: String {
        switch self {
        case .technical: "техника"
        case .ejournal: "ЭЖД"
        case .lessonQuality: "качество урока"
        case .psychologist: "психолог"
        case .equipment: "средства обучения"
        case .other: "другое"
        }
    }
}

extension LineKind {
    /// The word of the staff.
    var word: String {
        switch self {
        case .mobile: "мобильный"
        case .landline: "городской"
        case .foreign: "зарубежный"
        case .none: "скрыт"
        }
    }
}

extension CallStep {
    /// The word of the staff.
    public var word: String {
        switch self {
        case .answer: "приветствие"
        case .outage: "объявление о сбое"
        case .known: "известный номер"
        case .type: "выбор типа"
        case .means: "уточнение"
        case .psychologist: "психолог"
        case .role: "роль"
        case .className: "класс"
        case .transfer: "соединение"
        case .contact: "контакт"
        case .message: "сообщение"
        case .finish: "прощание"
        }
    }
}

extension CallOutcome {
    /// The word of the staff.
    public var word: String {
        switch self {
        case .completed: "до конца"
        case .transferred: "соединён"
        case .message: "сообщение"
        case .callback: "просит перезвонить"
        case .status: "узнал о ходе"
        case .dropped: "положил трубку"
        case .silent: "молчание"
        case .failed: "сбой"
        }
    }
}

extension MessageState {
    /// The word of the staff.
    var word: String {
        switch self {
        case .queued: "в очереди"
        case .held: "отложено"
        case .sending: "отправляется"
        case .unknown: "ответа нет"
        case .accepted: "принято шлюзом"
        case .delivered: "доставлено"
        case .undelivered: "не доставлено"
        case .failed: "не отправлено"
        case .cancelled: "отменено"
        }
    }

    var tint: Palette.Tint? {
        switch self {
        case .delivered: .green
        case .undelivered, .failed: .red
        case .unknown: .yellow
        case .queued, .held, .sending, .accepted, .cancelled: nil
        }
    }
}

extension CivilTime {
    /// The time and the day, `14:05 12.03`.
    var stamp: String { "\(clock) \(shortDate)" }
}

extension Weekday {
    /// The word in short.
    var word: String {
        switch self {
        case .mon: "пн"
        case .tue: "вт"
        case .wed: "ср"
        case .thu: "чт"
        case .fri: "пт"
        case .sat: "сб"
        case .sun: "вс"
        }
    }
}

extension CallLink {
    /// The word of the staff.
    var word: String {
        switch self {
        case .made: "новое"
        case .again: "повтор"
        case .known: "узнан"
        case .status: "статус"
        case .added: "дополнение"
        }
    }
}

extension Regulation.CallBackOutcome {
    /// The word of the staff.
    var word: String {
        switch self {
        case .reached: "автор ответил"
        case .noAnswer: "автор не ответил"
        case .refused: "автор не захотел слушать"
        }
    }
}

extension LadderCallFailure {
    /// The word for it.
    var word: String {
        switch self {
        case .unanswered: "не ответил"
        case .busy: "занято"
        case .unreachable: "не дозвонились"
        case .unacknowledged: "не нажал 1"
        case .lost: "чем кончилось, неизвестно"
        }
    }
}
