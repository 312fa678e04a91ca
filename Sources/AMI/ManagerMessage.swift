/// One block of headers that Asterisk sent: the response to an action, or an event.
public struct ManagerMessage: Hashable, Sendable {
    /// What a message is; its first header says so.
    public enum Kind: Hashable, Sendable {
        /// The response to an action.
        case response
        /// An event of this name.
        case event(String)
        /// Neither; nothing that Asterisk is known to send.
        case other
    }

    /// The headers in the order they came; names may come more than once.
    public let headers: [ManagerHeader]

    /// Wraps headers.
    public init(_ headers: [ManagerHeader]) {
        self.headers = headers
    }

    /// The first value of that name in any case, or `nil` where there is none.
    public subscript(name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }

    /// All values of that name in any case, in order.
    public func values(of name: String) -> [String] {
        headers.filter { $0.isNamed(name) }.map(\.value)
    }
}

extension ManagerMessage {
    /// What it is.
    ///
    /// Only the first header counts: the dialplan can put headers of any name into its own events, but never the first.
    public var kind: Kind {
        guard let first = headers.first else { return .other }
        if first.isNamed("Response") { return .response }
        return first.isNamed("Event") ? .event(first.value) : .other
    }

    /// The event's name, or `nil` where it is none.
    public var event: String? {
        guard case .event(let name) = kind else { return nil }
        return name
    }

    /// Whether it is a response and Asterisk did what it was asked to; `Goodbye` is the success of `Logoff`.
    public var isSuccess: Bool {
        guard kind == .response, let word = headers.first?.value.lowercased() else { return false }
        return word == "success" || word == "goodbye"
    }

    /// The name of the action it belongs to, as the client gave it.
    public var actionID: String? { self["ActionID"] }
}

extension ManagerMessage: CustomStringConvertible, CustomReflectable {
    /// The number of headers only; their values are about callers.
    public var description: String { "message (\(headers.count) headers)" }

    /// A mirror that shows no value.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
