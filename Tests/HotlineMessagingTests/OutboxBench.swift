import HotlineCore
import HotlineStore
import HotlineTesting
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

@testable import HotlineMessaging

/// A store with one appeal, a clock that stands, and an outbox service over both.
struct OutboxBench {
    static let hold = Duration.seconds(120)

    let store: Store
    let clock: ManualClock
    let bell = Bell()
    private let running = Running()

    private final class Running: Sendable {
        let services = Mutex<[OutboxService]>([])
    }

    let policy = RetryPolicy()
    /// What the store holds the gateways for.
    var rules = Fixtures.outboxRules()
    let appeal: AppealNumber
    var senders = 2
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init(store: Store? = nil, clock: ManualClock = ManualClock(at: Fixtures.now)) async throws {
        let store = try store ?? Store.inMemory()
        let now = clock.now
        let caller = CallerNumber(callerID: PhoneNumber.author.e164, presentation: 0, cityCode: nil)
        let begun = await withCheckedContinuation { continuation in
            store.begin(
                CallStart(uniqueID: "1.1", caller: caller, dialled: nil),
                at: now,
                terms: .regulation,
                limits: ArrivalLimits(),
                completion: { continuation.resume(returning: $0) }
            )
        }
        self.store = store
        self.clock = clock
        guard case .begun(let call) = try begun.get(), let number = call.appeal else { throw StoreError.unknownCall }
        appeal = number
    }

    /// Puts a text in the outbox.
    func queue(_ text: String, to recipient: PhoneNumber = .author) async throws {
        let draft = DraftMessage(kind: .timersLate, recipient: recipient, body: text)
        _ = try await store.change(appeal, at: clock.now) { appeal, _ in
            let event = NewEvent(.completed, by: .system, through: .system)
            return AppealChange(appeal: appeal, events: [event], messages: [draft])
        }
    }

    /// Takes the message that is due, as the service does.
    func claim() async throws -> OutboundMessage? {
        try await store.claimDueMessages(
            limit: 1,
            at: clock.now,
            by: rules,
            under: Fixtures.regulation(),
            heldFor: Self.hold
        ).first
    }

    /// A service that sends through `gateways`.
    func service(
        _ gateways: [any MessageGateway],
        claim: (@Sendable (Instant, Int) async throws -> [OutboundMessage])? = nil,
        settle: (@Sendable (Identifier<OutboundMessage>, Settlement, Instant) async throws -> Void)? = nil
    ) -> OutboxService {
        OutboxService(
            gateways: gateways,
            policy: policy,
            senders: senders,
            bell: bell,
            logger: logger,
            now: { clock.now },
            jitter: { 0 },
            sleep: { try await clock.sleep(for: $0) },
            claim: claim ?? { now, room in
                try await store.claimDueMessages(
                    limit: room,
                    at: now,
                    by: rules,
                    under: Fixtures.regulation(),
                    heldFor: Self.hold
                )
            },
            nextDue: { try await store.nextMessageDue() },
            settle: settle ?? { id, settlement, now in try await keep(settlement, of: id, at: now) }
        )
    }

    /// Keeps a settlement in the store.
    func keep(_ settlement: Settlement, of id: Identifier<OutboundMessage>, at now: Instant) async throws {
        switch settlement {
        case .accepted(let parts, let receipt):
            try await store.noteAccepted(id, parts: parts, receipt: receipt, at: now, by: rules)
        case .unanswered(let parts, let reference):
            try await store.noteUnanswered(id, parts: parts, reference: reference, at: now, by: rules)
        case .notAccepted(let state, let reason, let due, let gateway):
            try await store.noteNotAccepted(id, state: state, reason: reason, due: due, gateway: gateway, at: now)
        }
    }

    /// Runs a service until it rests, then does `body`, then shuts it down and waits for its end.
    func run(_ services: OutboxService..., body: @Sendable (OutboxBench) async throws -> Void) async throws {
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in services { group.addTask { await service.run() } }
                defer { shutdown.triggerGracefulShutdown() }
                running.services.withLock { $0 = services }
                try await waitForRest()
                try await body(self)
            }
        }
    }

    /// Moves the clock, and waits until all there was to do then is done.
    func pass(_ duration: Duration) async throws {
        clock.advance(by: duration)
        try await waitForRest()
    }

    /// Reports on a part of a message, as a gateway does.
    func report(_ finding: DeliveryReport.Finding, of message: KeptMessage, part: Int = 0) async throws {
        _ = try await store.note(
            DeliveryReport(message: message.id, part: part, finding: finding),
            at: clock.now,
            by: rules
        )
    }

    /// The one message there is.
    var message: KeptMessage {
        get async throws {
            let messages = try await store.messages(limit: 2)
            #expect(messages.count == 1)
            return try #require(messages.first)
        }
    }

    private func waitForRest() async throws {
        let services = running.services.withLock(\.self)
        let end = ContinuousClock.now + NeverHappened.net
        repeat {
            try await clock.waitForSleepers(services.count)
            if services.allSatisfy(\.isIdle) { return }
            try await Task.sleep(for: .milliseconds(1))
        } while ContinuousClock.now < end
        throw NeverHappened("services at rest")
    }
}
