public import HotlineCore

extension MessageKind {
    /// The word of the staff for what a text is about.
    public var word: String {
        switch self {
        case .registered: "принято"
        case .private: "просьба о звонке"
        case .dropped: "звонок оборван"
        case .taken: "взято в работу"
        case .closed: "ответ автору"
        case .assigned: "новое"
        case .outageProposed: "не сбой ли"
        case .extended: "срок перенесён"
        case .distributeSoon: "пора передать"
        case .reminder: "пора взять"
        case .closeSoon: "пора закрыть"
        case .late: "срок вышел"
        case .overdue: "просрочка"
        case .stillOverdue: "всё ещё просрочка"
        case .handedBack: "возвращено"
        case .reopened: "открыто снова"
        case .extensionAsked: "просят продлить"
        case .extensionGranted: "срок продлён"
        case .extensionRefused: "в продлении отказано"
        case .callAuthor: "перезвонить автору"
        case .callTomorrow: "перезвонить сегодня"
        case .timersLate: "сроки проверены поздно"
        case .standIn: "замещение"
        case .unreached: "СМС не дошла"
        case .bundle: "несколько сразу"
        case .acknowledged: "взято вами"
        case .alreadyTaken: "взял другой"
        case .resultAsked: "нужен ответ автору"
        case .assigneeAsked: "кому назначить"
        case .noted: "сделано"
        case .refused: "отказано"
        case .details: "подробности"
        case .standing: "как идут дела"
        case .help: "подсказка"
        case .authorHelp: "подсказка автору"
        case .resumed: "СМС снова приходят"
        }
    }
}

/// Why a text or a mail stands as it does, in the words of the staff.
enum StateReason {
    /// The words for what is kept as the reason; what is not known stays as it is.
    static func words(_ reason: String) -> String {
        MootReason(rawValue: reason)?.word ?? GatewayError.Reason(rawValue: reason)?.word ?? others[reason] ?? reason
    }

    /// What the store and the senders keep beside these two.
    private static let others = [
        "quietHours": "тихие часы", "limit": "слишком много сразу", "undelivered": "не дошло",
        "unanswered": "нет ответа, ушло ли", "interrupted": "отправка прервана", "unknown": "причина неизвестна",
        // Of mails.
        "notStarted": "программа не запустилась", "tookTooLong": "программа не успела",
        "unavailable": "почтовый сервер недоступен", "settings": "неверные настройки почты",
        "usage": "программа не поняла вызов", "refused": "почтовый сервер отказал", "subject": "негодная тема письма",
        "unexpectedStatus": "программа ответила непонятно", "noSender": "почта не настроена",
    ]
}

extension MootReason {
    /// The words of the staff.
    fileprivate var word: String {
        switch self {
        case .expired: "устарело"
        case .done: "уже сделано"
        case .moved: "обращение у другого"
        case .closed: "обращение закрыто"
        case .reopened: "обращение открыто снова"
        case .unwanted: "автор не хочет СМС"
        case .anonymised: "обезличено"
        case .bundled: "вошло в другое СМС"
        }
    }
}

extension GatewayError.Reason {
    /// The words of the staff.
    fileprivate var word: String {
        switch self {
        case .notReached: "нет связи"
        case .busy: "перегружен"
        case .credentials: "имя или пароль не приняты"
        case .recipient: "получатель не принят"
        case .text: "текст не принят"
        case .money: "кончились деньги"
        case .forbidden: "запрещено"
        case .notRoutable: "нет сети"
        case .unexpectedAnswer: "непонятный ответ"
        }
    }
}
