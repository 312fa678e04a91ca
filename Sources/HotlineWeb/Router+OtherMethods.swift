internal import HTTPTypes
internal import Hummingbird

extension Router {
    /// Answers a method that a path does not have with 405 and those that it has (RFC 9110, 15.5.6).
    ///
    /// - Parameters:
    ///   - hasHead: Whether the router answers HEAD wherever it answers GET.
    ///   - answer: Makes the answer, which is given its status and `Allow`.
    func refuseOtherMethods(hasHead: Bool = false, _ answer: @escaping @Sendable (_ allowed: String) -> Response) {
        for routes in Dictionary(grouping: routes, by: { "\($0.path)" }).values {
            var known = Set(routes.map(\.method))
            if hasHead, known.contains(.get) { known.insert(.head) }
            let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
            for method in HTTPRequest.Method.asked where !known.contains(method) {
                on(routes[0].path, method: method) { _, _ in
                    var response = answer(allowed)
                    response.status = .methodNotAllowed
                    response.headers[.allow] = allowed
                    return method == .head ? response.createHeadResponse() : response
                }
            }
        }
    }
}

extension HTTPRequest.Method {
    /// The methods that may be asked for; the last is young and has no name yet in the library.
    fileprivate static let asked =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [Self("QUERY")].compactMap(\.self)
}
