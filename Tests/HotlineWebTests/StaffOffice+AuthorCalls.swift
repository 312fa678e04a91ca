import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb

extension StaffOffice {
    /// Calls to authors over the store, by an exchange that takes every one.
    var authorCallDesk: AuthorCallDesk {
        let (store, regulation) = (store, regulation)
        return AuthorCallDesk(
            call: { number, person, key in
                let begun = try await reaching {
                    try await store.beginAuthorCall(
                        to: number,
                        by: person,
                        request: request(key, person),
                        at: Self.now,
                        heldFor: .seconds(60),
                        under: regulation
                    )
                }
                switch begun {
                case .fresh(let call, _), .known(let call): return call
                }
            },
            find: { id in try await reaching { try await store.authorCall(id) } },
            tasks: { numbers in try await reaching { try await store.callTasks(of: numbers) } }
        )
    }
}
