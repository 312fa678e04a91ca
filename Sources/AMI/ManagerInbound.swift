/// One complete thing Asterisk can say on a manager connection.
public enum ManagerInbound: Hashable, Sendable {
    /// The first line, once: the version of the interface, such as `11.0.0`.
    case greeting(version: String)
    /// A response or an event.
    case message(ManagerMessage)
}
