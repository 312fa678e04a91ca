/// A callback as it came.
///
/// It holds numbers and words of callers, so it does not print itself.
public struct CallbackRequest: Sendable {
    /// What the last part of the path says it is.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        /// What became of a text of ours.
        case report
        /// A text somebody sent.
        case incoming
        /// Either; the contents tell.
        case news
    }

    /// What it says it is.
    public var subject: Subject
    /// What stood behind the question mark, as it came.
    public var query: String
    /// The headers, their names in lower case; of those that come twice, the first.
    public var headers: [String: String]
    /// The body, as it came.
    public var body: [UInt8]

    /// Creates a request.
    public init(subject: Subject, query: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.subject = subject
        self.query = query
        self.headers = headers
        self.body = body
    }
}

extension CallbackRequest: CustomStringConvertible, CustomReflectable {
    /// What it says it is.
    public var description: String { "a gateway's \(subject.rawValue)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["callback": description]) }
}

/// Reads what a gateway calls us with.
public protocol CallbackReader: Sendable {
    /// The kind of the gateway, as it stands in the path.
    var kind: String { get }

    /// Reads one call.
    ///
    /// - Throws: ``CallbackFault``.
    func read(_ request: CallbackRequest) throws(CallbackFault) -> CallbackReading
}

/// What a gateway's call says.
public struct CallbackReading: Hashable, Sendable {
    /// The news in it; empty where it says nothing that matters.
    public var news: [GatewayNews]
    /// The words the gateway wants to read once the news is stored; `nil` for none.
    public var answer: String?

    /// Creates a reading.
    public init(_ news: [GatewayNews], answer: String? = nil) {
        self.news = news
        self.answer = answer
    }
}

/// Why a call cannot be read.
public enum CallbackFault: Error, Hashable, Sendable {
    /// It lacks the value of this name, or the value is none.
    case malformed(String)
    /// The value of this name is no text and never will be: the gateway is told that it was taken, so that it does not come
    /// again and again.
    case undecodable(String)
    /// Its signature is not that of the gateway.
    case forgery
}

extension CallbackFault: CustomStringConvertible {
    /// What is wrong, in one line and without the value.
    public var description: String {
        switch self {
        case .malformed(let name): "\"\(name)\" is missing or cannot be read"
        case .undecodable(let name): "\"\(name)\" is no text, and is dropped"
        case .forgery: "the signature is not the gateway's"
        }
    }
}
