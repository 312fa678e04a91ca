internal import HotlineCore

/// How an appeal came to stand as it does, for people: each event, and under it the sum of each clock it set.
public struct ExplanationText: Sendable {
    private let document: ExplanationDocument

    /// Creates the text of a document.
    public init(_ document: ExplanationDocument) {
        self.document = document
    }

    /// The lines.
    public func lines(_ palette: Palette) -> [String] {
        palette.wrap("Обращение №\(document.number): как считались сроки", .bold)
            + document.steps.flatMap { step in lines(of: step, palette) }
    }

    private func lines(of step: ExplanationDocument.Step, _ palette: Palette) -> [String] {
        let kind = EventKind(rawValue: step.kind)?.word ?? step.kind
        var line = "\(step.at.fullStamp)  \(kind) · \(actor(step)) · событие \(step.event)"
        let facts = facts(of: step)
        if !facts.isEmpty { line += " · \(facts)" }
        let words = step.words.map { palette.wrap("    «\($0.onOneLine)»") } ?? []
        let sums = step.clocks.flatMap { lines(of: $0) }
        return [""] + palette.wrap(line.onOneLine, hanging: 4) + words
            + sums.flatMap { palette.wrap($0.text, $0.tint, hanging: 2) }
    }

    private func actor(_ step: ExplanationDocument.Step) -> String {
        let who =
            switch step.actor {
            case "system": "система"
            case "caller": "звонящий"
            case "author": "автор"
            case let login: login
            }
        if step.channel == EventChannel.system.rawValue { return who }
        let token = step.facts[NewEvent.tokenFact].map { ", токен \($0)" } ?? ""
        return "\(who) (\(step.channel)\(token))"
    }

    private func facts(of step: ExplanationDocument.Step) -> String {
        var words: [String] = []
        if let to = step.facts["to"] { words.append("кому: \(to)") }
        if let reason = step.facts["reason"].flatMap(Choice.Reason.init(rawValue:)) { words.append(reason.text) }
        if let holder = step.facts["holder"] { words.append("был у: \(holder)") }
        switch step.facts["reason"] {
        case "private": words.append("стало личным")
        case "changedHands": words.append("обращение перешло к другому")
        case _: break
        }
        if let untold = step.facts["untold"].flatMap(ResultDelivery.init(rawValue:)) {
            words.append("ответ \(untold.word) до автора не дошёл")
        }
        if let alarm = step.facts["alarm"] { words.append(alarm) }
        if step.facts["told"] == "no" { words.append("не послано: уже неактуально") }
        if let late = step.facts["late"] { words.append("с опозданием \(late)") }
        if let by = step.facts["by"] { words.append(ResultDelivery(rawValue: by)?.word ?? "+\(by)") }
        if let delivery = step.facts["delivery"].flatMap(ResultDelivery.init(rawValue:)) { words.append(delivery.word) }
        if let then = step.facts["then"].flatMap(ResultDelivery.init(rawValue:)) {
            words.append("дальше: \(then.word)")
        }
        if let outcome = outcome(of: step) { words.append(outcome) }
        if let mark = step.facts["mark"].flatMap(AppealMark.init(rawValue:)) { words.append(mark.word) }
        for name in ["with", "into", "from"] { if let number = step.facts[name] { words.append("№\(number)") } }
        return words.joined(separator: ", ")
    }

    /// How a call ended, in the words of its kind.
    private func outcome(of step: ExplanationDocument.Step) -> String? {
        guard let outcome = step.facts["outcome"] else { return nil }
        switch EventKind(rawValue: step.kind) {
        case .authorCalled:
            let talked = step.facts["talked"].flatMap(Duration.init(setting:)).map { Int($0.components.seconds) }
            return AuthorCall.Outcome(rawValue: outcome).map { AuthorCallText.word($0, talked: talked) }
        case .callAttempted: return Regulation.CallBackOutcome(rawValue: outcome)?.word
        case .callEnded: return CallOutcome(rawValue: outcome)?.word
        case _: return LadderCallFailure(rawValue: outcome)?.word
        }
    }

    private func lines(of clock: ExplanationDocument.Clock) -> [(text: String, tint: Palette.Tint?)] {
        let calendar = clock.calendar == .wall ? "по часам подряд" : "по рабочему календарю"
        let length = clock.length.flatMap(Duration.init(setting:)).map(\.lengthWords) ?? "?"
        var lines: [(text: String, tint: Palette.Tint?)] = []
        func add(_ text: String, _ tint: Palette.Tint? = nil) { lines.append((text, tint)) }
        add("    \(clock.step.word): \(length) \(calendar), зона \(clock.zone ?? "?") (\(clock.rule))")
        switch clock.calendar {
        case .wall: add("      \(clock.from.fullStamp) + \(length) = \(clock.due.fullStamp)")
        case .working:
            add("      с \(clock.from.fullStamp)")
            for stretch in clock.counted {
                let counted = stretch.to.instant - stretch.from.instant
                add("      \(stretch.from.fullStamp) – \(stretch.to.fullStamp): \(counted.words)")
            }
            add("      до \(clock.due.fullStamp)")
        }
        if let now = clock.dueByNow { add("      по нынешнему календарю вышло бы \(now.fullStamp)", .yellow) }
        return lines
    }
}

extension CivilTime {
    /// The day, the time to the second and the offset: `12.03.2026 14:05:00 +03:00`.
    var fullStamp: String { "\(longDate) \(rfc3339.dropFirst(11).prefix(8)) \(rfc3339.dropFirst(19))" }
}

extension ResultDelivery {
    /// The word of the staff.
    var word: String {
        switch self {
        case .email: "по почте"
        case .sms: "по СМС"
        case .callback: "звонком"
        }
    }
}

extension EventKind {
    /// The word of the staff.
    var word: String {
        switch self {
        case .received: "поступило"
        case .typed: "выбрана тема"
        case .contact: "указан телефон"
        case .consent: "согласие на СМС"
        case .callEnded: "звонок окончен"
        case .completed: "дополнено"
        case .distributed: "передано"
        case .taken: "взято в работу"
        case .closed: "закрыто"
        case .numberShown: "показан номер телефона"
        case .calledAgain: "автор позвонил снова"
        case .statusAsked: "автор спросил о ходе"
        case .added: "автор дополнил"
        case .outageJoined: "присоединено к сбою"
        case .transferred: "соединение со специалистом"
        case .recorded: "записан звук"
        case .played: "прослушано"
        case .transcribed: "записаны слова"
        case .found: "звонок найден"
        case .handedBack: "возвращено"
        case .reopened: "открыто снова"
        case .extensionAsked: "просят продлить"
        case .extensionGranted: "срок продлён"
        case .extensionRefused: "в продлении отказано"
        case .marked: "помечено"
        case .noted: "заметка"
        case .linked: "связано"
        case .merged: "объединено"
        case .absorbed: "принято повторное"
        case .warned: "предупреждение"
        case .breached: "срок вышел"
        case .reminded: "утреннее напоминание"
        case .told: "автор извещён"
        case .unreached: "СМС специалисту не дошла"
        case .phoned: "звонок специалисту без ответа"
        case .notTold: "автора известить не удалось"
        case .callAttempted: "звонили автору"
        case .authorCalled: "звонок автору"
        case .callTaskMade: "перезвонить в другой день"
        case .anonymised: "обезличено"
        case .soundErased: "звук стёрт"
        case .rebuilt: "восстановлено по журналу"
        }
    }
}
