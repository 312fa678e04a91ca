/// Why there is no answer, by what the caller can do about it.
///
/// None holds an address, a header or a body; the details are constant sentences of the system and of curl.
public enum HTTPError: Error, Hashable, Sendable {
    /// Nothing was sent: sending it again later cannot do it twice.
    case notConnected(String)
    /// The request went out, at least in part, and no whole answer came: it may have been received and obeyed.
    case noAnswer(String)
    /// The answer is larger than the request allows; the request was received.
    case tooLarge
    /// The other side does not speak TLS, or none that is spoken here; nothing was sent.
    case tls(String)
    /// The authorities whose certificates are to be trusted cannot be read; nothing was sent.
    case authorityUnreadable
    /// The other side speaks TLS, and its certificate is not trusted; nothing was sent.
    case untrusted(Distrust)
    /// The address is none, or neither `http` nor `https`; nothing was sent.
    case badURL
    /// A header holds what a header cannot; nothing was sent.
    case badHeader
    /// The waiting task was cancelled or the client shut down; the request may have been sent or not.
    case cancelled

    /// Why a certificate is not trusted.
    public enum Distrust: String, Hashable, Sendable, CaseIterable {
        /// No authority that is trusted has signed it.
        case unknownAuthority
        /// It was given to another name.
        case wrongName
        /// Its time has not come, or is over.
        case outOfDate
        /// It fails otherwise.
        case otherwise
    }

    /// Whether the other side may have received the request, so that sending it again may do it twice.
    public var mayHaveBeenReceived: Bool {
        switch self {
        case .noAnswer, .tooLarge, .cancelled: true
        case .notConnected, .tls, .authorityUnreadable, .untrusted, .badURL, .badHeader: false
        }
    }
}

extension HTTPError: CustomStringConvertible {
    /// One line for the log.
    public var description: String {
        switch self {
        case .notConnected(let detail): "not connected, nothing was sent: \(detail)"
        case .noAnswer(let detail): "sent, but no whole answer came: \(detail)"
        case .tooLarge: "the answer is larger than allowed"
        case .tls(let detail): "no TLS connection, nothing was sent: \(detail)"
        case .authorityUnreadable: "the file of authorities cannot be read, nothing was sent"
        case .untrusted(let distrust): "the certificate is not trusted, nothing was sent: \(distrust.rawValue)"
        case .badURL: "the address is not one of http or https"
        case .badHeader: "a header holds what a header cannot"
        case .cancelled: "cancelled"
        }
    }
}
