internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import NIOCore

#if canImport(Glibc)
internal import Glibc
#endif

/// What is known of a request: the connection it came by, and who is on its other side.
struct StaffRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel
    /// Who is asking, once that was found out.
    var person: Person?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The same of a request of this person, who has the rights of those they stand in for too.
    func asked(by person: Person, _ standingIn: @Sendable (Person) async throws -> Person) async -> Self {
        var context = self
        // Where nobody can say who is absent, everybody has the rights of their own roles.
        context.person = (try? await standingIn(person)) ?? person
        return context
    }

    /// The person who asks, whatever they may do.
    var anyPerson: Person {
        get throws(FaultDocument) {
            guard let person else { throw FaultDocument(.failed, "служба не узнала, кто спрашивает") }
            return person
        }
    }

    /// The person who asks, where their roles hold one of these rights.
    func person(withOneOf rights: Right...) throws(FaultDocument) -> Person {
        let person = try anyPerson
        guard rights.contains(where: person.rights.contains) else {
            throw FaultDocument(.notAllowed, rights.first.map { AppealFault.notAllowed($0).description } ?? "")
        }
        return person
    }

    /// The appeal that the path names.
    var appealNumber: AppealNumber {
        get throws(FaultDocument) {
            guard let number = parameters.get("number").flatMap({ AppealNumber(text: $0) }) else {
                throw FaultDocument(.badRequest, "номер обращения — целое число")
            }
            return number
        }
    }
}

/// Finds out which account is on the other side and whom its person stands in for, and refuses those who are nobody's.
struct PeerMiddleware: RouterMiddleware {
    let identify: @Sendable (Account) -> Person?
    let standingIn: @Sendable (Person) async throws -> Person

    func handle(
        _ request: Request,
        context: StaffRequestContext,
        next: @concurrent (Request, StaffRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let uid = try await context.channel.peerUID() else {
            throw FaultDocument(.notAllowed, "не видно, какая учётная запись спрашивает")
        }
        let account = Account(uid: uid)
        guard let person = identify(account) else {
            throw FaultDocument(
                .notAllowed,
                "учётной записи «\(account)» нет среди сотрудников: добавьте её в /staff файла настроек"
            )
        }
        return try await next(request, context.asked(by: person, standingIn))
    }
}

/// What the kernel says of a peer, laid out as its `struct ucred`.
private struct PeerCredentials: Sendable {
    var pid: Int32
    var uid: UInt32
    var gid: UInt32
}

extension Channel {
    /// The account that connected, as the kernel noted it when it did; `nil` where this is no Unix socket.
    func peerUID() async throws -> UInt32? {
        guard let socket = self as? any SocketOptionProvider, localAddress?.protocol == .unix else { return nil }
        let credentials: PeerCredentials = try await socket.unsafeGetSocketOption(
            level: .socket,
            name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        ).get()
        return credentials.uid
    }
}
