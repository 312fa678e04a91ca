internal import Hummingbird

/// Tells in a page what no route answers: an address that leads nowhere, and one that does not take what was asked of it.
struct SiteNowhere: RouterMiddleware {
    let routes: SiteRoutes

    func handle(
        _ request: Request,
        context: SiteRequestContext,
        next: @concurrent (Request, SiteRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            let methods = Self.methods(of: request.uri.path)
            var response =
                methods.isEmpty
                ? routes.noSuchPage
                : routes.message(.methodNotAllowed, "Так страница не открывается", "Откройте её по ссылке в браузере.")
            if !methods.isEmpty { response.headers[.allow] = methods.joined(separator: ", ") }
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    /// What each path takes; `*` stands for anything.
    private static let paths: [(path: String, methods: [String])] = [
        ("/", ["GET", "HEAD", "POST"]), ("/status/*/*", ["GET", "HEAD"]), ("/privacy", ["GET", "HEAD"]),
        ("/site.css", ["GET", "HEAD"]), ("/button.js", ["GET", "HEAD"]), ("/button.html", ["GET", "HEAD"]),
        ("/robots.txt", ["GET", "HEAD"]), ("/board", ["GET", "HEAD", "POST"]), ("/board/leave", ["POST"]),
        ("/healthz", ["GET", "HEAD"]), ("/readyz", ["GET", "HEAD"]), ("/metrics", ["GET", "HEAD"]),
    ]

    /// What a path takes; nothing where there is no such path.
    private static func methods(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        let found = paths.first { known in
            let wanted = known.path.split(separator: "/")
            return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0 == "*" || $0 == $1 }
        }
        return found?.methods ?? []
    }
}

extension Request {
    /// Whether its body is a form, in whatever case and with whatever parameters that is said.
    var holdsForm: Bool {
        let type = headers[.contentType]?.prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace) ?? []
        return type.count == 1 && type.first?.lowercased() == "application/x-www-form-urlencoded"
    }
}
