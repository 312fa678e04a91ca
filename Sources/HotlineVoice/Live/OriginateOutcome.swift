/// How a call that Asterisk was asked to make went, as its event `OriginateResponse` tells.
public enum OriginateOutcome: Hashable, Sendable {
    /// It was answered.
    case answered
    /// Nobody answered in time.
    case unanswered
    /// It was busy, where the line tells that.
    case busy
    /// It could not be reached, or would not be: over SIP that may be a busy line too.
    case unreachable

    /// Reads the outcome of a call into one context of the dialplan, with its extension.
    ///
    /// The header `Reason` is a control frame, as Asterisk's `frame.h` numbers them: 1 hung up, 3 ringing, 4 answered, 5 busy, 8
    /// congestion, and 0 where there was none. Measured on 22 with `chan_pjsip`: one that rings until its time is over, or where
    /// nobody is, ends with 3; one that is busy (486) or declined (603) with 0.
    ///
    /// - Returns: `nil` where the event is another.
    public static func read(_ event: ExchangeEvent, context: String) -> (extension: String, outcome: OriginateOutcome)?
    {
        guard event.name.lowercased() == "originateresponse", event["Context"] == context, let place = event["Exten"]
        else { return nil }
        if event["Response"] == "Success" { return (place, .answered) }
        switch event["Reason"] {
        case "5": return (place, .busy)
        case "1", "3": return (place, .unanswered)
        default: return (place, .unreachable)
        }
    }
}
