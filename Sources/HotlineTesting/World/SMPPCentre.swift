public import HotlineCore
internal import NIOCore
internal import NIOPosix

/// A short message centre of SMPP 3.4 on loopback, whose conduct follows the number a text goes to: see ``SMPPConduct``.
///
/// It keeps what was submitted. What it has for a client that is away, it keeps until the client is back.
public final class SMPPCentre: Sendable {
    /// The name clients log in with.
    public static let username = "hotline"
    /// Their password.
    public static let password = "s3cret"

    /// Where it listens.
    public let port: Int
    private let exchange: SMPPExchange
    private let listener = Watched<(any Channel)?>(nil)

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - port: Where; any by default.
    ///   - password: What clients must know.
    /// - Throws: ``WorldError/socket(operation:errno:)`` where no port is free; whatever NIO throws where it cannot listen.
    public init(port: Int? = nil, password: String = SMPPCentre.password) async throws {
        self.port = try port ?? FreePort.tcp()
        exchange = SMPPExchange(SMPPDesk(password: password))
        try await open()
    }

    deinit {
        listener.value?.close(promise: nil)
        exchange.hangUpOnAll()
    }

    /// Every text that was submitted, refused ones too, the oldest first.
    public var submissions: [SMPPSubmission] { exchange.state.value.desk.submissions }

    /// How many clients were refused for their password.
    public var refusals: Int { exchange.state.value.desk.refusals }

    /// Waits for so many texts to a number, also those that came already.
    public func submissions(
        _ count: Int = 1,
        to number: PhoneNumber,
        within limit: Duration = .seconds(20)
    ) async throws(WorldError) -> [SMPPSubmission] {
        let digits = String(number.e164.dropFirst())
        let found = await exchange.state.first(within: limit) { state -> [SMPPSubmission]? in
            let found = state.desk.submissions.filter { $0.receiver == digits }
            return found.count >= count ? found : nil
        }
        guard let found else {
            throw .timedOut(awaiting: "\(count) submissions to one number", seen: "\(submissions.count) in all")
        }
        return found
    }

    /// Waits until a client is bound, or none is.
    public func waitForClient(_ isBound: Bool = true, within limit: Duration = .seconds(20)) async throws(WorldError) {
        guard await exchange.state.holds(within: limit, { $0.desk.bindings.isEmpty != isBound }) else {
            throw .timedOut(awaiting: isBound ? "a client" : "no client", seen: "the opposite")
        }
    }

    /// Waits until a client was refused for its password.
    public func waitForRefusal(within limit: Duration = .seconds(20)) async throws(WorldError) {
        guard await exchange.state.holds(within: limit, { $0.desk.refusals > 0 }) else {
            throw .timedOut(awaiting: "a client with another password", seen: "none")
        }
    }
}

extension SMPPCentre {
    /// Listens again after ``close()``.
    public func open() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [exchange] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(SMPPDecoder()), SMPPHandler(exchange),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        listener.change { $0 = channel }
    }

    /// Hangs up on everybody, and is not there any more.
    public func close() async {
        let channel = listener.change { listener -> (any Channel)? in
            defer { listener = nil }
            return listener
        }
        try? await channel?.close()
        exchange.hangUpOnAll()
    }

    /// Hangs up on everybody; who calls again is answered.
    public func drop() {
        exchange.hangUpOnAll()
    }

    /// Says nothing from this moment, and takes nothing in.
    public func pause() {
        exchange.state.change { $0.desk.isPaused = true }
    }

    /// Speaks again.
    public func resume() {
        exchange.state.change { $0.desk.isPaused = false }
    }

    /// Brings a text of a telephone to whoever is bound: in the alphabet of GSM where it can be written so, in parts where it is
    /// long.
    ///
    /// - Parameters:
    ///   - text: The words.
    ///   - sender: A number, or a name.
    ///   - receiver: Whom it is for.
    ///   - reference: What joins the parts of one text.
    ///   - isReversed: Whether the last part comes first.
    public func bring(
        _ text: String,
        from sender: String,
        to receiver: String = "1539",
        reference: UInt8 = 7,
        isReversed: Bool = false
    ) {
        let messages = SMPPIncoming(text: text, sender: sender, receiver: receiver, reference: reference).messages
        for message in isReversed ? messages.reversed() : messages { exchange.deliver(message.body) }
    }

    /// Reports that a text has reached its telephone, as often as it is asked to.
    public func report(_ submission: SMPPSubmission) {
        guard let id = submission.id else { return }
        let text = SMPPShortMessage(from: .init(submission.sender), to: .init(submission.receiver))
        exchange.deliver(SMPPReceipt(id: "\(id)", finding: .delivered).message(about: text).body)
    }

    /// Brings bytes that may be no text.
    public func bring(_ bytes: [UInt8], coding: UInt8, from sender: String, to receiver: String = "1539") {
        var message = SMPPShortMessage(from: .init(sender), to: .init(receiver))
        message.coding = coding
        message.content = bytes
        exchange.deliver(message.body)
    }
}
