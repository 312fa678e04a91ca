internal import HotlineClient
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// All paths, as they are served: a method that a path does not have is told so.
    func served(_ door: Door) -> Router<StaffRequestContext> {
        let router = router(door)
        router.refuseOtherMethods { allowed in
            Response(json: FaultDocument(.badRequest, "с этим адресом так не говорят: только \(allowed)").json)
        }
        return router
    }
}
