import HotlineCore
import HotlineTesting
import InMemoryLogging
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

@testable import HotlineMessaging

@Suite(.timeLimit(.minutes(1))) struct MailServiceTests {
    private static let policy = MailRetryPolicy()

    @Test func `a mail not taken is tried after 1, 5, 15, 60 and 60 minutes, and then has failed`() {
        let minutes = (1...6).map { attempt -> Duration? in
            let mail = OutboundMail.fixture(attempt: attempt)
            let settlement = settled(.temporary(.unavailable), mail, jitter: 0)
            guard case .again("unavailable", let due) = settlement else {
                #expect(settlement == .failed(reason: "unavailable"))
                return nil
            }
            return due - Fixtures.now
        }
        #expect(minutes == [60, 300, 900, 3_600, 3_600].map { .seconds($0) } + [nil])
        let due = Fixtures.now + .seconds(63)
        #expect(settled(.temporary(.settings), .fixture(), jitter: 0.5) == .again(reason: "settings", due: due))
        #expect(settled(.permanent(.refused), .fixture()) == .failed(reason: "refused"))
    }

    @Test func `one that may have gone is sent once more, and never called failed for want of an answer`() {
        let due = Fixtures.now + .seconds(1_800)
        #expect(settled(.unanswered, .fixture()) == .unknown(reason: "unanswered", due: due))
        #expect(settled(.unanswered, .fixture(attempt: 2, unanswered: 1)) == .unknown(reason: "unanswered", due: nil))
        #expect(settled(.unanswered, .fixture(attempt: 6)) == .unknown(reason: "unanswered", due: nil))
        let last = OutboundMail.fixture(attempt: 6, unanswered: 1)
        #expect(settled(.temporary(.unavailable), last) == .unknown(reason: "unavailable", due: nil))
    }

    private func settled(_ error: MailError, _ mail: OutboundMail, jitter: Double = 0) -> MailSettlement {
        MailSettlement(error, of: mail, by: Self.policy, at: Fixtures.now, jitter: jitter)
    }

    @Test func `mails are sent until one is taken, each time under the same name`() async throws {
        let desk = Desk([.fixture()], answers: [.temporary(.unavailable), .unanswered, nil])
        try await desk.run { desk in
            try await desk.pass(.seconds(59))
            #expect(desk.sent.count == 1)
            try await desk.pass(.seconds(1))
            #expect(desk.sent.count == 2)
            try await desk.pass(.seconds(1_799))
            #expect(desk.sent.count == 2)
            try await desk.pass(.seconds(1))
        }
        #expect(desk.sent.count == 3 && Set(desk.sent).count == 1)
        #expect(desk.settlements.last == .sent)
    }

    @Test func `a mail that cannot be written fails, and the next one goes`() async throws {
        let desk = Desk([.fixture(1, to: "no address"), .fixture(2, subject: "a\nb"), .fixture(3)], answers: [])
        try await desk.run { _ in }
        #expect(desk.sent.count == 1)
        #expect(desk.settlements == [.failed(reason: "recipient"), .failed(reason: "subject"), .sent])
    }

    @Test func `shutdown finishes the mail in hand and takes no other`() async throws {
        let gate = Gate()
        let desk = Desk([.fixture(1), .fixture(2)], answers: [], gate: gate)
        let service = try desk.service()
        try await testGracefulShutdown { shutdown in
            async let running: Void = service.run()
            try await gate.waitForArrivals()
            shutdown.triggerGracefulShutdown()
            gate.open()
            await running
        }
        #expect(desk.settlements == [.sent])
    }

    @Test func `a store that fails is waited over, and the mail is not sent again`() async throws {
        let desk = Desk([.fixture()], answers: [], faultsToKeep: 2)
        try await desk.run { desk in
            try await desk.pass(.seconds(2))
            try await desk.pass(.seconds(2))
        }
        #expect(desk.sent.count == 1 && desk.settlements == [.sent])
    }

    @Test func `the log never has an address or a word`() async throws {
        let answers: [MailError?] =
            MailError.Reason.allCases.map { .permanent($0) } + MailError.Reason.allCases.map { .temporary($0) }
            + [.unanswered, nil]
        let desk = Desk((1...Int64(answers.count)).map { .fixture($0) }, answers: answers)
        try await desk.run { _ in }
        #expect(desk.log.entries.count == answers.count)
        for entry in desk.log.entries {
            let line = "\(entry.message) \(entry.metadata)"
            #expect(!line.contains("family") && !line.contains("Пароль") && !line.contains("1042"))
            #expect(entry.metadata["mail.id"] != nil)
        }
    }
}

/// Mails that wait, what is to come of sending them, and what was kept of it.
private final class Desk: Sendable {
    private struct State {
        var due: [(at: Instant, mail: OutboundMail)]
        var answers: [MailError?]
        var faultsToKeep: Int
        var held: [Identifier<OutboundMail>: OutboundMail] = [:]
        var sent: [String] = []
        var settlements: [MailSettlement] = []
    }

    private struct Fault: Error {}

    let clock = ManualClock(at: Fixtures.now)
    let log = InMemoryLogHandler()
    private let state: Mutex<State>
    private let gate: Gate?

    init(_ mails: [OutboundMail], answers: [MailError?], gate: Gate? = nil, faultsToKeep: Int = 0) {
        state = Mutex(State(due: mails.map { (Fixtures.now, $0) }, answers: answers, faultsToKeep: faultsToKeep))
        self.gate = gate
    }

    /// The names of the mails that were sent.
    var sent: [String] { state.withLock(\.sent) }
    var settlements: [MailSettlement] { state.withLock(\.settlements) }

    func service() throws -> MailService {
        let log = log
        return MailService(
            sender: try .fixture(),
            senders: 1,
            bell: Bell(),
            logger: Logger(label: "test") { _ in log },
            now: { self.clock.now },
            jitter: { 0 },
            sleep: { try await self.clock.sleep(for: $0) },
            send: { mail throws(MailError) in try await self.send(mail) },
            claim: { self.claim(at: $0) },
            nextDue: { self.state.withLock { $0.due.map(\.at).min() } },
            settle: { try self.settle($0, $1, at: $2) }
        )
    }

    /// Runs a service until it rests, then does `body`, then shuts it down and waits for its end.
    func run(body: @Sendable (Desk) async throws -> Void) async throws {
        let service = try service()
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                defer { shutdown.triggerGracefulShutdown() }
                try await clock.waitForSleepers()
                try await body(self)
            }
        }
    }

    /// Moves the clock, and waits until all there was to do then is done.
    func pass(_ duration: Duration) async throws {
        clock.advance(by: duration)
        try await clock.waitForSleepers()
    }

    private func send(_ mail: MailMessage) async throws(MailError) {
        await gate?.pass()
        let error = state.withLock { state in
            state.sent.append(mail.messageID)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        if let error { throw error }
    }

    private func claim(at now: Instant) -> OutboundMail? {
        state.withLock { state in
            guard let place = state.due.firstIndex(where: { $0.at <= now }) else { return nil }
            let mail = state.due.remove(at: place).mail
            state.held[mail.id] = mail
            return mail
        }
    }

    private func settle(_ id: Identifier<OutboundMail>, _ settlement: MailSettlement, at now: Instant) throws {
        try state.withLock { state in
            state.faultsToKeep -= 1
            guard state.faultsToKeep < 0 else { throw Fault() }
            state.settlements.append(settlement)
            guard var mail = state.held.removeValue(forKey: id) else { return }
            mail.attempt += 1
            switch settlement {
            case .sent, .failed, .unknown(_, nil): break
            case .again(_, let due): state.due.append((due, mail))
            case .unknown(_, let due?):
                mail.unanswered += 1
                state.due.append((due, mail))
            }
        }
    }
}
