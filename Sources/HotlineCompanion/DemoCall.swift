internal import AGI
internal import HotlineCore
public import HotlineLaunch
public import HotlineVoice
internal import NIOCore
internal import NIOPosix

/// A call played to the FastAGI server over the network, as Asterisk would bring it.
public struct DemoCall: Sendable {
    private let port: Int
    private let simulation: CallSimulation

    /// Creates a call to the server on a port of this machine.
    public init(port: Int, simulation: CallSimulation) {
        self.port = port
        self.simulation = simulation
    }

    /// Plays the call and returns what the caller heard and did.
    public func run() async throws -> [SimulatedCaller.Moment] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var caller = SimulatedCaller(keys: simulation.keys, hangUpAfter: simulation.hangUpAfter)
            let opening = simulation.variables.map { "agi_\($0.name): \($0.value)\n" }.joined()
            try await outbound.write(ByteBuffer(string: "agi_network: yes\nagi_network_script: call\n\(opening)\n"))
            var unread = ""
            for try await bytes in inbound {
                unread += String(buffer: bytes)
                while let end = unread.firstIndex(of: "\n") {
                    let command = try Command(parsing: String(unread[..<end]))
                    unread = String(unread[unread.index(after: end)...])
                    try await outbound.write(ByteBuffer(string: caller.answer(command).line + "\n"))
                }
            }
            return caller.moments
        }
    }
}
