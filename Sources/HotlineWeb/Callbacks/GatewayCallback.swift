public import HotlineCore
internal import Hummingbird

/// What is to be answered to a gateway's callback.
public enum CallbackAnswer: Hashable, Sendable {
    /// It is stored.
    case stored
    /// It is stored, and the gateway wants to read these words.
    case storedSaying(String)
    /// It says nothing that can be understood; sending it again is no use.
    case malformed
    /// It is not from who it says it is.
    case forbidden
    /// It could not be stored; the gateway is to send it again.
    case unavailable

    var status: HTTPResponse.Status {
        switch self {
        case .stored: .accepted
        case .storedSaying: .ok
        case .malformed: .badRequest
        case .forbidden: .forbidden
        case .unavailable: .serviceUnavailable
        }
    }

    var words: String? {
        switch self {
        case .storedSaying(let words): words
        case .stored, .malformed, .forbidden, .unavailable: nil
        }
    }
}

/// A gateway that calls us: under `/sms/KIND/SECRET/`.
public struct GatewayCallback: Sendable {
    let kind: String
    let secret: [UInt8]
    let take: @Sendable (CallbackRequest) async -> CallbackAnswer

    /// Creates a place for a gateway's calls.
    ///
    /// - Parameters:
    ///   - kind: The kind of the gateway, as it stands in the path.
    ///   - secret: The part of the path that only this gateway knows.
    ///   - take: Stores what came, before it answers.
    public init(
        kind: String,
        secret: String,
        take: @escaping @Sendable (CallbackRequest) async -> CallbackAnswer
    ) {
        self.kind = kind
        self.secret = Array(secret.utf8)
        self.take = take
    }
}
