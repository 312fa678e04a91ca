/// What a connection is to do.
enum ManagerOrder: Hashable, Sendable {
    /// Wait for what the peer says next.
    case wait
    /// Send an action under a number.
    case send(ManagerAction, id: Int)
    /// Tell that the login is done.
    case opened
    /// Hand an event on.
    case deliver(ManagerMessage)
    /// Hand the response to the action of that number on.
    case answer(id: Int, ManagerMessage)
    /// Close the connection.
    case close(AMIError)
}
