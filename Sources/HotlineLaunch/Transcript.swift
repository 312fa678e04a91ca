public import HotlineVoice

/// A call as lines for people, the same for the same call.
public enum Transcript {
    /// One line a moment.
    public static func lines(_ moments: [SimulatedCaller.Moment], texts: PromptTexts) -> [String] {
        moments.map { moment in
            switch moment {
            case .hears(let file): "  звучит    \(texts.text(ofFile: file))"
            case .hearsNumber(let number): "  звучит    [\(number)]"
            case .presses(let keys): "  нажато    \(keys)"
            case .waits: "  нажато    ничего"
            case .speaks: "  говорит   после сигнала"
            case .rings: "  звонит    у специалистов"
            case .isAnswered: "  отвечает  специалист"
            case .hangsUp: "  трубка    положена"
            case .comes(let step): "• шаг       \(step)"
            case .ends(let outcome): "• итог      \(outcome)"
            }
        }
    }
}
