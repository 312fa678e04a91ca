public import NIOCore

/// One thing to ask of Asterisk.
///
/// Only ``encode(actionID:into:)`` turns it into bytes, and it refuses what the protocol cannot carry.
public struct ManagerAction: Hashable, Sendable {
    /// The longest line Asterisk reads, with its line end (measured on 22).
    private static let longestLine = 1_024
    /// The most headers Asterisk reads, those of the client among them (measured on 22).
    private static let mostHeaders = 128

    /// The action, such as `Ping`.
    public let name: String
    /// What belongs to it, without `Action` and `ActionID`; a name may come more than once.
    public let headers: [ManagerHeader]

    /// Creates an action.
    public init(_ name: String, _ headers: [ManagerHeader] = []) {
        self.name = name
        self.headers = headers
    }

    /// Writes the action as Asterisk reads it.
    ///
    /// - Parameters:
    ///   - actionID: The name under which the response comes back.
    ///   - buffer: Where to write; nothing is written where it throws.
    /// - Throws: ``AMIError`` where a name or a value cannot be sent.
    public func encode(actionID: String, into buffer: inout ByteBuffer) throws(AMIError) {
        guard Self.isName(name), headers.allSatisfy({ Self.isName($0.name) && !Self.isOurs($0) }) else {
            throw AMIError.badName(action: Self.isName(name) ? name : "")
        }
        let all = [ManagerHeader("Action", name), ManagerHeader("ActionID", actionID)] + headers
        guard all.count <= Self.mostHeaders else {
            throw AMIError.tooManyActionHeaders(action: name, count: all.count, limit: Self.mostHeaders)
        }
        var bytes: [UInt8] = []
        for header in all {
            guard !header.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
                throw AMIError.forbiddenByte(action: name, header: header.name)
            }
            let line = Array("\(header.name): \(header.value)\r\n".utf8)
            guard line.count <= Self.longestLine else {
                throw AMIError.headerTooLong(
                    action: name,
                    header: header.name,
                    length: line.count,
                    limit: Self.longestLine
                )
            }
            bytes += line
        }
        buffer.writeBytes(bytes)
        buffer.writeString("\r\n")
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
    }

    /// Whether only the client gives this header.
    private static func isOurs(_ header: ManagerHeader) -> Bool {
        header.isNamed("Action") || header.isNamed("ActionID")
    }
}

extension ManagerAction {
    /// Asks whether Asterisk is there.
    public static let ping = ManagerAction("Ping")
    /// Ends the connection once what was asked before is answered.
    static let logoff = ManagerAction("Logoff")
    /// Asks for the challenge that the secret is hashed with.
    static let challenge = ManagerAction("Challenge", [ManagerHeader("AuthType", "MD5")])

    /// Rings a channel and, once it is answered, goes on with it in the dialplan.
    ///
    /// Asterisk answers at once that it was put in hand; how it went, it tells later by the event `OriginateResponse`, which
    /// holds the same context and extension. The account needs the class `originate` in `write`.
    ///
    /// - Parameters:
    ///   - channel: What to ring, such as `PJSIP/101`.
    ///   - context: Where to go on in the dialplan, at priority 1.
    ///   - extension: The extension there.
    ///   - callerID: The number that is shown; `nil` for the channel's own.
    ///   - ring: How long it rings.
    ///   - variables: What the channel is given, by name.
    /// - Returns: The action.
    public static func originate(
        _ channel: String,
        context: String,
        extension: String,
        callerID: String?,
        ring: Duration,
        variables: [(name: String, value: String)] = []
    ) -> ManagerAction {
        ManagerAction(
            "Originate",
            [
                ManagerHeader("Channel", channel), ManagerHeader("Context", context),
                ManagerHeader("Exten", `extension`),
                ManagerHeader("Priority", "1"), ManagerHeader("Timeout", "\(ring.components.seconds * 1000)"),
                ManagerHeader("Async", "true"),
            ] + (callerID.map { [ManagerHeader("CallerID", $0)] } ?? [])
                + variables.map { ManagerHeader("Variable", "\($0.name)=\($0.value)") }
        )
    }

    /// Asks for the version and the limits; the account needs the class `system` or `reporting` in `write`.
    public static let coreSettings = ManagerAction("CoreSettings")

    /// Asks for what a context of the dialplan holds, which comes as events; the response tells whether there is such a context.
    ///
    /// The account needs the class `config` or `reporting` in `write`.
    public static func showDialplan(_ context: String) -> ManagerAction {
        ManagerAction("ShowDialPlan", [ManagerHeader("Context", context)])
    }

    /// Asks for the value of a global variable; the account needs the class `call` or `reporting` in `write`.
    public static func globalVariable(_ name: String) -> ManagerAction {
        ManagerAction("Getvar", [ManagerHeader("Variable", name)])
    }

    /// Makes Asterisk tell everybody who listens an event of one's own.
    public static func userEvent(_ name: String, _ headers: [ManagerHeader] = []) -> ManagerAction {
        ManagerAction("UserEvent", [ManagerHeader("UserEvent", name)] + headers)
    }
}

extension ManagerAction: CustomStringConvertible, CustomReflectable {
    /// The name only; the headers may hold a secret or be about a caller.
    public var description: String { name }

    /// A mirror that shows no value.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
