internal import HTTPClient
internal import HotlineCore

/// Where Kannel reports what became of a message, and brings what comes in.
///
/// The secret in the path makes the address ours: Kannel can send no header with a report.
public struct KannelCallback: Hashable, Sendable {
    private let base: String
    private let secret: String

    /// Creates the address.
    ///
    /// - Parameters:
    ///   - base: The address Kannel reaches us at, without the path.
    ///   - secret: What nobody else knows; letters, digits and `-._~`, for Kannel reads a percent sign as an escape of its own.
    /// - Throws: ``KannelCallbackError`` where Kannel would not give the address back as it was.
    public init(base: String, secret: String) throws(KannelCallbackError) {
        guard !base.contains("%") else { throw KannelCallbackError.percentSignInAddress }
        guard !secret.isEmpty, percentEncoded(secret) == secret else { throw KannelCallbackError.secretUnfitForAddress }
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.secret = secret
    }

    /// The path that reports come to.
    public var reportPath: String { "/sms/kannel/\(secret)/report" }

    /// The path that incoming texts come to.
    public var incomingPath: String { "/sms/kannel/\(secret)/incoming" }

    /// The `get-url` of Kannel's `sms-service`, which fills in its escapes: its number for the text, who it is from, who it is to,
    /// when it came, how it is written, and its words.
    public var incomingURL: String {
        "\(base)\(incomingPath)?id=%I&from=%p&to=%P&ts=%T&charset=%C&coding=%c&text=%b"
    }

    /// The `post-url` in place of that: the words are the body.
    public var incomingPostURL: String { "\(base)\(incomingPath)?id=%I&from=%p&to=%P&ts=%T" }

    /// The `dlr-url` of a part; Kannel puts the report's type in the place of `%d`.
    func reportURL(of part: MessagePart) -> String {
        "\(base)\(reportPath)?id=\(part.message)&part=\(part.index)&type=%d"
    }
}

extension KannelCallback: CustomStringConvertible, CustomReflectable {
    /// The address without the secret.
    public var description: String { "\(base)/sms/kannel/…/report" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}

/// Why an address cannot be given to Kannel.
public enum KannelCallbackError: Error, Hashable, Sendable {
    /// The address of ours has a percent sign, which Kannel reads as an escape of its own.
    case percentSignInAddress
    /// The secret is empty or has a character that does not stand in an address as it is.
    case secretUnfitForAddress
}

extension KannelCallbackError: CustomStringConvertible {
    /// What is wrong, in one line and without the secret.
    public var description: String {
        switch self {
        case .percentSignInAddress: "the callback address has a \"%\", which Kannel reads as an escape of its own"
        case .secretUnfitForAddress: "the callback secret must have letters, digits and \"-._~\" only, and at least one"
        }
    }
}
