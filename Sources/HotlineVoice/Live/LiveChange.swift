/// What became of a call in the queue, to be kept.
public enum LiveChange: Hashable, Sendable {
    /// A specialist answered; `ringing` is how long their telephone rang, `waited` how long the caller waited in all.
    case answered(uniqueID: String, by: String, ringing: Duration, waited: Duration)
    /// The talk is over.
    case talkEnded(uniqueID: String, lasted: Duration)
    /// Nobody answered: time ran out, or the caller left.
    case unanswered(uniqueID: String, waited: Duration)
}
