internal import Foundation
internal import GRDB
public import HotlineCore
internal import JSON

/// What became of a wish for a token.
public enum TokenMaking: Hashable, Sendable {
    /// It is made.
    case fresh(AccessToken, StaffToken)
    /// The same request made it before. Its secret is not kept, so it cannot be told again.
    case known(Identifier<StaffToken>)
}

extension Store {
    /// Makes a token of somebody's own, of which only the digest is kept.
    ///
    /// - Parameters:
    ///   - label: What it is for.
    ///   - secret: What proves it.
    ///   - life: How long it holds.
    ///   - person: Who makes it, and in whose name it acts: nobody makes one for somebody else.
    ///   - request: What the request is known by.
    ///   - now: When.
    /// - Returns: The token with its secret, told this once.
    /// - Throws: ``StoreError`` where it cannot be kept.
    public func makeToken(
        label: String?,
        secret: TokenSecret,
        life: Duration,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> TokenMaking {
        try await write { db in
            if let request, let made = try db.obeyed(request), let id = made { return .known(Identifier(id)) }
            let expiresAt = now + life
            try db.run(
                "INSERT INTO token (login, label, digest, createdAt, expiresAt) VALUES (?, ?, ?, ?, ?)",
                [person.login, label, secret.digest, now.milliseconds, expiresAt.milliseconds]
            )
            let id = Identifier<StaffToken>(db.lastInsertedRowID)
            if let request { try db.note(request, about: id.value, at: now) }
            return .fresh(
                AccessToken(id: id, secret: secret),
                StaffToken(id: id, login: person.login, label: label, createdAt: now, expiresAt: expiresAt)
            )
        }
    }

    /// The tokens of somebody, or of all, the newest first.
    public func tokens(of login: String?) async throws(StoreError) -> [StaffToken] {
        try await read { db in
            try db.rows("SELECT * FROM token WHERE ?1 IS NULL OR login = ?1 ORDER BY id DESC", [login])
                .map(StaffToken.init)
        }
    }

    /// The token of this number, good or not; `nil` where there is none.
    public func token(_ id: Identifier<StaffToken>) async throws(StoreError) -> StaffToken? {
        try await read { db in try db.row("SELECT * FROM token WHERE id = ?", [id.value]).map(StaffToken.init) }
    }

    /// Takes a token back; it lets nobody in from here on.
    ///
    /// - Returns: The token as it stands then, and whether it was taken back by this and not before; `nil` where there is none
    ///   of this number.
    public func revokeToken(
        _ id: Identifier<StaffToken>,
        by person: Person,
        request: StaffRequest? = nil,
        at now: Instant
    ) async throws(StoreError) -> (token: StaffToken, isFresh: Bool)? {
        try await write { db in
            if let request, try db.obeyed(request) == nil { try db.note(request, about: id.value, at: now) }
            // Who took it back first stays named.
            try db.run(
                "UPDATE token SET revokedAt = ?, revokedBy = ? WHERE id = ? AND revokedAt IS NULL",
                [now.milliseconds, person.login, id.value]
            )
            let isFresh = db.changesCount > 0
            return try db.row("SELECT * FROM token WHERE id = ?", [id.value]).map { (StaffToken($0), isFresh) }
        }
    }

    /// Takes back what lets in, of all who are not on the staff: one who comes back later does not find it good again.
    ///
    /// - Returns: How many there were.
    public func revokeTokens(notOf logins: Set<String>, at now: Instant) async throws(StoreError) -> Int {
        try await write { db in try db.revokeTokens(notOf: logins, by: Actor.system.name, at: now) }
    }

    /// Takes back all that lets in by a copy: what was taken back after it was made would let in again.
    ///
    /// - Parameters:
    ///   - path: The copy, which nobody else uses.
    ///   - now: When.
    /// - Returns: How many there were.
    /// - Throws: ``StoreError`` where it cannot be written.
    public static func revokeTokens(inCopyAt path: String, at now: Instant) async throws(StoreError) -> Int {
        let store = try Store(copyAt: path)
        let count = try await store.write { db in try db.revokeTokens(notOf: [], by: "restore", at: now) }
        try? store.close()
        return count
    }

    /// Looks whether a token lets in.
    ///
    /// - Parameters:
    ///   - token: What was shown.
    ///   - now: When.
    /// - Returns: The token as it is kept, or why it does not let in.
    /// - Throws: ``StoreError`` where it cannot be looked at.
    public func check(
        _ token: AccessToken,
        at now: Instant
    ) async throws(StoreError) -> Result<StaffToken, TokenRefusal> {
        let digest = token.secret.digest
        return try await read { db in
            guard let row = try db.row("SELECT * FROM token WHERE id = ?", [token.id.value]) else {
                return .failure(.unknown)
            }
            guard Array(digest).isEqualInConstantTime(to: Array(row["digest"] as Data)) else {
                return .failure(.wrongSecret)
            }
            let kept = StaffToken(row)
            switch kept.state(at: now) {
            case .active: return .success(kept)
            case .expired: return .failure(.expired)
            case .revoked: return .failure(.revoked)
            }
        }
    }

    /// Notes that a token was used, unless that was noted within the last minute.
    ///
    /// - Returns: Whether it was not.
    public func noteUse(of id: Identifier<StaffToken>, at now: Instant) async throws(StoreError) -> Bool {
        try await write { db in
            try db.run(
                "UPDATE token SET lastUsedAt = ?1 WHERE id = ?2 AND (lastUsedAt IS NULL OR lastUsedAt <= ?3)",
                [now.milliseconds, id.value, (now + (.zero - StaffToken.useNoted)).milliseconds]
            )
            return db.changesCount > 0
        }
    }
}

extension Database {
    /// Takes back what lets in, of all but these.
    fileprivate func revokeTokens(notOf logins: Set<String>, by name: String, at now: Instant) throws -> Int {
        try run(
            """
            UPDATE token SET revokedAt = ?1, revokedBy = ?2
            WHERE revokedAt IS NULL AND expiresAt > ?1 AND login NOT IN (SELECT value FROM json_each(?3))
            """,
            [now.milliseconds, name, JSON.array(logins.map { .string($0) }).encoded()]
        )
        return changesCount
    }
}

extension TokenSecret {
    /// What is kept of a secret.
    ///
    /// A fast hash is right here, where it would be wrong for a password: the secret is 256 bits of chance, so whoever has the
    /// digest cannot find it by trying, however quickly they try.
    fileprivate var digest: Data { Data(bytes.sha256) }
}

extension StaffToken {
    fileprivate init(_ row: Row) {
        self.init(
            id: Identifier(row["id"]),
            login: row["login"],
            label: row["label"],
            createdAt: Instant(milliseconds: row["createdAt"]),
            expiresAt: Instant(milliseconds: row["expiresAt"])
        )
        lastUsedAt = (row["lastUsedAt"] as Int64?).map { Instant(milliseconds: $0) }
        revokedAt = (row["revokedAt"] as Int64?).map { Instant(milliseconds: $0) }
        revokedBy = row["revokedBy"]
    }
}
