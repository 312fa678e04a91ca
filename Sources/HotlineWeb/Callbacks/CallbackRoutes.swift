internal import HotlineCore
internal import Hummingbird
internal import NIOCore

/// The paths under `/sms`: stored first, then answered, with nothing about a number or a secret in any log.
public struct CallbackRoutes: Sendable {
    /// The most bytes a callback may have; the longest joined text in the wordiest form has less.
    public static let largestBody = 65_536

    private let gateways: [GatewayCallback]
    private let metrics: @Sendable () async throws -> OutboxMetrics?

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - gateways: Who calls.
    ///   - metrics: How the texts stand, for `/metrics`; `nil` where that cannot be told.
    public init(
        gateways: [GatewayCallback],
        metrics: @escaping @Sendable () async throws -> OutboxMetrics? = { nil }
    ) {
        self.gateways = gateways
        self.metrics = metrics
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/metrics") { _, _ in
            guard let metrics = try? await metrics() else { return Response(status: .serviceUnavailable) }
            return Response(
                status: .ok,
                headers: [.contentType: OutboxMetrics.mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text))
            )
        }
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/sms/:kind/:secret/:subject", method: method) { request, context in
                let given = Array((context.parameters.get("secret") ?? "").utf8)
                guard let subject = context.parameters.get("subject").flatMap(CallbackRequest.Subject.init(rawValue:)),
                    let gateway = gateway(context.parameters.get("kind") ?? "", with: given)
                else { return Response(status: .notFound) }
                guard let body = try? await request.body.collect(upTo: Self.largestBody) else {
                    return Response(status: .contentTooLarge)
                }
                let answer = await gateway.take(
                    CallbackRequest(
                        subject: subject,
                        query: request.uri.query ?? "",
                        headers: headers(of: request),
                        body: Array(body.readableBytesView)
                    )
                )
                return Response(
                    status: answer.status,
                    body: answer.words.map { ResponseBody(byteBuffer: ByteBuffer(string: $0)) } ?? ResponseBody()
                )
            }
        }
        return router
    }

    private func headers(of request: Request) -> [String: String] {
        Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
    }

    /// The gateway of this kind that knows this secret; looking takes as long whether and where it fails.
    private func gateway(_ kind: String, with given: [UInt8]) -> GatewayCallback? {
        gateways.reduce(nil) { found, gateway in
            given.isSame(as: gateway.secret) && gateway.kind == kind ? gateway : found
        }
    }
}

extension [UInt8] {
    /// Whether two texts are the same, in a time that depends on the length of this one only.
    func isSame(as secret: [UInt8]) -> Bool {
        guard !secret.isEmpty else { return false }
        var difference = UInt(bitPattern: count ^ secret.count)
        for (index, byte) in enumerated() { difference |= UInt(byte ^ secret[index % secret.count]) }
        return difference == 0
    }
}
