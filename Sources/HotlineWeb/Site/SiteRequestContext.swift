internal import HotlineCore
internal import Hummingbird
internal import NIOCore

/// What is known of a visitor's request: where it is from.
struct SiteRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The visitor's address: what the proxy before the service says, where it is one of the settings, and else the connection's.
    func address(of request: Request, behind proxies: [String]) -> String {
        guard proxies.contains(peer), let told = request.headers[.forwardedFor],
            let last = told.split(separator: ",").last
        else { return peer }
        return last.filter { !$0.isWhitespace }
    }
}

/// Gives every answer what keeps a browser from doing with it what nobody meant.
struct SiteHeaders: RouterMiddleware {
    let isSecure: Bool

    /// No page loads anything from anywhere but here, holds a script, stands in a frame, or sends its form elsewhere.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request,
        context: SiteRequestContext,
        next: @concurrent (Request, SiteRequestContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        }
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        // The address of a status page is a secret to other sites; ours needs to know that a form comes from its own page.
        response.headers[.referrerPolicy] = "same-origin"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
