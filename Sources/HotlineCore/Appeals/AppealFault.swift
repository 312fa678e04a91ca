/// Why something cannot be done with an appeal, said so that the one who asked can do something about it.
public enum AppealFault: Error, Hashable {
    /// There is no appeal of this number.
    case unknown(AppealNumber)
    /// The role does not allow it.
    case notAllowed(Right)
    /// The appeal is with somebody else.
    case withAnother(AppealNumber)
    /// The appeal is closed.
    case closed(AppealNumber)
    /// The appeal was taken already, by the one of this login.
    case taken(AppealNumber, by: String)
    /// Closing needs a result text.
    case resultMissing(AppealNumber)
    /// The result is too long to be texted.
    case resultTooLong(parts: Int, most: Int)
    /// Somebody changed the appeal in the meantime.
    case changedMeanwhile(AppealNumber)
    /// The appeal is at a stage at which this cannot be done.
    case wrongStatus(AppealNumber, AppealMove, AppealStatus)
    /// Nobody on the staff has this login.
    case unknownMember(String)
    /// This one may not get the appeal: it is private, or they take none.
    case notForThem(AppealNumber, login: String)
    /// This one gave the appeal back already.
    case handedBackBefore(AppealNumber, by: String)
    /// It needs words: a reason, a note.
    case wordsMissing(AppealMove)
    /// The words are longer than so many characters.
    case wordsTooLong(most: Int)
    /// Control characters are among the words: a telephone or a terminal might obey them.
    case wordsNotPlain
    /// More time was asked for already.
    case extensionAsked(AppealNumber)
    /// So much more time would be over already: at least this much is needed.
    case extensionTooShort(AppealNumber, least: Duration)
    /// Nobody asked for more time.
    case noExtensionAsked(AppealNumber)
    /// The two appeals have not the same author, as far as their telephones tell.
    case differentAuthors(AppealNumber, AppealNumber)
    /// An appeal has nothing to do with itself.
    case sameAppeal(AppealNumber)
    /// The author needs no call: they were told.
    case noCallBackDue(AppealNumber)
    /// Nobody knows the author's telephone number.
    case noPhone(AppealNumber)
    /// What the author says to text messages is said of a telephone, and none was given.
    case consentWithoutPhone
    /// A call of this one's to this appeal's author is on its way: it rings here or there.
    case calling(AppealNumber, login: String)
    /// What was personal in it is taken out.
    case anonymised(AppealNumber)
    /// It is not closed yet.
    case stillOpen(AppealNumber)
    /// The same request came before, with something else in it.
    case requestReused
    /// Its events do not tell all of it: they are of before the terms were logged, or of a later version.
    case logSilent(AppealNumber)
    /// Its events are not as they were logged.
    case logBroken(AppealNumber)
}

extension AppealFault: CustomStringConvertible {
    /// One line in the language of the staff.
    public var description: String {
        switch self {
        case .unknown(let number): "обращения №\(number) нет"
        case .notAllowed(let right): "ваша роль не позволяет: \(right.text)"
        case .withAnother(let number): "обращение №\(number) не у вас"
        case .closed(let number): "обращение №\(number) закрыто"
        case .taken(let number, let login): "№\(number) уже взял(а) \(login)"
        case .resultMissing(let number): "чтобы закрыть №\(number), нужен текст ответа автору"
        case .resultTooLong(let parts, let most): "ответ длиннее \(most) частей СМС (сейчас \(parts))"
        case .changedMeanwhile(let number): "обращение №\(number) тем временем изменили; посмотрите его ещё раз"
        case .wrongStatus(let number, let move, let status):
            "обращение №\(number) \(status.word): \(move.text) его сейчас нельзя"
        case .unknownMember(let login): "среди сотрудников нет «\(login)»"
        case .notForThem(let number, let login): "обращение №\(number) нельзя передать \(login): роль не та"
        case .handedBackBefore(let number, let login):
            "№\(number) уже возвращал(а) \(login): назначьте другого или попросите руководителя"
        case .wordsMissing(let move): "чтобы \(move.text), нужны слова: причина или заметка"
        case .wordsTooLong(let most): "слишком длинно: не больше \(most) знаков"
        case .wordsNotPlain: "в тексте управляющие знаки: уберите их"
        case .extensionAsked(let number): "о продлении №\(number) уже просили, решает руководитель"
        case .extensionTooShort(let number, let least):
            "№\(number): этот срок уже прошёл бы; продлить можно не меньше чем на \(least.setting)"
        case .noExtensionAsked(let number): "о продлении №\(number) никто не просил"
        case .differentAuthors(let one, let other):
            "у №\(one) и №\(other) не один и тот же телефон автора: свяжите их, объединить нельзя"
        case .sameAppeal(let number): "№\(number) — одно и то же обращение"
        case .noCallBackDue(let number): "автору №\(number) перезванивать не нужно"
        case .noPhone(let number): "у обращения №\(number) нет телефона автора: hotline complete \(number) --phone"
        case .consentWithoutPhone: "согласие на СМС относится к номеру телефона: дайте и его (--phone)"
        case .calling(let number, let login):
            "звонок \(login) автору №\(number) уже идёт: дождитесь ответа или положите трубку"
        case .anonymised(let number): "обращение №\(number) обезличено"
        case .stillOpen(let number): "обращение №\(number) ещё не закрыто"
        case .requestReused: "этот запрос уже приходил с другим содержанием"
        case .logSilent(let number): "журнал рассказывает о №\(number) не всё: восстановить по нему нельзя"
        case .logBroken(let number):
            "события №\(number) изменены после записи: по ним не восстанавливают, см. hotline audit verify"
        }
    }
}
