internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// How all parts of the hotline are.
    func addHealth(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.health)") { _, context in
            _ = try context.person(withOneOf: .seeHealth)
            return Response(json: HealthDocument(await health.checks()).json)
        }
        router.post("\(StaffAPI.health)/mail") { _, context in
            let person = try context.person(withOneOf: .seeHealth)
            guard let address = regulation.staff.first(where: { $0.login == person.login })?.email else {
                throw FaultDocument(.refused, "куда послать письмо, неизвестно: в настройках нет вашего email")
            }
            return Response(json: HealthDocument([await health.sendMail(address)]).json)
        }
    }
}
