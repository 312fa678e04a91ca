internal import Hummingbird

/// Tells in a page that an address leads nowhere.
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
            let response = routes.noSuchPage
            return request.method == .head ? response.createHeadResponse() : response
        }
    }
}

extension Request {
    /// Whether its body is a form, in whatever case and with whatever parameters that is said.
    var holdsForm: Bool {
        let type = headers[.contentType]?.prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace) ?? []
        return type.count == 1 && type.first?.lowercased() == "application/x-www-form-urlencoded"
    }
}
