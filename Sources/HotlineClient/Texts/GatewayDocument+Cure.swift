extension GatewayDocument {
    /// What somebody can do about it; the reason itself where it is none of the known ones.
    public var cure: String? {
        guard condition != .alive, let reason else { return nil }
        return switch reason {
        case "notReached": "не отвечает: запущен ли он, верен ли адрес"
        case "credentials": "не узнаёт нас: проверьте имя и пароль"
        case "notRoutable": "нет связи с оператором: посмотрите, что говорит сам шлюз"
        case "busy": "занят: подождите, сообщения ждут в очереди"
        case "money": "пополните счёт"
        case "unexpectedAnswer": "отвечает не так, как должен: проверьте адрес"
        default: reason
        }
    }
}
