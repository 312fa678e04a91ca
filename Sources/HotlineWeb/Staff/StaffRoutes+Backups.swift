internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Backups, made and looked at.
    func addBackups(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.backups)") { _, context in
            _ = try context.person(withOneOf: .backup)
            return Response(json: try await backups.state().json)
        }
        router.post("\(StaffAPI.backups)") { _, context in
            _ = try context.person(withOneOf: .backup)
            try await backups.begin()
            return Response(status: .accepted, json: try await backups.state().json)
        }
    }
}
