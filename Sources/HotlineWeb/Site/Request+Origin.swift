internal import HTTPTypes
internal import Hummingbird

extension Request {
    /// Whether the browser says that a page of another site sends this.
    ///
    /// Browsers say so by `Sec-Fetch-Site` (W3C Fetch Metadata), which older ones and all of them on a plain `http://` page do not
    /// send; those name the page's origin (RFC 6454). An origin that is hidden (`null`) is none of ours: our pages tell theirs.
    ///
    /// - Parameter publicURL: Where the site is seen from outside.
    /// - Returns: Whether it is from elsewhere; what is no browser says nothing and is not.
    func isForeign(to publicURL: String) -> Bool {
        if let site = headers[.fetchSite] { return !["same-origin", "none"].contains(site) }
        guard let origin = headers[.origin]?.lowercased() else { return false }
        let own = publicURL.lowercased()
        if origin == own || own.hasPrefix("\(origin)/") { return false }
        guard let host = head.authority?.lowercased(), !host.isEmpty else { return true }
        return origin != "http://\(host)" && origin != "https://\(host)"
    }
}
