internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Calls from members of the staff to authors.
    func addAuthorCalls(to router: Router<StaffRequestContext>) {
        router.post("\(StaffAPI.appeals)/:number/call") { request, context in
            let person = try context.person(withOneOf: .callAuthor)
            let number = try context.appealNumber
            let call = try await authorCalls.call(number, person, request.keyAlone())
            return try await answer(call)
        }
        router.get("\(StaffAPI.appeals)/:number/call/:id") { _, context in
            let person = try context.person(withOneOf: .callAuthor)
            let number = try context.appealNumber
            guard let id = context.parameters.get("id").flatMap(Int64.init) else {
                throw FaultDocument(.badRequest, "номер звонка — целое число")
            }
            guard let call = try await authorCalls.find(Identifier(id)), call.appeal == number,
                call.login == person.login || person.rights.contains(.seeCalls)
            else { throw FaultDocument(.unknown, "звонка \(id) нет") }
            return try await answer(call)
        }
    }

    private func answer(_ call: AuthorCall) async throws -> Response {
        let task = try await authorCalls.tasks([call.appeal]).first
        return Response(json: AuthorCallDocument(call, task: task, zone: zone).json)
    }
}
