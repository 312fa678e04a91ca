internal import HotlineCore
internal import Hummingbird
internal import NIOCore

extension SiteRoutes {
    /// What the style sheet is known by, so that a browser keeps it until it changes.
    static let styleVersion = fingerprint(SiteAssets.style)

    /// The style sheet, the button and its HTML.
    func addAssets(to router: Router<SiteRequestContext>) {
        let (url, number) = (settings.web.publicURL.withoutSlash, settings.school.hotlineNumber)
        let script = SiteAssets.script(url: url, hotline: number.spoken, tel: number.e164)
        let snippet = SiteAssets.snippet(url: url, hotline: number.spoken, tel: number.e164)
        router.get("/site.css") { request, _ in
            let isCurrent = request.uri.query == "v=\(Self.styleVersion)"
            let cache = isCurrent ? "public, max-age=31536000, immutable" : "public, max-age=3600"
            return asset(SiteAssets.style, "text/css; charset=utf-8", cache, request)
        }
        router.get("/button.js") { request, _ in
            var response = asset(script, "text/javascript; charset=utf-8", "public, max-age=3600", request)
            // The school's own site loads it.
            response.headers[.crossOriginResourcePolicy] = "cross-origin"
            return response
        }
        router.get("/button.html") { request, _ in
            asset(snippet, "text/plain; charset=utf-8", "public, max-age=3600", request)
        }
        router.get("/robots.txt") { request, _ in
            asset(
                "User-agent: *\nDisallow: /status/\nDisallow: /board\n",
                "text/plain",
                "public, max-age=86400",
                request
            )
        }
    }

    private func asset(_ text: String, _ type: String, _ cache: String, _ request: Request) -> Response {
        let tag = "\"\(Self.fingerprint(text))\""
        var headers: HTTPFields = [.contentType: type, .cacheControl: cache, .eTag: tag]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func fingerprint(_ text: String) -> String {
        SiteSeal(key: Array("asset".utf8)).mark(Array(text.utf8), for: "asset").base64URL
    }
}
