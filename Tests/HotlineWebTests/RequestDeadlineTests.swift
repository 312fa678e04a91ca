import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import HotlineWeb

/// How long a connection may take, and when it ends, in time that the test moves.
@Suite struct RequestDeadlineTests {
    private let loop = EmbeddedEventLoop()

    /// A connection with a handler.
    private func connection(_ handler: any ChannelHandler) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: handler, loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "203.0.113.1", port: 1)).wait()
        return channel
    }

    private func deadline() -> RequestDeadline { RequestDeadline(sending: .seconds(20), answering: .seconds(120)) }

    private func ask(_ channel: EmbeddedChannel) throws {
        let head = HTTPRequest(method: .post, scheme: "https", authority: "localhost", path: "/v1/tokens")
        try channel.writeInbound(HTTPRequestPart.head(head))
    }

    private func send(_ channel: EmbeddedChannel) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
    }

    private func end(_ channel: EmbeddedChannel) throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

    private func answer(_ channel: EmbeddedChannel, _ status: HTTPResponse.Status = .ok) throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: status)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    @Test func `whoever sends a request byte by byte has its time and no more`() throws {
        let channel = try connection(deadline())
        try ask(channel)
        for _ in 0..<19 {
            loop.advanceTime(by: .seconds(1))
            try send(channel)
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `an answer has a time of its own, and so has each request`() throws {
        let channel = try connection(deadline())
        for _ in 0..<3 {
            try ask(channel)
            loop.advanceTime(by: .seconds(19))
            try end(channel)
            loop.advanceTime(by: .seconds(119))
            try answer(channel)
            // Between two requests it is the idle time that counts.
            loop.advanceTime(by: .seconds(500))
            #expect(channel.isActive)
        }
        try ask(channel)
        try end(channel)
        loop.advanceTime(by: .seconds(120))
        #expect(!channel.isActive)
    }

    @Test func `an answer before the end of the request does not give it more time`() throws {
        let channel = try connection(deadline())
        try ask(channel)
        loop.advanceTime(by: .seconds(10))
        try answer(channel)
        try send(channel)
        loop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }

    @Test(arguments: [
        (HTTPResponse.Status.unauthorized, true), (.tooManyRequests, true), (.ok, false), (.forbidden, false),
    ])
    func `who is not let in is shown out, and who is stays`(status: HTTPResponse.Status, isShownOut: Bool) throws {
        let channel = try connection(RefusalEnd())
        try ask(channel)
        try end(channel)
        try answer(channel, status)
        loop.run()
        #expect(channel.isActive != isShownOut)
        guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("no answer")
            return
        }
        #expect((head.headerFields[.connection] == "close") == isShownOut)
    }

    @Test func `whoever still sends is shown out at the end of it, and what follows is not read`() throws {
        let channel = try connection(RefusalEnd())
        try ask(channel)
        try answer(channel, .unauthorized)
        loop.run()
        try send(channel)
        #expect(channel.isActive)
        try end(channel)
        loop.run()
        #expect(!channel.isActive)
    }
}
