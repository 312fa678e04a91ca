public import HTTPClient

/// Why the service did not do what was asked, by what can be done about it.
public enum StaffClientError: Error, Hashable, Sendable {
    /// Nothing listens on the socket.
    case notThere(path: String)
    /// Nothing can be reached at the address of the server.
    case serverNotThere(path: String)
    /// The certificate of the server is not trusted, so nothing was sent.
    case untrusted(path: String, HTTPError.Distrust)
    /// The certificate of the authority cannot be read, so nothing was sent.
    case authorityUnreadable(file: String)
    /// What answers at the address speaks no TLS that is spoken here, so nothing was sent.
    case noTLS(path: String)
    /// Something else than the service answers on the socket, or at the address.
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
        case .serverNotThere(let path): "служба hotlined не отвечает на \(path): верен ли адрес, есть ли сеть?"
        case .untrusted(let path, let distrust):
            "\(path): сертификату нельзя верить, ничего не послано: \(distrust.words)"
        case .authorityUnreadable(let file): "$HOTLINE_CA_FILE: \(file) не прочитать, ничего не послано"
        case .noTLS(let path): "\(path) не отвечает по TLS 1.2 или новее, ничего не послано: верны ли адрес и порт?"
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

extension HTTPError.Distrust {
    /// What is wrong and what to do about it.
    fileprivate var words: String {
        switch self {
        case .unknownAuthority:
            "он подписан неизвестным центром; сертификат центра школы укажите в $HOTLINE_CA_FILE"
        case .wrongName: "он выдан на другое имя; обращайтесь к серверу по имени из сертификата"
        case .outOfDate: "его срок истёк или не начался; проверьте часы, обновите сертификат на сервере"
        case .otherwise: "он не проходит проверку"
        }
    }
}
