internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// A connection that counts among those of its address, and is closed at once where these are too many.
struct PeerLimitedChannel<Base: ServerChildChannel>: ServerChildChannel {
    private let base: Base
    private let peers: PeerConnections

    init(_ base: Base, _ peers: PeerConnections) {
        self.base = base
        self.peers = peers
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        let (peers, address) = (peers, channel.remoteAddress?.ipAddress ?? "")
        guard !peers.isExempt(address) else { return base.setup(channel: channel, logger: logger) }
        let network = PeerNetwork(address)
        guard peers.open(from: network) else { return channel.eventLoop.makeFailedFuture(TooManyConnections()) }
        channel.closeFuture.whenComplete { _ in peers.close(from: network) }
        return base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

/// Why a connection is closed before anything is said on it: its address has as many as it may.
private struct TooManyConnections: Error {}
