internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import Logging

/// Finds out by its token in whose name a machine elsewhere asks, and refuses what does not let in.
///
/// Whoever shows a token that does not let in is not told why, only the log is; and after a few of them in a minute not even
/// that is logged. A token that does let in is never kept out by others from the same address: its secret cannot be found by
/// trying, and a whole school may be behind one address.
struct TokenMiddleware: RouterMiddleware {
    let tokens: TokenDesk
    let member: @Sendable (_ login: String) -> StaffMember?
    let standingIn: @Sendable (Person) async throws -> Person
    let attempts: WrongAttempts
    let now: @Sendable () -> Instant
    let logger: Logger

    func handle(
        _ request: Request,
        context: StaffRequestContext,
        next: @concurrent (Request, StaffRequestContext) async throws -> Response
    ) async throws -> Response {
        let scheme = "\(StaffAPI.tokenScheme.lowercased()) "
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix(scheme) else {
            throw FaultDocument(.notAuthenticated, "нужен токен: заголовок Authorization: Bearer hl_…")
        }
        let token = AccessToken(header.dropFirst(scheme.count).trimmingSpaces)
        let found = try await find(token)
        switch found {
        case .success(let (kept, member)):
            let address = context.channel.remoteAddress?.ipAddress ?? ""
            if await tokens.noteUse(kept, now()) {
                logger.info(
                    "A token is used.",
                    metadata: [
                        "token.id": "\(kept.id)", "staff.login": "\(member.login)", "peer.address": "\(address)",
                    ]
                )
            }
            let person = Person(member, token: kept.id)
            var context = context
            // Where nobody can say who is absent, everybody has the rights of their own roles.
            context.person = (try? await standingIn(person)) ?? person
            return try await next(request, context)
        case .failure(let refusal):
            let address = context.channel.remoteAddress?.ipAddress ?? ""
            guard attempts.note(from: address, at: now()) else {
                throw FaultDocument(.tooMany, "слишком много неверных токенов с этого адреса: подождите минуту")
            }
            logger.notice(
                "A token does not let in.",
                metadata: [
                    "token.id": "\(token.map { "\($0.id)" } ?? "none")", "token.refusal": "\(refusal.rawValue)",
                    "peer.address": "\(address)",
                ]
            )
            throw FaultDocument(
                .notAuthenticated,
                "токен не подходит: сделайте новый на машине службы, hotline token new"
            )
        }
    }

    private func find(_ token: AccessToken?) async throws -> Result<(StaffToken, StaffMember), TokenRefusal> {
        guard let token else { return .failure(.malformed) }
        switch try await tokens.check(token, now()) {
        case .success(let kept):
            guard let member = member(kept.login) else { return .failure(.nobody) }
            return .success((kept, member))
        case .failure(let refusal): return .failure(refusal)
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
