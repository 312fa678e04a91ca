internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON

extension StaffRoutes {
    /// Calls beyond their list: outages, recordings, the balance, what goes on now.
    func addVoice(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.outage)") { _, context in
            _ = try context.person(withOneOf: .seeAll, .seeOwn)
            return answer(try await voice.outage())
        }
        router.put("\(StaffAPI.outage)") { request, context in
            let person = try context.person(withOneOf: .announceOutage)
            let (type, key) = try await request.keyedBody(of: StaffAPI.announcedType)
            guard type != .psychologist else {
                throw FaultDocument(.badRequest, "о психологе не объявляют: для этого типа объявления нет")
            }
            return answer(try await voice.announce(type, person, key))
        }
        router.delete("\(StaffAPI.outage)") { request, context in
            let person = try context.person(withOneOf: .announceOutage)
            return answer(try await voice.endOutage(person, request.keyAlone()))
        }
        router.get("\(StaffAPI.liveCalls)") { _, context in
            let person = try context.person(withOneOf: .seeCalls)
            return Response(json: .array(voice.live().map { $0.seen(by: person).json }))
        }
        router.get("\(StaffAPI.balance)") { request, context in
            _ = try context.person(withOneOf: .seeCalls)
            let day = try DayQuery(request, today: zone.civilTime(at: desk.now()))
            guard let balance = try await voice.balance(day.start(in: zone), day.end(in: zone)) else {
                throw FaultDocument(.refused, "учёт звонков станции не читается: в настройках нет /asterisk/cdr")
            }
            return Response(json: balance.json)
        }
        router.get("\(StaffAPI.appeals)/:number/recording") { request, context in
            let person = try context.person(withOneOf: .listen)
            let number = try context.appealNumber
            guard let appeal = try await desk.appealsNumbered([number]).first else { throw AppealFault.unknown(number) }
            guard person.maySee(appeal), person.maySeeContent(of: appeal) else { throw AppealFault.withAnother(number) }
            let index = try IndexQuery(request).index
            let bytes = try await voice.recording(number, index, person)
            return Response(
                status: .ok,
                headers: [.contentType: "audio/wav"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }
    }

    private func answer(_ outage: Outage?) -> Response {
        Response(json: outage.map { OutageDocument($0, zone: zone).json } ?? .null)
    }
}
