public import HotlineCore

/// What an act brought, in one line for the one who did it.
public enum AppealNews {
    /// The appeal was taken.
    public static func taken(_ appeal: AppealDocument, now: Instant) -> String {
        let due = appeal.terms.close.due.map { " Закрыть до \($0.stamp)" } ?? ""
        return "Обращение №\(appeal.number) у вас.\(due) (\(TimeLeft(appeal.terms.close, now: now).text))."
    }

    /// The appeal was closed; without a text the author is to be called.
    public static func closed(_ appeal: AppealDocument) -> String {
        let way =
            switch appeal.delivery {
            case .email: "ответ уходит автору по почте"
            case .sms: "ответ уходит автору по СМС"
            case .callback, nil: "написать автору нельзя — перезвоните ему"
            }
        return "Обращение №\(appeal.number) закрыто: \(appeal.showsContent ? way : "ответ передан")."
    }

    /// Any other act was done.
    public static func done(_ act: AppealAct, _ appeal: AppealDocument, now: Instant) -> String {
        let number = "Обращение №\(appeal.number)"
        switch act {
        case .take: return taken(appeal, now: now)
        case .close: return closed(appeal)
        case .assign(let login): return "\(number) передано: \(login)."
        case .handBack: return "\(number) возвращено: его назначат заново."
        case .reopen:
            return "\(number) открыто снова."
                + (appeal.terms.close.due.map { " Закрыть до \($0.stamp)." } ?? "")
        case .extend:
            return appeal.extensionAsked == nil
                ? approved(appeal) : "\(number): о продлении попросили, решает руководитель."
        case .approve: return approved(appeal)
        case .refuse: return "\(number): в продлении отказано."
        case .mark(let mark): return "\(number) закрыто: \(mark.word)."
        case .note: return "\(number): заметка записана."
        case .link(let other): return "\(number) связано с №\(other)."
        case .merge(let other): return "\(number) закрыто как повтор №\(other)."
        case .callBack: return "\(number): звонок автору записан."
        case .anonymise:
            let isTold = appeal.delivery == nil || appeal.toldAt != nil
            return "\(number) обезличено.\(isTold ? "" : " Ответа автор не получил, и сообщить его уже нельзя.")"
        }
    }

    private static func approved(_ appeal: AppealDocument) -> String {
        "Обращение №\(appeal.number): срок продлён" + (appeal.terms.close.due.map { " до \($0.stamp)." } ?? ".")
    }

    /// The appeal was made of what somebody said.
    public static func added(_ appeal: AppealDocument) -> String {
        "Заведено обращение №\(appeal.number). " + completed(appeal)
    }

    /// The same number has another open appeal.
    public static func alike(_ number: AppealNumber, _ other: AppealNumber) -> String {
        "По этому номеру уже открыто №\(other); связать — hotline link \(number) \(other)"
    }

    /// An appeal was made, and could not be linked with another one.
    public static func unlinked(_ number: AppealNumber, _ other: AppealNumber, _ reason: String) -> String {
        "Заведено обращение №\(number); связать с №\(other) не вышло: \(reason)"
    }

    /// The form was filled, or part of it.
    public static func completed(_ appeal: AppealDocument) -> String {
        guard appeal.showsContent else { return "Обращение №\(appeal.number) личное: дальше его ведёт психолог." }
        let missing = appeal.missingFields.map(\.formText)
        return missing.isEmpty
            ? "Обращение №\(appeal.number): форма заполнена."
            : "Обращение №\(appeal.number): не хватает — \(missing.joined(separator: "; "))."
    }
}
