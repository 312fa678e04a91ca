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
                try await asked(logger) { () throws(StoreError) in try await store.check(token, at: now) }
            },
            noteUse: { token, now in
                guard token.isUseToBeNoted(at: now) else { return false }
                do {
                    return try await store.noteUse(of: token.id, at: now)
                } catch {
                    // Who may come in is let in, though the disk is full.
                    logger.error("The use of a token could not be noted.", metadata: ["error": "\(error)"])
                    return false
                }
            },
            list: { login in
                try await asked(logger) { () throws(StoreError) in try await store.tokens(of: login) }
            },
            make: { order, person, key in
                var chance = SystemRandomNumberGenerator()
                let secret = TokenSecret(using: &chance)
                let made = try await asked(logger) { () throws(StoreError) in
                    try await store.makeToken(
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
                        metadata: ["token.id": "\(kept.id)", "staff.login": "\(kept.login)"]
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
                if revoked?.isFresh == true {
                    logger.notice(
                        "A token was taken back.",
                        metadata: ["token.id": "\(id)", "token.revoker": "\(person.login)"]
                    )
                }
                return revoked?.token
            }
        )
    }

    /// Takes back the tokens of those who are not on the staff any more; to be done before anybody is answered.
    public func revokeTokensOfStrangers() async {
        do {
            let count = try await store.revokeTokens(notOf: Set(file.settings.staff.map(\.login)), at: .now())
            guard count > 0 else { return }
            logger.notice(
                "Tokens of those who are not on the staff any more were taken back.",
                metadata: ["token.count": "\(count)"]
            )
        } catch {
            // They let nobody in as long as nobody of that name comes back, and the next start looks again.
            logger.error("Tokens of those who left could not be taken back.", metadata: ["error": "\(error)"])
        }
    }
}
