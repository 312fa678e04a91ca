import NIOCore
import Testing

/// One connection of a ``ScriptedExchange``: stands in for Asterisk, byte by byte.
struct ManagerPeer {
    static let greeting = "Asterisk Call Manager/11.0.0\r\n"
    static let challenge = "840415273"
    /// What `md5sum` makes of the challenge and the secret of ``ClientHarness``.
    static let key = "8979fd6fabc8423ecaaab4508aa8a757"

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()

    init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Sends one message.
    func send(_ headers: KeyValuePairs<String, String>) async throws {
        try await send(headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n")
    }

    /// Sends as much as the other side takes.
    func flood(_ chunk: ByteBuffer, times: Int) async {
        for _ in 0..<times {
            do { try await outbound.write(chunk) } catch { return }
        }
    }

    /// The next action, or `nil` where the connection is gone.
    mutating func action() async -> [String: String]? {
        var headers: [String: String] = [:]
        while let line = await line() {
            guard !line.isEmpty else { return headers }
            guard let colon = line.firstRange(of: ": ") else { return nil }
            #expect(
                headers.updateValue(String(line[colon.upperBound...]), forKey: String(line[..<colon.lowerBound])) == nil
            )
        }
        return nil
    }

    /// The next action, which must have that name.
    mutating func action(_ name: String) async throws -> [String: String] {
        let action = try #require(await action())
        try #require(action["Action"] == name)
        return action
    }

    /// Answers an action with a success.
    func answer(_ action: [String: String], message: String = "done") async throws {
        try await send(["Response": "Success", "ActionID": action["ActionID"] ?? "", "Message": message])
    }

    /// Greets, gives the challenge, and waits for the login.
    mutating func challenge() async throws -> [String: String] {
        try await send(Self.greeting)
        let request = try await action("Challenge")
        #expect(request["AuthType"] == "MD5")
        try await send([
            "Response": "Success", "ActionID": request["ActionID"] ?? "", "Challenge": Self.challenge,
        ])
        return try await action("Login")
    }

    /// Lets the client in.
    mutating func admit() async throws {
        try await answer(try await challenge(), message: "Authentication accepted")
    }

    /// Lets the client go, as it asks for with `Logoff`.
    mutating func dismiss() async throws {
        let logoff = try await action("Logoff")
        try await send(["Response": "Goodbye", "ActionID": logoff["ActionID"] ?? "", "Message": "Thanks"])
    }

    private mutating func line() async -> String? {
        while true {
            if let end = unread.readableBytesView.firstIndex(of: 10) {
                let line = unread.readString(length: end - unread.readerIndex)
                unread.moveReaderIndex(forwardBy: 1)
                #expect(line?.last == "\r")
                return line.map { String($0.dropLast()) }
            }
            guard var more = try? await inbound.next(isolation: #isolation) else { return nil }
            unread.writeBuffer(&more)
        }
    }
}
