internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// The texts that came in, how they stand, and how the gateways are.
    func addTexts(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.inbox)") { request, context in
            let person = try context.person(withOneOf: .seeMessages)
            let query = try ListQuery(request, most: Self.most)
            try await expect(query.appeal)
            let found = try await texts.inbox(query.appeal, query.limit)
            let appeals = try await visible(found.compactMap(\.appeal), to: person)
            return Response(
                json: .array(
                    found.compactMap { text in
                        let appeal = text.appeal.flatMap { appeals[$0] }
                        guard text.appeal == nil || appeal != nil else { return nil }
                        return text.document(of: appeal, for: person, zone: zone).json
                    }
                )
            )
        }
        router.get("\(StaffAPI.gateways)") { _, context in
            _ = try context.person(withOneOf: .seeMessages)
            return Response(json: .array(await texts.gateways().map(\.json)))
        }
        router.get("\(StaffAPI.figures)") { _, context in
            _ = try context.person(withOneOf: .seeMessages)
            return Response(json: FiguresDocument(try await texts.figures(), zone: zone).json)
        }
    }
}
