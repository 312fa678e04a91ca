import Foundation
import GRDB
import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineStore

@Suite struct StoreTokenTests {
    private let store: Store
    private let head = Fixtures.person(.head)
    private let now = Fixtures.now

    init() throws { store = try Store.inMemory() }

    private func secret(_ seed: UInt64) -> TokenSecret {
        var chance = SplitMix(seed: seed)
        return TokenSecret(using: &chance)
    }

    private func made(
        for role: Role = .technician,
        seed: UInt64 = 1,
        life: Duration = .seconds(3600),
        request: StaffRequest? = nil
    ) async throws -> (token: AccessToken, kept: StaffToken) {
        let making = try await store.makeToken(
            label: "ноутбук",
            secret: secret(seed),
            life: life,
            by: Fixtures.person(role),
            request: request,
            at: now
        )
        guard case .fresh(let token, let kept) = making else { throw StoreError.unknownCall }
        return (token, kept)
    }

    @Test func `a token lets in until its time is over, and is told without its secret`() async throws {
        let (token, kept) = try await made()
        #expect(kept.login == "technician" && kept.expiresAt == now + .seconds(3600))
        #expect(try await store.check(token, at: now) == .success(kept))
        #expect(try await store.check(token, at: now + .seconds(3600)) == .failure(.expired))
        #expect(try await store.token(kept.id) == kept)
        #expect(try await store.token(Identifier(7)) == nil)
    }

    @Test func `another secret, another number and what was taken back do not let in`() async throws {
        let (token, kept) = try await made()
        let (other, _) = try await made(seed: 2)
        #expect(
            try await store.check(AccessToken(id: token.id, secret: other.secret), at: now) == .failure(.wrongSecret)
        )
        #expect(
            try await store.check(AccessToken(id: other.id, secret: token.secret), at: now) == .failure(.wrongSecret)
        )
        #expect(
            try await store.check(AccessToken(id: Identifier(99), secret: token.secret), at: now) == .failure(.unknown)
        )
        let revoked = try await store.revokeToken(kept.id, by: head, at: now + .seconds(5))
        #expect(revoked?.token.revokedAt == now + .seconds(5) && revoked?.token.revokedBy == "head")
        #expect(try await store.check(token, at: now + .seconds(5)) == .failure(.revoked))
        #expect(try await store.check(other, at: now + .seconds(5)).isAccepted)
    }

    @Test func `a token is taken back once, and who did it stays named`() async throws {
        let (_, kept) = try await made()
        #expect(try await store.revokeToken(kept.id, by: head, at: now)?.isFresh == true)
        let again = try await store.revokeToken(kept.id, by: Fixtures.person(.technician), at: now + .seconds(9))
        #expect(again?.token.revokedBy == "head" && again?.token.revokedAt == now && again?.isFresh == false)
        #expect(try await store.revokeToken(Identifier(99), by: head, at: now) == nil)
    }

    @Test func `a use is noted, at most once a minute`() async throws {
        let (token, kept) = try await made()
        for (second, noted) in [(0, 0), (59, 0), (60, 60), (61, 60), (3000, 3000)] {
            #expect(try await store.noteUse(of: kept.id, at: now + .seconds(second)) == (second == noted))
            #expect(try await store.token(token.id)?.lastUsedAt == now + .seconds(noted), "\(second)")
        }
    }

    @Test func `everybody sees their own, the newest first`() async throws {
        for (index, role) in [Role.technician, .head, .technician].enumerated() {
            _ = try await made(for: role, seed: UInt64(index))
        }
        #expect(try await store.tokens(of: "technician").map(\.id.value) == [3, 1])
        #expect(try await store.tokens(of: nil).map(\.id.value) == [3, 2, 1])
        #expect(try await store.tokens(of: "nobody").isEmpty)
    }

    @Test func `a request that comes twice makes one token, whose secret is told once`() async throws {
        let request = StaffRequest(key: "k", by: Fixtures.person(.technician), asking: "a token")
        let (_, kept) = try await made(request: request)
        let again = try await store.makeToken(
            label: "ноутбук",
            secret: secret(5),
            life: .seconds(3600),
            by: Fixtures.person(.technician),
            request: request,
            at: now
        )
        #expect(again == .known(kept.id))
        #expect(try await store.tokens(of: nil).count == 1)
        let other = StaffRequest(key: "k", by: Fixtures.person(.technician), asking: "something else")
        await #expect(throws: StoreError.refused(.requestReused)) { try await made(request: other) }
    }

    @Test func `the secret is in no file, and a number is never given again`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let making = try await store.makeToken(
            label: nil,
            secret: secret(3),
            life: .seconds(3600),
            by: head,
            at: now
        )
        guard case .fresh(let token, _) = making else { throw StoreError.unknownCall }
        try store.close()
        let text = token.text.split(separator: "_")[2]
        for path in [file.path, "\(file.path)-wal"] {
            let bytes = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
            #expect(bytes.range(of: Data(token.secret.bytes)) == nil && bytes.range(of: Data(text.utf8)) == nil)
        }
        // Not even where somebody takes a token away by hand.
        try await DatabaseQueue(path: file.path).write { db in
            try db.execute(sql: "DROP TRIGGER token_kept; DELETE FROM token")
        }
        let again = try Store(path: file.path)
        let second = try await again.makeToken(
            label: nil,
            secret: secret(4),
            life: .seconds(3600),
            by: head,
            at: now
        )
        guard case .fresh(_, let kept) = second else { throw StoreError.unknownCall }
        #expect(kept.id.value == token.id.value + 1)
    }

    @Test(arguments: [
        "INSERT INTO token (login, digest, createdAt, expiresAt) VALUES ('a', zeroblob(31), 0, 1)",
        "INSERT INTO token (login, digest, createdAt, expiresAt) VALUES ('a', zeroblob(32), 5, 5)",
        "INSERT INTO token (login, digest, createdAt, expiresAt) VALUES ('a', zeroblob(32), 0, 31622400001)",
        "INSERT INTO token (login, digest, createdAt, expiresAt) VALUES ('', zeroblob(32), 0, 1)",
        "INSERT INTO token (login, digest, createdAt, expiresAt, revokedAt) VALUES ('a', zeroblob(32), 0, 1, 1)",
    ]) func `the schema refuses what cannot be`(sql: String) async throws {
        await #expect(throws: StoreError.self) { try await store.write { db in try db.execute(sql: sql) } }
    }

    @Test(arguments: [
        "DELETE FROM token", "UPDATE token SET login = 'head'", "UPDATE token SET digest = zeroblob(32)",
        "UPDATE token SET createdAt = createdAt - 1", "UPDATE token SET expiresAt = expiresAt + 1",
        "UPDATE token SET label = NULL", "UPDATE token SET revokedAt = NULL, revokedBy = NULL",
        "UPDATE token SET revokedBy = 'technician'",
    ]) func `that a token was made and taken back cannot be taken out of the file`(sql: String) async throws {
        let (_, kept) = try await made()
        _ = try await store.revokeToken(kept.id, by: head, at: now)
        await #expect(throws: StoreError.self) { try await store.write { db in try db.execute(sql: sql) } }
        #expect(try await store.token(kept.id)?.revokedBy == "head")
    }

    @Test func `who leaves the staff finds no good token on coming back`() async throws {
        let (left, stays) = (try await made(for: .technician, seed: 1), try await made(for: .head, seed: 2))
        let old = try await made(for: .technician, seed: 3, life: .seconds(60))
        let later = now + .seconds(90)
        #expect(try await store.revokeTokens(notOf: ["head", "ejournal"], at: later) == 1)
        #expect(try await store.revokeTokens(notOf: ["head", "ejournal", "technician"], at: later) == 0)
        #expect(try await store.check(left.token, at: later) == .failure(.revoked))
        #expect(try await store.token(left.kept.id)?.revokedBy == "system")
        #expect(try await store.check(stays.token, at: later).isAccepted)
        #expect(try await store.check(old.token, at: later) == .failure(.expired))
    }

    @Test func `what was taken back after a copy was made does not let in by the copy`() async throws {
        let (file, copy) = (try TemporaryFile(), try TemporaryFile())
        let store = try Store(path: file.path)
        let making = try await store.makeToken(
            label: nil,
            secret: secret(1),
            life: .seconds(3600),
            by: head,
            at: now
        )
        guard case .fresh(let token, _) = making else { throw StoreError.unknownCall }
        try await store.copy(to: copy.path)
        #expect(try await Store.revokeTokens(inCopyAt: copy.path, at: now + .seconds(9)) == 1)
        #expect(try await Store.revokeTokens(inCopyAt: copy.path, at: now + .seconds(9)) == 0)
        let restored = try Store(path: copy.path)
        #expect(try await restored.check(token, at: now + .seconds(9)) == .failure(.revoked))
        #expect(try await restored.token(token.id)?.revokedBy == "restore")
        #expect(try await store.check(token, at: now).isAccepted)
    }
}

extension Result where Success == StaffToken {
    fileprivate var isAccepted: Bool { (try? get()) != nil }
}
