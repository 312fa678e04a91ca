internal import HotlineClient
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineWeb
internal import Logging

extension Companion {
    /// What the staff ask about tokens.
    var tokenDesk: TokenDesk {
        let (store, logger) = (store, logger)
        return TokenDesk(
            check: { token, now in
                let found = try await asked(logger) { () throws(StoreError) in try await store.check(token, at: now) }
                if case .success(let kept) = found, kept.isUseToBeNoted(at: now) {
                    do {
                        try await store.noteUse(of: kept.id, at: now)
                    } catch {
                        // Who may come in is let in, though the disk is full.
                        logger.error("The use of a token could not be noted.", metadata: ["error": "\(error)"])
                    }
                }
                return found
            },
            list: { login in
                try await asked(logger) { () throws(StoreError) in try await store.tokens(of: login) }
            },
            make: { login, order, person, key in
                var chance = SystemRandomNumberGenerator()
                let secret = TokenSecret(using: &chance)
                let made = try await asked(logger) { () throws(StoreError) in
                    try await store.makeToken(
                        for: login,
                        label: order.label,
                        secret: secret,
                        life: order.life,
                        by: person,
                        request: StaffRequest(key, by: person),
                        at: .now()
                    )
                }
                switch made {
                case .fresh(let token, let kept):
                    logger.notice(
                        "A token was made.",
                        metadata: [
                            "token.id": "\(kept.id)", "staff.login": "\(login)", "token.maker": "\(person.login)",
                        ]
                    )
                    return (token, kept)
                case .known(let id): throw FaultDocument(lostToken: id)
                }
            },
            find: { id in try await asked(logger) { () throws(StoreError) in try await store.token(id) } },
            revoke: { id, person, key in
                let request = StaffRequest(key, by: person)
                let revoked = try await asked(logger) { () throws(StoreError) in
                    try await store.revokeToken(id, by: person, request: request, at: .now())
                }
                logger.notice(
                    "A token was taken back.",
                    metadata: ["token.id": "\(id)", "token.revoker": "\(person.login)"]
                )
                return revoked
            }
        )
    }
}
