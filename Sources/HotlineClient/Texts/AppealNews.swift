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
        let isTexted = appeal.messages?.contains { $0.kind == MessageKind.closed.rawValue } ?? false
        let way = isTexted ? "ответ уходит автору по СМС" : "СМС автору нельзя — перезвоните ему"
        return "Обращение №\(appeal.number) закрыто: \(appeal.showsContent ? way : "ответ передан")."
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
