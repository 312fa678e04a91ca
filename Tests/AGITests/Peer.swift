import NIOCore
import NIOPosix

/// A client that stands in for Asterisk, byte by byte.
struct Peer {
    static let opening = "agi_network: yes\nagi_uniqueid: test-1.1\nagi_callerid: +12025550123\n\n"

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private var unread = ByteBuffer()

    /// Connects, does something, and closes.
    static func call<T>(host: String = "127.0.0.1", port: Int, _ body: (inout Peer) async throws -> T) async throws -> T
    {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            var peer = Peer(inbound: inbound.makeAsyncIterator(), outbound: outbound, channel: connection.channel)
            return try await body(&peer)
        }
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        channel: any Channel
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.channel = channel
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Sends as much as the other side takes.
    func flood(_ chunk: ByteBuffer, times: Int) async {
        for _ in 0..<times {
            do { try await outbound.write(chunk) } catch { return }
        }
    }

    /// The next line, or `nil` where the connection is gone.
    mutating func line() async -> String? {
        while true {
            if let end = unread.readableBytesView.firstIndex(of: 10) {
                let line = unread.readString(length: end - unread.readerIndex)
                unread.moveReaderIndex(forwardBy: 1)
                return line
            }
            guard var more = try? await inbound.next(isolation: #isolation) else { return nil }
            unread.writeBuffer(&more)
        }
    }

    /// Makes the close that follows a reset.
    func resetOnClose() async throws {
        guard let options = channel as? any SocketOptionProvider else { return }
        try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
}
