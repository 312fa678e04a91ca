internal import HTTPTypes
internal import HotlineClient
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// All paths, as they are served: a method that a path does not have is told so, with those that it has (RFC 9110, 15.5.6).
    func served(_ door: Door) -> Router<StaffRequestContext> {
        let router = router(door)
        for routes in Dictionary(grouping: router.routes, by: { "\($0.path)" }).values {
            let known = routes.map(\.method)
            let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !known.contains(method) {
                router.on(routes[0].path, method: method) { _, _ in
                    let fault = FaultDocument(.badRequest, "с этим адресом так не говорят: только \(allowed)")
                    var response = Response(status: .methodNotAllowed, json: fault.json)
                    response.headers[.allow] = allowed
                    return response
                }
            }
        }
        return router
    }

    /// The methods that may be asked for; the last is young and has no name yet in the library.
    private static let methods =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap(\.self)
}
