/// How gateways are, as a table for people.
public struct GatewayListing: Sendable {
    private let gateways: [GatewayDocument]

    /// Creates a listing.
    public init(_ gateways: [GatewayDocument]) {
        self.gateways = gateways
    }

    /// The table.
    public func lines(_ palette: Palette) -> [String] {
        var table = TextTable(header: ["Шлюз", "Состояние", "На счёте", "Что делать"])
        for gateway in gateways {
            table.add([
                TextTable.Cell(gateway.name),
                TextTable.Cell(gateway.condition.word, gateway.condition.tint),
                TextTable.Cell(gateway.balance),
                TextTable.Cell(gateway.cure),
            ])
        }
        return table.lines(palette)
    }
}

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

extension GatewayDocument.Condition {
    /// The word of the staff.
    fileprivate var word: String {
        switch self {
        case .alive: "работает"
        case .impaired: "не отправляет"
        case .dead: "не отвечает"
        }
    }

    fileprivate var tint: Palette.Tint {
        switch self {
        case .alive: .green
        case .impaired: .yellow
        case .dead: .red
        }
    }
}
