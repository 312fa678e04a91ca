internal import AMI
internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineVoice
internal import HotlineWeb
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

/// Hears from the exchange which calls wait, ring and are talked on, so that the desk can show them, and has kept who answered.
struct ExchangeWatch: Service {
    /// The queues the dialplan puts callers into.
    private static let queues: Set<String> = ["hotline", "hotline-psychologist"]
    /// What the account must be allowed to read.
    private static let events = "agent,call,user"

    /// The connection, for asking something of the exchange.
    let client: ManagerClient
    private let changes: AsyncStream<LiveChange>
    private let attempts: AsyncStream<Attempt>
    private let authorCalls: AsyncStream<(Identifier<AuthorCall>, AuthorCallNews)>
    private let regulation: Regulation
    private let store: Store
    private let logger: Logger
    /// The calls going on.
    let board: LiveBoard

    /// How an attempt to reach a member of the staff went.
    private struct Attempt: Sendable {
        let call: Identifier<LadderCall>
        let outcome: OriginateOutcome
    }

    init(
        _ settings: AMISettings,
        secret: Secret,
        store: Store,
        regulation: Regulation,
        board: LiveBoard,
        changes signal: ChangeSignal,
        logger: Logger
    ) {
        let (changes, tell) = AsyncStream.makeStream(of: LiveChange.self, bufferingPolicy: .bufferingNewest(1000))
        let (attempts, tellAttempt) = AsyncStream.makeStream(of: Attempt.self, bufferingPolicy: .bufferingNewest(1000))
        let (authorCalls, tellAuthorCall) = AsyncStream.makeStream(
            of: (Identifier<AuthorCall>, AuthorCallNews).self,
            bufferingPolicy: .bufferingNewest(1000)
        )
        self.attempts = attempts
        self.authorCalls = authorCalls
        self.regulation = regulation
        self.store = store
        self.logger = logger
        self.board = board
        self.changes = changes
        client = ManagerClient(
            host: settings.address.host,
            port: settings.address.port,
            credentials: ManagerCredentials(user: settings.username, secret: secret.value),
            events: Self.events,
            logger: logger,
            jitter: { Double.random(in: 0..<1) },
            sleep: { try await Task.sleep(for: $0) },
            onConnected: {
                board.reset()
                signal.ring()
                logger.notice("The exchange can be heard.")
            },
            onDisconnected: { error in
                board.reset()
                signal.ring()
                logger.warning("The exchange cannot be heard.", metadata: ["error": "\(error)"])
            },
            onEvent: { message in
                guard let name = message.event else { return }
                let event = ExchangeEvent(name, message.headers.map { ($0.name, $0.value) })
                if let (call, outcome) = LadderCallService.outcome(of: event) {
                    tellAttempt.yield(Attempt(call: call, outcome: outcome))
                }
                if let (call, news) = AuthorCallService.news(of: event) { tellAuthorCall.yield((call, news)) }
                for change in board.handle(event, at: .now()) { tell.yield(change) }
                signal.ring()
            }
        )
    }

    func run() async throws {
        let (client, changes, attempts, authorCalls) = (client, changes, attempts, authorCalls)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            group.addTask { for await change in changes { await keep(change) } }
            group.addTask { for await attempt in attempts { await keep(attempt) } }
            group.addTask { for await (call, news) in authorCalls { await keep(news, of: call) } }
            try await group.next()
            group.cancelAll()
        }
    }

    /// Keeps how an attempt ended; of one that was answered, the dialogue tells.
    private func keep(_ attempt: Attempt) async {
        let failure: LadderCallFailure
        switch attempt.outcome {
        case .answered: return
        case .unanswered: failure = .unanswered
        case .busy: failure = .busy
        case .unreachable: failure = .unreachable
        }
        do throws(StoreError) {
            try await store.noteFailure(failure, ofLadderCall: attempt.call, at: .now())
        } catch {
            logger.error("How a call to a specialist went could not be kept.", metadata: ["error": "\(error)"])
        }
    }

    private func keep(_ news: AuthorCallNews, of call: Identifier<AuthorCall>) async {
        do throws(StoreError) {
            try await store.note(news, ofAuthorCall: call, at: .now(), under: regulation)
        } catch {
            logger.error("How a call to an author goes could not be kept.", metadata: ["error": "\(error)"])
        }
    }

    private func keep(_ change: LiveChange) async {
        do throws(StoreError) {
            switch change {
            case .answered(let uniqueID, let login, _, let waited):
                try await store.noteAnswered(uniqueID, by: login, rang: waited, at: .now())
            case .talkEnded(let uniqueID, let length):
                try await store.noteTalk(uniqueID, lasting: length)
            case .unanswered: break
            }
        } catch {
            logger.error("What the exchange told could not be kept.", metadata: ["error": "\(error)"])
        }
    }

    /// The calls the exchange told of.
    final class LiveBoard: Sendable {
        private let live = Mutex(LiveCalls(queues: ExchangeWatch.queues))

        /// The calls going on, the one that has waited longest first.
        var calls: [LiveCall] { live.withLock(\.calls) }

        func handle(_ event: ExchangeEvent, at now: Instant) -> [LiveChange] {
            live.withLock { $0.handle(event, at: now) }
        }

        func reset() { live.withLock { $0.reset() } }
    }
}
