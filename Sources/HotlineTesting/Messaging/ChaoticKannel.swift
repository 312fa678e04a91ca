internal import Foundation
internal import Glibc

/// A server on loopback that takes texts as Kannel does and behaves as badly as a network can: it swallows answers, is busy, dies,
/// reports twice and out of order, and now and then never.
///
/// What it does is drawn from a seed; what it took it counts.
public final class ChaoticKannel: Sendable {
    /// What became of the parts it was given.
    public struct Account: Sendable {
        /// How often each part was taken, by `message.part`.
        public var taken: [String: Int] = [:]
        /// The parts whose taking it told by no answer and by no report: nobody could know.
        public var untold: Set<String> = []
        /// How many requests it refused or broke off before it took anything.
        public var refused = 0
        /// How many reports it has still to make.
        public var reportsLeft = 0
    }

    private struct State: Sendable {
        var account = Account()
        var random: SplitMix
        var isDead = false
        var isCalm = false
    }

    private let listener: Int32
    private let state: Watched<State>
    /// Where it listens.
    public let port: Int

    /// Starts it.
    ///
    /// - Parameter seed: What is drawn from.
    /// - Throws: ``WorldError`` where no port can be had.
    public init(seed: UInt64) throws(WorldError) {
        let listener = try Loopback.listening(port: 0)
        let state = Watched(State(random: SplitMix(seed: seed)))
        self.listener = listener
        self.state = state
        port = Loopback.port(of: listener)
        Thread.detachNewThread {
            while case let peer = accept(listener, nil, nil), peer >= 0 {
                Thread.detachNewThread {
                    Self.serve(peer, state)
                    close(peer)
                }
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// The address of its `sendsms`.
    public var url: String { "http://127.0.0.1:\(port)/cgi-bin/sendsms" }

    /// What became of the parts so far.
    public var account: Account { state.value.account }

    /// Kills it, or lets it live again: while it is dead it closes whatever comes before it has read it.
    public func setDead(_ isDead: Bool) { state.change { $0.isDead = isDead } }

    /// From now on it behaves well.
    public func calmDown() {
        state.change { state in
            state.isDead = false
            state.isCalm = true
        }
    }

    private enum Manner {
        case answers, swallows, vanishes, busy, breaksOff
    }

    private static func serve(_ peer: Int32, _ state: Watched<State>) {
        guard !state.value.isDead, let request = read(peer) else {
            state.change { $0.account.refused += 1 }
            return
        }
        let submission = KannelSubmission(request: request)
        guard let report = submission.reportURL(type: 0), let key = key(of: report) else { return }
        let manner = state.change { state in
            let drawn = state.isCalm ? 99 : state.random.below(100)
            let manner: Manner =
                switch drawn {
                case 0..<2: .vanishes
                case 2..<10: .swallows
                case 10..<14: .busy
                case 14..<17: .breaksOff
                default: .answers
                }
            switch manner {
            case .answers, .swallows, .vanishes:
                state.account.taken[key, default: 0] += 1
                if manner == .vanishes { state.account.untold.insert(key) } else { state.account.reportsLeft += 1 }
            case .busy, .breaksOff: state.account.refused += 1
            }
            return manner
        }
        switch manner {
        case .answers: write(202, "0: Accepted for delivery", to: peer)
        case .busy: write(503, "Temporal failure, try again later.", to: peer)
        case .swallows, .vanishes, .breaksOff: break
        }
        guard manner == .answers || manner == .swallows else { return }
        tell(submission, state)
    }

    /// Reports: that it took the part, and that it arrived, in either order, now and then twice; until each is heard.
    private static func tell(_ submission: KannelSubmission, _ state: Watched<State>) {
        Thread.detachNewThread {
            let (isTurned, isDoubled) = state.change { ($0.random.below(4) == 0, $0.random.below(5) == 0) }
            var types = isTurned ? [1, 8] : [8, 1]
            if isDoubled { types.append(contentsOf: types) }
            for type in types {
                guard let address = submission.reportURL(type: type) else { continue }
                while !isHeard(address) { Thread.sleep(forTimeInterval: 0.1) }
            }
            state.change { $0.account.reportsLeft -= 1 }
        }
    }

    private static func isHeard(_ address: String) -> Bool {
        guard let url = URLComponents(string: address), let port = url.port,
            let connection = try? Loopback.connected(port: port)
        else { return false }
        defer { close(connection) }
        let target = "\(url.percentEncodedPath)?\(url.percentEncodedQuery ?? "")"
        Loopback.write(
            Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8),
            to: connection
        )
        guard let answer = Loopback.read(connection) else { return false }
        return String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 202")
    }

    private static func key(of report: String) -> String? {
        let query = URLComponents(string: report)?.queryItems ?? []
        guard let message = query.first(where: { $0.name == "id" })?.value,
            let part = query.first(where: { $0.name == "part" })?.value
        else { return nil }
        return "\(message).\(part)"
    }

    private static func read(_ peer: Int32) -> String? {
        var bytes: [UInt8] = []
        while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
            guard let more = Loopback.read(peer), !more.isEmpty else { return nil }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ status: Int, _ body: String, to peer: Int32) {
        let head = "HTTP/1.1 \(status) Kannel\r\nContent-Type: text/html\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        Loopback.write(Array((head + body).utf8), to: peer)
    }
}
