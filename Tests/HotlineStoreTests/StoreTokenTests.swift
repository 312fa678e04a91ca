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
        for login: String = "technician",
        seed: UInt64 = 1,
        life: Duration = .seconds(3600),
        request: StaffRequest? = nil
    ) async throws -> (token: AccessToken, kept: StaffToken) {
        let making = try await store.makeToken(
            for: login,
            label: "ноутбук",
            secret: secret(seed),
            life: life,
            by: head,
            request: request,
            at: now
        )
        guard case .fresh(let token, let kept) = making else { throw StoreError.unknownCall }
        return (token, kept)
    }

    @Test func `a token lets in until its time is over, and is told without its secret`() async throws {
        let (token, kept) = try await made()
        #expect(kept.login == "technician" && kept.createdBy == "head" && kept.expiresAt == now + .seconds(3600))
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
        #expect(revoked?.revokedAt == now + .seconds(5) && revoked?.revokedBy == "head")
        #expect(try await store.check(token, at: now + .seconds(5)) == .failure(.revoked))
        #expect(try await store.check(other, at: now + .seconds(5)).isAccepted)
    }

    @Test func `a token is taken back once, and who did it stays named`() async throws {
        let (_, kept) = try await made()
        _ = try await store.revokeToken(kept.id, by: head, at: now)
        let again = try await store.revokeToken(kept.id, by: Fixtures.person(.technician), at: now + .seconds(9))
        #expect(again?.revokedBy == "head" && again?.revokedAt == now)
        #expect(try await store.revokeToken(Identifier(99), by: head, at: now) == nil)
    }

    @Test func `a use is noted, at most once a minute`() async throws {
        let (token, kept) = try await made()
        for (second, noted) in [(0, 0), (59, 0), (60, 60), (61, 60), (3000, 3000)] {
            try await store.noteUse(of: kept.id, at: now + .seconds(second))
            #expect(try await store.token(token.id)?.lastUsedAt == now + .seconds(noted), "\(second)")
        }
    }

    @Test func `everybody sees their own, the newest first`() async throws {
        for (index, login) in ["technician", "head", "technician"].enumerated() {
            _ = try await made(for: login, seed: UInt64(index))
        }
        #expect(try await store.tokens(of: "technician").map(\.id.value) == [3, 1])
        #expect(try await store.tokens(of: nil).map(\.id.value) == [3, 2, 1])
        #expect(try await store.tokens(of: "nobody").isEmpty)
    }

    @Test func `a request that comes twice makes one token, whose secret is told once`() async throws {
        let request = StaffRequest(key: "k", by: head, asking: "a token")
        let (_, kept) = try await made(request: request)
        let again = try await store.makeToken(
            for: "technician",
            label: "ноутбук",
            secret: secret(5),
            life: .seconds(3600),
            by: head,
            request: request,
            at: now
        )
        #expect(again == .known(kept.id))
        #expect(try await store.tokens(of: nil).count == 1)
        let other = StaffRequest(key: "k", by: head, asking: "something else")
        await #expect(throws: StoreError.refused(.requestReused)) { try await made(request: other) }
    }

    @Test func `the secret is in no file, and a number is never given again`() async throws {
        let file = try TemporaryFile()
        let store = try Store(path: file.path)
        let making = try await store.makeToken(
            for: "head",
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
        try await DatabaseQueue(path: file.path).write { db in try db.execute(sql: "DELETE FROM token") }
        let again = try Store(path: file.path)
        let second = try await again.makeToken(
            for: "head",
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
        "INSERT INTO token (login, digest, createdAt, createdBy, expiresAt) VALUES ('a', zeroblob(31), 0, 'b', 1)",
        "INSERT INTO token (login, digest, createdAt, createdBy, expiresAt) VALUES ('a', zeroblob(32), 5, 'b', 5)",
        "INSERT INTO token (login, digest, createdAt, createdBy, expiresAt) VALUES ('a', zeroblob(32), 0, 'b', 31622400001)",
        "INSERT INTO token (login, digest, createdAt, createdBy, expiresAt) VALUES ('', zeroblob(32), 0, 'b', 1)",
        "INSERT INTO token (login, digest, createdAt, createdBy, expiresAt, revokedAt) VALUES ('a', zeroblob(32), 0, 'b', 1, 1)",
    ]) func `the schema refuses what cannot be`(sql: String) async throws {
        await #expect(throws: StoreError.self) { try await store.write { db in try db.execute(sql: sql) } }
    }
}

extension Result where Success == StaffToken {
    fileprivate var isAccepted: Bool { (try? get()) != nil }
}
