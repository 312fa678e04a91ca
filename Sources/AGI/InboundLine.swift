/// One complete thing Asterisk can say to us.
public enum InboundLine: Hashable, Sendable {
    /// The call's variables, once, before anything else.
    case opened(CallVariables)
    /// `200`: the command ran. It may still have failed; the reply says so.
    case success(Reply)
    /// `100`: Asterisk is still working, and a final line follows.
    case trying
    /// `510`, `511`, `520`: Asterisk refused the command.
    case refusal(Refusal)
    /// The caller is gone.
    ///
    /// Asterisk may say this between any two lines, more than once, and it is not a reply.
    case hangup
}
