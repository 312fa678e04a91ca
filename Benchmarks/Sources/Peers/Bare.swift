import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

/// The least a server on NIO can do: it finds line feeds and writes lines it was given.
struct Bare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Answer each line with the next of a file's lines.")

    @Argument(help: "The port to listen at.") var port: Int
    @Argument(help: "The lines of one call.") var lines: String

    func run() async throws {
        let text = try String(contentsOfFile: lines, encoding: .utf8)
        let commands = text.split(separator: "\n").map { ByteBuffer(string: "\($0)\n") }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BareHandler(commands: commands))
                }
            }
            .bind(host: "127.0.0.1", port: port)
            .get()
        try await listener.closeFuture.get()
    }
}

/// Writes the next line for each that comes, once an empty one has ended the opening.
final class BareHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let commands: [ByteBuffer]
    private var sent = 0
    private var lineLength = 0
    private var isOpened = false

    init(commands: [ByteBuffer]) {
        self.commands = commands
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        for byte in Self.unwrapInboundIn(data).readableBytesView {
            guard byte == UInt8(ascii: "\n") else {
                lineLength += 1
                continue
            }
            if lineLength == 0 { isOpened = true }
            lineLength = 0
            if isOpened { next(context) }
        }
    }

    private func next(_ context: ChannelHandlerContext) {
        guard sent < commands.count else { return context.close(promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(commands[sent]), promise: nil)
        sent += 1
    }
}
