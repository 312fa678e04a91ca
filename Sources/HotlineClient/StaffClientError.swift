/// Why the service did not do what was asked, by what can be done about it.
public enum StaffClientError: Error, Hashable, Sendable {
    /// Nothing listens on the socket.
    case notThere(path: String)
    /// Something else than the service answers on the socket.
    case wrongPeer(path: String)
    /// The account may not use the socket.
    case socketForbidden(path: String)
    /// The socket's path is longer than the system takes.
    case pathTooLong(path: String)
    /// The request went out and no whole answer came: it may have been obeyed.
    case noAnswer(path: String)
    /// The service says no.
    case refused(FaultDocument)
}

extension StaffClientError: CustomStringConvertible {
    /// One line in the language of the staff.
    public var description: String {
        switch self {
        case .notThere(let path): "служба hotlined не отвечает на \(path); запущена ли она?"
        case .wrongPeer(let path): "на \(path) отвечает не hotlined"
        case .socketForbidden(let path): "у вашей учётной записи нет прав на \(path)"
        case .pathTooLong(let path): "/socket/path: путь длиннее \(SocketPath.most) байт: \(path)"
        case .noAnswer(let path):
            "служба hotlined на \(path) не ответила до конца; посмотрите, что сделано, и повторите"
        case .refused(let fault):
            fault.fields.isEmpty ? fault.message : fault.fields.map(\.message).joined(separator: "; ")
        }
    }
}
