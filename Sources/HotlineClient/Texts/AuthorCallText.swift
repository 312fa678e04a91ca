public import HotlineCore

/// How a call to an author goes, in the words of the staff.
public enum AuthorCallText {
    /// How far it has come.
    public static func line(_ state: AuthorCall.State) -> String {
        switch state {
        case .ringing: "Звоним вам: снимите трубку…"
        case .dialling: "Звоним автору…"
        case .talking: "Говорите."
        case .ended: "Звонок окончен."
        }
    }

    /// How it ended, and what is to be done then.
    public static func lines(_ call: AuthorCallDocument) -> [String] {
        guard let outcome = call.outcome else { return ["№\(call.appeal): \(line(call.state))"] }
        var lines = ["№\(call.appeal): \(word(outcome, talked: call.talked))"]
        if let task = call.task {
            lines.append("Звонков без ответа: \(task.attempts). Перезвоните с \(task.due.stamp): утром придёт СМС.")
        }
        return lines
    }

    /// How it ended.
    static func word(_ outcome: AuthorCall.Outcome, talked: Int?) -> String {
        switch outcome {
        case .reached: "автор ответил" + (talked.map { ", говорили \(Duration.seconds($0).clockWords)" } ?? "")
        case .noAnswer: "автор не ответил"
        case .busy: "у автора занято"
        case .unreachable: "телефон автора недоступен"
        case .cancelled: "вы повесили трубку раньше, чем автор ответил"
        case .notPickedUp: "вы не сняли трубку; автору не звонили"
        case .notPlaced: "станция не позвонила"
        case .lost: "чем кончился звонок, неизвестно: станцию не было слышно"
        }
    }
}

extension Duration {
    /// Minutes and seconds: «2 мин 5 с».
    fileprivate var clockWords: String {
        let (minutes, seconds) = (components.seconds / 60, components.seconds % 60)
        return minutes > 0 ? "\(minutes) мин \(seconds) с" : "\(seconds) с"
    }
}
