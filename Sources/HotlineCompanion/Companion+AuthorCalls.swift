internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineWeb

extension Companion {
    /// What the staff ask about calls to authors.
    ///
    /// - Parameter service: Makes the calls; `nil` where the settings name no way to.
    /// - Returns: The desk.
    func authorCallDesk(_ service: AuthorCallService?) -> AuthorCallDesk {
        let (store, regulation, logger) = (store, file.regulation, logger)
        return AuthorCallDesk(
            call: { number, person, key in
                guard let service else {
                    throw FaultDocument(
                        .refused,
                        "звонить автору через станцию нечем: в настройках нет /asterisk/call; номер покажет hotline show"
                    )
                }
                guard let member = regulation.staff.first(where: { $0.login == person.login }) else {
                    throw FaultDocument(.notAllowed, "у вашей учётной записи нет телефона: её нет среди сотрудников")
                }
                guard service.settings.specialist.channel(to: member) != nil else {
                    throw FaultDocument(.refused, "у \(member.login) в настройках нет телефона, на который позвонить")
                }
                let request = StaffRequest(key, by: person)
                let begun = try await asked(logger) { () throws(StoreError) in
                    try await store.beginAuthorCall(
                        to: number,
                        by: person,
                        request: request,
                        at: .now(),
                        heldFor: service.hold,
                        under: regulation
                    )
                }
                switch begun {
                case .known(let call): return call
                case .fresh(let call, let phone):
                    guard await service.place(call, to: phone, for: member) else {
                        try await asked(logger) { () throws(StoreError) in
                            try await store.note(
                                .ended(.notPlaced, talked: nil),
                                ofAuthorCall: call.id,
                                at: .now(),
                                under: regulation
                            )
                        }
                        throw FaultDocument(.unavailable, "станция не отвечает или не звонит: см. hotline doctor")
                    }
                    return call
                }
            },
            find: { id in try await asked(logger) { () throws(StoreError) in try await store.authorCall(id) } },
            tasks: { numbers in
                try await asked(logger) { () throws(StoreError) in try await store.callTasks(of: numbers) }
            }
        )
    }
}
