internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Tokens of machines elsewhere, and what those need to know of the school.
    func addTokens(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.school)") { _, _ in Response(json: school.json) }
        router.get("\(StaffAPI.tokens)") { _, context in
            let person = try context.anyPerson
            let found = try await tokens.list(person.may(.manageTokens) ? nil : person.login)
            let now = desk.now()
            return Response(json: .array(found.map { TokenDocument($0, zone: zone, now: now).json }))
        }
        router.post("\(StaffAPI.tokens)") { request, context in
            let person = try context.anyPerson
            guard person.token == nil else {
                throw FaultDocument(.notAllowed, "токен не делает токенов: сделайте его на машине службы")
            }
            let (order, key) = try await request.keyedBody(of: TokenOrder.init)
            guard regulation.staff.contains(where: { $0.login == person.login }) else {
                throw AppealFault.unknownMember(person.login)
            }
            let (token, kept) = try await tokens.make(order, person, key)
            return Response(json: NewTokenDocument(token, TokenDocument(kept, zone: zone, now: desk.now())).json)
        }
        router.delete("\(StaffAPI.tokens)/:id") { request, context in
            let person = try context.anyPerson
            guard let value = context.parameters.get("id").flatMap(Int64.init) else {
                throw FaultDocument(.badRequest, "номер токена — целое число")
            }
            let id = Identifier<StaffToken>(value)
            let key = try await request.keyAlone()
            // Whose a token is, is not told to others: one that is somebody else's is not there.
            guard let kept = try await tokens.find(id), kept.login == person.login || person.may(.manageTokens),
                let revoked = try await tokens.revoke(id, person, key)
            else { throw FaultDocument(.unknown, "токена \(id) нет") }
            return Response(json: TokenDocument(revoked, zone: zone, now: desk.now()).json)
        }
    }
}
