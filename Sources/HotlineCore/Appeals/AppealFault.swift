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
        }
    }
}
