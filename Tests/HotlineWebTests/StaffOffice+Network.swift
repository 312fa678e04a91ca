import Foundation
import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import HotlineWeb

extension StaffOffice {
    /// Tokens over the store, as the service sets them up.
    var tokenDesk: TokenDesk {
        let now = Self.now + .seconds(60)
        let store = store
        return TokenDesk(
            check: { token, now in try await reaching { try await store.check(token, at: now) } },
            noteUse: { token, now in
                guard token.isUseToBeNoted(at: now) else { return false }
                return (try? await store.noteUse(of: token.id, at: now)) ?? false
            },
            list: { login in try await reaching { try await store.tokens(of: login) } },
            make: { order, person, key in
                var chance = SystemRandomNumberGenerator()
                let secret = TokenSecret(using: &chance)
                let made = try await reaching {
                    try await store.makeToken(
                        label: order.label,
                        secret: secret,
                        life: order.life,
                        by: person,
                        request: request(key, person),
                        at: now
                    )
                }
                switch made {
                case .fresh(let token, let kept): return (token, kept)
                case .known(let id): throw FaultDocument(lostToken: id)
                }
            },
            find: { id in try await reaching { try await store.token(id) } },
            revoke: { id, person, key in
                try await reaching {
                    try await store.revokeToken(id, by: person, request: request(key, person), at: now)?.token
                }
            }
        )
    }

    /// A token made before the test began.
    func token(for login: String, life: Duration = .seconds(3600)) async throws -> AccessToken {
        var chance = SystemRandomNumberGenerator()
        let made = try await store.makeToken(
            label: nil,
            secret: TokenSecret(using: &chance),
            life: life,
            by: Person(login: login, name: "", roles: []),
            at: Self.now
        )
        guard case .fresh(let token, _) = made else { throw StoreError.unknownCall }
        return token
    }

    /// The door to machines elsewhere, and how they get in.
    struct Door: Sendable {
        let address: ServerAddress
        let port: Int
        let caFile: String

        /// A client with a token.
        func client(_ token: AccessToken) throws -> StaffClient { try client(token.text) }

        /// A client with what may be a token.
        func client(_ token: String) throws -> StaffClient {
            guard let token = BearerToken(token) else { throw StoreError.unknownCall }
            return StaffClient(server: ServerAccess(address: address, token: token, caFile: caFile))
        }

        /// Asks who is asking, with these headers.
        func whoami(_ headers: [HTTPHeader]) async throws -> HTTPResponse {
            try await HTTPClient().send(
                HTTPRequest(.get, "\(address)\(StaffAPI.whoami)", headers: headers, caFile: caFile)
            )
        }
    }

    /// Serves machines elsewhere while `body` runs.
    func openDoor<Value: Sendable>(
        _ limits: NetworkLimits = NetworkLimits(),
        _ body: @escaping @Sendable (Door) async throws -> Value
    ) async throws -> Value {
        let authority = try await CertificateAuthority()
        defer { authority.remove() }
        let identity = try await authority.identity()
        let current = try CurrentIdentity(
            TLSIdentity.Files(certificate: identity.certificate.path(), key: identity.key.path())
        )
        return try await serve { announce in
            NetworkServer(
                address: ListenAddress(host: "127.0.0.1", port: 0),
                identity: current,
                routes: routes,
                limits: limits,
                logger: logger,
                onListening: announce
            )
        } _: { port in
            guard let address = ServerAddress("https://localhost:\(port)") else { throw StoreError.unknownCall }
            return try await body(Door(address: address, port: port, caFile: authority.certificate.path()))
        }
    }
}

/// Connections to a port of this machine that say nothing.
final class SilentPeers: Sendable {
    private let descriptors: [Int32]

    /// Opens them.
    init(_ count: Int, to port: Int) throws {
        descriptors = try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let result = withUnsafeBytes(of: &address) { bytes in
                connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
            }
            guard result == 0 else { throw StoreError.unknownCall }
            return descriptor
        }
    }

    /// Closes them.
    func close() { for descriptor in descriptors { Foundation.close(descriptor) } }
}
