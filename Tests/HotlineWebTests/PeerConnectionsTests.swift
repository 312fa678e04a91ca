import Testing

@testable import HotlineWeb

@Suite struct PeerConnectionsTests {
    @Test func `each address has its share of the connections, and has it again once they are closed`() {
        let peers = PeerConnections(most: 2)
        let (one, other) = (PeerNetwork("203.0.113.1"), PeerNetwork("203.0.113.2"))
        #expect((0..<4).map { _ in peers.open(from: one) } == [true, true, false, false])
        #expect(peers.open(from: other))
        peers.close(from: one)
        #expect(peers.open(from: one) && !peers.open(from: one))
        for _ in 0..<2 { peers.close(from: one) }
        peers.close(from: other)
        #expect(peers.count == 0)
    }

    @Test func `a network of IPv6 has the share of one`() {
        let peers = PeerConnections(most: 1)
        #expect(peers.open(from: PeerNetwork("2001:db8:1:2::1")))
        #expect(!peers.open(from: PeerNetwork("2001:db8:1:2:ffff::9")))
        #expect(peers.open(from: PeerNetwork("2001:db8:1:3::1")))
    }
}
