import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// Two hundred days of a school in virtual time, with the real `hotlined` killed whenever it likes.
@Suite(.timeLimit(.minutes(12)))
struct VirtualTimeTests {
    @Test(arguments: [1, 2])
    func `every warning, end, reminder and text is written once in 200 days, however many services run and die`(
        services: Int
    ) async throws {
        var school = try await ScriptedSchool(services: services, seed: UInt64(services))
        try await school.live(days: 200)
        try await school.settle()
        let written = try await school.written()
        #expect(written == school.expected)
        #expect(try await school.store.audit().isEmpty)
        #expect(school.expected.values.reduce(0, +) > 400)
        #expect(school.kills > 50)
        #expect(try await school.unsent() == 0)
        await school.end()
    }
}

/// A school that lives by a script: calls, acts and neglect, at times drawn beforehand.
struct ScriptedSchool {
    /// A text to somebody about an appeal, to be counted.
    struct Text: Hashable {
        var appeal: Int64
        var kind: String
        var recipient: String
    }

    /// Something that happens to an appeal, after so many minutes.
    private struct Act {
        var at: Int64
        var number: AppealNumber
        var kind: Kind

        enum Kind { case assign, take, handBack, extend, close }
    }

    let hotline: Hotline
    let store: Store
    private let clock: VirtualClock
    private let services: Int
    private var random: SplitMix
    private var now: Int64
    private var terms: [AppealNumber: NaiveTerms] = [:]
    private var acts: [Act] = []
    private var running: [ChildProcess?]
    private(set) var expected: [Text: Int] = [:]
    private(set) var kills = 0
    private var calls = 0
    /// How many steps nobody looks any more.
    private var stepsDown = 0

    private static let phones = [
        "ivanova": "+79000000001", "petrov": "+79000000002", "sidorov": "+79000000003", "golova": "+79000000004",
        "dusha": "+79000000005",
    ]
    private static let roles: [String: [Role]] = [
        "ivanova": [.hotline], "petrov": [.ejournal], "sidorov": [.technician], "golova": [.head],
        "dusha": [.psychologist],
    ]

    init(services: Int, seed: UInt64) async throws {
        // Monday, five minutes past nine in Moscow.
        now = 1_767_593_100_000
        clock = try VirtualClock(showing: Instant(milliseconds: now))
        var wishes = Hotline.Wishes(consent: "asked")
        wishes.clock = clock
        hotline = try await Hotline([], wishes)
        store = hotline.store
        self.services = services
        random = SplitMix(seed: seed)
        running = Array(repeating: nil, count: services)
        for index in 0..<services {
            if index > 0 { try hotline.writeSettings(ofTwin: index) }
            running[index] = try await start(index)
        }
    }

    /// Lives for so many days.
    mutating func live(days: Int64) async throws {
        let end = now + days * 1440 * NaiveTerms.minute
        var nextCall = now
        while now < end {
            let due = terms.values.compactMap { $0.next(after: now) }.min()
            let times = [due, acts.map(\.at).min(), nextCall].compactMap(\.self)
            now = max(now, min(times.min() ?? end, end))
            try clock.set(Instant(milliseconds: now))
            if now >= nextCall, stepsDown > 0 { nextCall = now + NaiveTerms.minute }
            if now >= nextCall {
                for _ in 0..<(1 + random.below(3)) { try await call() }
                nextCall = now + Int64(1 + random.below(9000)) * NaiveTerms.minute
            }
            try await meddle()
            if stepsDown == 0 { try await look() }
            let ripe = acts.filter { $0.at <= now }
            acts.removeAll { $0.at <= now }
            for act in ripe { try await perform(act) }
        }
    }

    /// Lets a day and a half go by, in which what is left is sent.
    mutating func settle() async throws {
        for index in running.indices where running[index] == nil { running[index] = try await start(index) }
        for number in terms.keys.sorted() where terms[number]?.isClosed == false { try await close(number) }
        for _ in 0..<40 {
            now += 60 * NaiveTerms.minute
            try clock.set(Instant(milliseconds: now))
            try await quiet()
        }
    }

    func end() async {
        for service in running { await service?.terminate() }
        await hotline.end()
    }

    /// What was written, but for words of lateness, which hang on when the service was down.
    func written() async throws -> [Text: Int] {
        try await store.messages(limit: .max).reduce(into: [:]) { counts, message in
            guard message.kind != MessageKind.timersLate.rawValue, let recipient = message.recipient else { return }
            counts[Text(appeal: message.appeal.value, kind: message.kind, recipient: recipient.e164), default: 0] += 1
        }
    }

    /// How many texts did not arrive.
    func unsent() async throws -> Int {
        try await store.messages(limit: .max).filter { $0.state != .delivered }.count
    }
}

// MARK: - What happens

extension ScriptedSchool {
    private var instant: Instant { Instant(milliseconds: now) }

    private mutating func call() async throws {
        calls += 1
        let caller = "+7900000\(1000 + calls)"
        let routes: [AppealRoute?] = [.technical, .ejournal, .other, .psychologist, nil]
        let route = routes[random.below(routes.count)]
        let number = try await hotline.takeCall("virtual-\(calls)", from: caller, route: route, at: instant)
        terms[number] = NaiveTerms(number, at: now)
        expect(number, route == .psychologist ? .private : .registered, caller)
        if let route {
            let holder =
                [AppealRoute.technical: "sidorov", .ejournal: "petrov", .psychologist: "dusha"][route] ?? "golova"
            assigned(number, to: holder)
        }
        plan(number, isRouted: route != nil)
    }

    /// Draws what becomes of an appeal.
    private mutating func plan(_ number: AppealNumber, isRouted: Bool) {
        var at = now
        func later(_ minutes: Int) -> Int64 {
            at += Int64(minutes) * NaiveTerms.minute
            return at
        }
        if !isRouted { acts.append(Act(at: later(1 + random.below(60)), number: number, kind: .assign)) }
        if random.below(4) == 0 {
            acts.append(Act(at: later(1 + random.below(40)), number: number, kind: .handBack))
            acts.append(Act(at: later(1 + random.below(40)), number: number, kind: .assign))
        }
        if random.below(5) > 0 { acts.append(Act(at: later(1 + random.below(60)), number: number, kind: .take)) }
        if random.below(4) == 0 { acts.append(Act(at: later(1 + random.below(900)), number: number, kind: .extend)) }
        let neglect = random.below(6) == 0 ? 4320 : 1300
        acts.append(Act(at: later(1 + random.below(neglect)), number: number, kind: .close))
    }

    private mutating func perform(_ act: Act) async throws {
        guard let state = terms[act.number], !state.isClosed else { return }
        switch act.kind {
        case .assign:
            guard state.holder == nil, let appeal = try await store.appeal(act.number) else { return }
            let login = appeal.isPrivate ? "dusha" : ["petrov", "sidorov"].first { !appeal.handedBackBy.contains($0) }
            try await does(.assign(to: login ?? "golova"), act.number, by: "golova")
            assigned(act.number, to: login ?? "golova")
        case .take:
            guard let holder = state.holder, !state.isTaken else { return }
            try await does(.take, act.number, by: holder)
            terms[act.number]?.isTaken = true
            if let caller = try await store.appeal(act.number)?.form.phone?.e164 { expect(act.number, .taken, caller) }
        case .handBack:
            guard let holder = state.holder else { return }
            try await does(.handBack(reason: "не моё"), act.number, by: holder)
            terms[act.number]?.holder = nil
            terms[act.number]?.isTaken = false
            terms[act.number]?.distributeFrom = now
            expect(act.number, .handedBack, "ivanova")
        case .extend:
            guard let holder = state.holder else { return }
            try await does(.extend(by: .seconds(43_200), reason: "ждём"), act.number, by: holder)
            if holder != "golova" {
                expect(act.number, .extensionAsked, "golova")
                try await does(.approve, act.number, by: "golova")
                expect(act.number, .extensionGranted, holder)
            }
            terms[act.number]?.closeDue += 720 * NaiveTerms.minute
            if let caller = try await store.appeal(act.number)?.form.phone?.e164 {
                expect(act.number, .extended, caller)
            }
        case .close: try await close(act.number)
        }
    }

    private mutating func close(_ number: AppealNumber) async throws {
        guard let appeal = try await store.appeal(number), let state = terms[number] else { return }
        let closer = state.holder ?? (appeal.isPrivate ? "dusha" : "golova")
        try await does(.close(result: "Сделано."), number, by: closer)
        terms[number]?.isClosed = true
        if !appeal.isPrivate, let caller = appeal.form.phone?.e164 { expect(number, .closed, caller) }
    }

    private func does(_ act: AppealAct, _ number: AppealNumber, by login: String) async throws {
        let person = Person(login: login, name: login, roles: Self.roles[login] ?? [])
        _ = try await store.perform(
            act,
            on: number,
            by: person,
            through: .cli,
            at: instant,
            under: Hotline.regulation
        )
    }

    private mutating func assigned(_ number: AppealNumber, to login: String) {
        terms[number]?.holder = login
        terms[number]?.isTaken = false
        terms[number]?.takeFrom = now
        expect(number, .assigned, login)
    }

    private mutating func expect(_ number: AppealNumber, _ kind: MessageKind, _ whom: String) {
        expected[Text(appeal: number.value, kind: kind.rawValue, recipient: Self.phones[whom] ?? whom), default: 0] += 1
    }
}

// MARK: - The services

extension ScriptedSchool {
    private func start(_ index: Int) async throws -> ChildProcess {
        let service = try hotline.start("hotlined", settings: index == 0 ? "hotline.json" : "twin\(index).json")
        try await service.waitForOutput(containing: "The staff can ask.", within: .seconds(30))
        return service
    }

    /// Kills a service now and then, at any moment, and starts it again: at once, or some steps later.
    private mutating func meddle() async throws {
        if stepsDown > 0 {
            stepsDown -= 1
            guard stepsDown == 0 else { return }
            for index in running.indices { running[index] = try await start(index) }
            return
        }
        guard random.below(3) == 0 else { return }
        try await Task.sleep(for: .milliseconds(random.below(300)))
        let index = random.below(services)
        await running[index]?.kill()
        running[index] = nil
        kills += 1
        guard services == 1, random.below(6) == 0 else {
            running[index] = try await start(index)
            return
        }
        // What is due now is told before the dark, or after it: the script waits for the one, so that it knows.
        running[index] = try await start(index)
        try await look()
        await running[index]?.kill()
        running[index] = nil
        stepsDown = 1 + random.below(4)
    }

    /// Waits until all that is due is told, and says what that must be.
    private mutating func look() async throws {
        for number in terms.keys.sorted() {
            guard let texts = terms[number]?.look(at: now) else { continue }
            for text in texts { expect(number, text.kind, text.login) }
        }
        try await quiet()
    }

    /// Waits until nothing is due any more.
    private func quiet() async throws {
        let limit = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < limit {
            let alarm = try await store.nextAlarm()
            let text = try await store.nextMessageDue()
            let left = try await store.handoversLeft()
            if left == 0, alarm.map({ $0 > instant }) ?? true, text.map({ $0 > instant }) ?? true { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw WorldError.timedOut(awaiting: "all that is due to be told", seen: "an alarm, a text or a call left")
    }
}
