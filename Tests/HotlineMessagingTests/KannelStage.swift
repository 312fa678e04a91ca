import Foundation
import HTTPClient
import HotlineCore
import HotlineMessaging
import HotlineTesting
import HotlineWeb
import Logging
import ServiceLifecycle

/// A real Kannel, our gateway before it, and our callback server with our reader behind it.
struct KannelStage: Sendable {
    let kannel: Kannel
    let gateway: KannelGateway
    let desk: CallbackDesk
    let callback: KannelCallback

    /// Serves, boots, plays, and ends all.
    ///
    /// - Parameters:
    ///   - link: What brings texts to telephones.
    ///   - isPosted: Whether Kannel brings texts by `post-url`.
    ///   - body: What happens.
    /// - Throws: Whatever keeps Kannel from booting, and what `body` throws.
    static func play(
        _ link: Kannel.Link = .fake,
        isPosted: Bool = false,
        _ body: @escaping @Sendable (KannelStage) async throws -> Void
    ) async throws {
        try await play(body) { folder, callback in
            try Kannel(
                in: folder,
                incomingURL: isPosted ? nil : callback.incomingURL,
                incomingPostURL: isPosted ? callback.incomingPostURL : nil,
                link: link
            )
        }
    }

    /// Serves, boots a Kannel of one's own, plays, and ends all.
    static func play(
        _ body: @escaping @Sendable (KannelStage) async throws -> Void,
        with make: @escaping @Sendable (URL, KannelCallback) async throws -> Kannel
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-kannel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let desk = CallbackDesk(KannelReader(gateway: "kannel"))
        try await desk.served { base in
            let callback = try KannelCallback(base: base, secret: KannelGateway.fixtureSecret)
            let kannel = try await make(folder, callback)
            try await kannel.start()
            let stage = KannelStage(
                kannel: kannel,
                gateway: gateway(to: kannel, callback),
                desk: desk,
                callback: callback
            )
            do {
                try await body(stage)
            } catch {
                await kannel.kill()
                throw error
            }
            await kannel.stop()
        }
    }

    /// A gateway to a Kannel.
    static func gateway(
        to kannel: Kannel,
        _ callback: KannelCallback,
        password: String = Kannel.password,
        statusPassword: String? = Kannel.adminPassword
    ) -> KannelGateway {
        KannelGateway(
            url: kannel.sendingURL,
            username: Kannel.username,
            password: password,
            sender: "1539",
            callback: callback,
            status: statusPassword.map { password in
                KannelStatusPage(url: "http://127.0.0.1:\(kannel.ports.admin)/status.txt", password: password)
            },
            client: HTTPClient()
        )
    }
}

extension CallbackDesk {
    /// Serves the calls of Kannel on a port of its own while `body` runs, as `hotlined` answers them.
    fileprivate func served(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let (ports, signal) = AsyncStream<Int>.makeStream()
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let callback = GatewayCallback(kind: "kannel", secret: KannelGateway.fixtureSecret) { request in
            switch self.take(request) {
            case .kept, .fault(.undecodable): .stored
            case .refused: .unavailable
            case .fault(.malformed): .malformed
            case .fault(.forgery): .forbidden
            }
        }
        let server = CallbackServer(
            address: ListenAddress(host: "127.0.0.1", port: 0),
            routes: CallbackRoutes(gateways: [callback]),
            logger: silent,
            onListening: { signal.yield($0) }
        )
        let services = ServiceGroup(services: [server], logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { signal.finish() }
                try await services.run()
            }
            var iterator = ports.makeAsyncIterator()
            if let port = await iterator.next(isolation: #isolation) { try await body("http://127.0.0.1:\(port)") }
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
