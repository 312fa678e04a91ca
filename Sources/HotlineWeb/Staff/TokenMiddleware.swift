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
    /// Counts by address what does not let in.
    let attempts: AttemptLimit
    /// Counts what is said of it in the log, wherever it comes from.
    let lines: AttemptLimit
    let now: @Sendable () -> Instant
    let logger: Logger

    func handle(
        _ request: Request,
        context: StaffRequestContext,
        next: @concurrent (Request, StaffRequestContext) async throws -> Response
    ) async throws -> Response {
        let address = context.channel.remoteAddress?.ipAddress ?? ""
        let shown = shown(in: request)
        switch try await find(shown) {
        case .success(let (kept, member)):
            if await tokens.noteUse(kept, now()) {
                logger.info(
                    "A token is used.",
                    metadata: [
                        "token.id": "\(kept.id)", "staff.login": "\(member.login)", "peer.address": "\(address)",
                    ]
                )
            }
            return try await next(request, context.asked(by: Person(member, token: kept.id), standingIn))
        case .failure(let refusal): throw fault(for: refusal, of: try? shown.get(), from: address)
        }
    }

    /// What is told to whoever is not let in, and noted in the log while there are few of them.
    private func fault(for refusal: TokenRefusal, of token: AccessToken?, from address: String) -> FaultDocument {
        guard attempts.note(from: address, at: now()) else {
            return FaultDocument(.tooMany, "слишком много запросов без верного токена с этого адреса: подождите минуту")
        }
        if lines.note(from: "everywhere", at: now()) {
            logger.notice(
                "A token does not let in.",
                metadata: [
                    "token.id": "\(token.map { "\($0.id)" } ?? "none")", "token.refusal": "\(refusal.rawValue)",
                    "peer.address": "\(address)",
                ]
            )
        }
        return refusal == .missing
            ? FaultDocument(.notAuthenticated, "нужен токен: заголовок Authorization: Bearer hl_…")
            : FaultDocument(.notAuthenticated, "токен не подходит: сделайте новый на машине службы, hotline token new")
    }

    /// The token that a request shows.
    private func shown(in request: Request) -> Result<AccessToken, TokenRefusal> {
        let scheme = "\(StaffAPI.tokenScheme.lowercased()) "
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix(scheme) else {
            return .failure(.missing)
        }
        return AccessToken(header.dropFirst(scheme.count).trimmingSpaces).map { .success($0) } ?? .failure(.malformed)
    }

    private func find(
        _ shown: Result<AccessToken, TokenRefusal>
    ) async throws -> Result<(StaffToken, StaffMember), TokenRefusal> {
        let found: Result<StaffToken, TokenRefusal> =
            switch shown {
            case .success(let token): try await tokens.check(token, now())
            case .failure(let refusal): .failure(refusal)
            }
        return found.flatMap { kept in member(kept.login).map { .success((kept, $0)) } ?? .failure(.nobody) }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
