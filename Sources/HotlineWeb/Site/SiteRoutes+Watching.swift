internal import HotlineCore
internal import Hummingbird
internal import NIOCore

extension SiteRoutes {
    /// What programs ask that watch the service.
    ///
    /// The figures are for the machine itself and its network: whoever comes through a proxy is told that there are none.
    func addWatching(to router: Router<SiteRequestContext>) {
        router.get("/healthz") { _, _ in plain(.ok, "ok\n") }
        router.get("/readyz") { _, _ in
            let obstacles = await desk.obstacles()
            return plain(
                obstacles.isEmpty ? .ok : .serviceUnavailable,
                obstacles.isEmpty ? "ready\n" : obstacles.map { "\($0)\n" }.joined()
            )
        }
        router.get("/metrics") { request, _ in
            guard !request.isForwarded else { return plain(.notFound, "") }
            guard let figures = try? await desk.figures() else { return plain(.serviceUnavailable, "") }
            var response = plain(.ok, ServiceMetrics(figures: figures, now: desk.now()).text)
            response.headers[.contentType] = OutboxMetrics.mediaType
            return response
        }
    }

    private func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
