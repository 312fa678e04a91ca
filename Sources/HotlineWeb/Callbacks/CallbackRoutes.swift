internal import Hummingbird

/// What is to be answered to a gateway's callback.
public enum CallbackAnswer: Hashable, Sendable {
    /// It is stored.
    case stored
    /// It says nothing that can be understood; sending it again is no use.
    case malformed
    /// It could not be stored; the gateway is to send it again.
    case unavailable

    var status: HTTPResponse.Status {
        switch self {
        case .stored: .accepted
        case .malformed: .badRequest
        case .unavailable: .serviceUnavailable
        }
    }
}

/// A Kannel that reports to us.
public struct KannelCallback: Sendable {
    let secret: [UInt8]
    let takeReport: @Sendable (String) async -> CallbackAnswer

    /// Creates a place for reports.
    ///
    /// - Parameters:
    ///   - secret: The part of the path that only this Kannel knows.
    ///   - takeReport: Stores a report, given the query as it came, before it answers.
    public init(secret: String, takeReport: @escaping @Sendable (_ query: String) async -> CallbackAnswer) {
        self.secret = Array(secret.utf8)
        self.takeReport = takeReport
    }
}

/// The paths under `/sms`: stored first, then answered, with nothing about a number or a secret in any log.
public struct CallbackRoutes: Sendable {
    private let kannels: [KannelCallback]

    /// Creates the routes.
    public init(kannels: [KannelCallback]) {
        self.kannels = kannels
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/sms/kannel/:secret/report") { request, context in
            let given = Array((context.parameters.get("secret") ?? "").utf8)
            guard let kannel = kannel(with: given) else { return Response(status: .notFound) }
            return Response(status: await kannel.takeReport(request.uri.query ?? "").status)
        }
        return router
    }

    /// The Kannel that knows this secret; looking takes as long whether and where it fails.
    private func kannel(with given: [UInt8]) -> KannelCallback? {
        kannels.reduce(nil) { found, kannel in given.isSame(as: kannel.secret) ? kannel : found }
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
