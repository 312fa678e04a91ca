internal import HotlineClient
internal import HotlineCore
internal import Hummingbird
internal import JSON
internal import ServiceLifecycle

extension StaffRoutes {
    /// How long a request waits for something to change.
    static let deskPatience = Duration.seconds(20)
    /// How long changes that come one after the other are gathered.
    private static let gathering = Duration.milliseconds(25)
    /// The most appeals on the desk.
    private static let deskAppeals = 500
    /// The most calls that are looked at; and how old one may be that is still going on.
    private static let deskCalls = 100
    private static let longestCall = Duration.seconds(1_800)

    /// The live desk: answered at once to who has seen nothing, and to others when something is different.
    func addDesk(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.desk)") { request, context in
            let person = try context.person(withOneOf: .seeAll, .seeOwn)
            let seen = try SeenQuery(request).seen
            let clock = ContinuousClock()
            let end = clock.now + Self.deskPatience
            // Before the first look, so that nothing falls between the two.
            let changes = voice.changes.changes()
            while true {
                let began = clock.now
                let document = try await deskDocument(for: person)
                if document.tag != seen || clock.now >= end || Task.isShuttingDownGracefully {
                    return Response(json: document.json)
                }
                // A desk that takes long to make is made less often: half of the time at most goes into it.
                let pause = max(Self.gathering, clock.now - began)
                try? await cancelWhenGracefulShutdown {
                    await Self.first(of: changes, before: end)
                    try await Task.sleep(for: pause)
                }
            }
        }
    }

    /// Waits for a change, or until a time.
    private static func first(of changes: AsyncStream<Void>, before end: ContinuousClock.Instant) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in changes { return } }
            group.addTask { try? await Task.sleep(until: end, clock: .continuous) }
            await group.next()
            group.cancelAll()
        }
    }

    private func deskDocument(for person: Person) async throws -> DeskDocument {
        var query = AppealQuery(limit: Self.deskAppeals)
        if !person.rights.contains(.seeAll) { query.assignee = person.login }
        let appeals = try await desk.appeals(query).compactMap { DeskAppeal($0, for: person, zone: zone) }
            .sorted { ($0.due.instant, $0.number.value) < ($1.due.instant, $1.number.value) }
        let calls = try await deskCalls(for: person)
        let content: JSON = ["calls": .array(calls.map(\.json)), "appeals": .array(appeals.map(\.json))]
        return DeskDocument(tag: Self.tag(of: content.encoded()), calls: calls, appeals: appeals)
    }

    /// What tells one state of a desk from the next: Fowler–Noll–Vo 1a from both ends, which is no secret and no proof.
    private static func tag(of content: String) -> String {
        func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
            bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return String(hash(content.utf8), radix: 36) + String(hash(content.utf8.reversed()), radix: 36)
    }

    /// The calls going on, by our record and by what the exchange tells of them.
    private func deskCalls(for person: Person) async throws -> [DeskCall] {
        let now = desk.now()
        let records = try await desk.calls(nil, Self.deskCalls).filter { call in
            call.endedAt == nil && now - call.startedAt < Self.longestCall
        }
        let live = voice.live()
        let numbers = Set(records.map(\.appeal) + live.compactMap(\.appeal))
        let appeals = Dictionary(
            try await desk.appealsNumbered(numbers).map { ($0.number, $0) },
            uniquingKeysWith: { $1 }
        )
        var told: Set<AppealNumber> = []
        var calls: [DeskCall] = []
        for call in records.reversed() {
            let exchange = live.first { $0.appeal == call.appeal }
            if exchange != nil { told.insert(call.appeal) }
            calls.append(DeskCall(call, of: appeals[call.appeal], exchange, zone: zone))
        }
        for call in live where call.appeal.map({ !told.contains($0) }) ?? true {
            calls.append(DeskCall(call, of: call.appeal.flatMap { appeals[$0] }))
        }
        return calls.compactMap { $0.seen(by: person, of: $0.appeal.flatMap { appeals[$0] }) }
    }
}

extension DeskCall {
    /// Tells of a call by our record, and by what the exchange tells of it.
    fileprivate init(_ call: Call, of appeal: Appeal?, _ exchange: LiveCallDocument?, zone: ZoneRules) {
        self.init(
            appeal: call.appeal,
            state: exchange.map { State($0.state) } ?? .menu,
            since: exchange?.since ?? zone.civilTime(at: call.startedAt),
            people: exchange?.people ?? []
        )
        caller = call.caller?.masked
        step = call.step
        keys = call.keys.isEmpty ? nil : call.keys
        describe(appeal)
    }

    /// Tells of a call that only the exchange knows.
    fileprivate init(_ call: LiveCallDocument, of appeal: Appeal?) {
        self.init(appeal: call.appeal, state: State(call.state), since: call.since, people: call.people)
        route = call.route
        describe(appeal)
    }

    private mutating func describe(_ appeal: Appeal?) {
        guard let appeal else { return }
        type = appeal.type
        route = appeal.route ?? route
        role = appeal.form.role
        className = appeal.form.className
    }

    /// The call as a person may see it; `nil` where it is none of theirs.
    fileprivate func seen(by person: Person, of appeal: Appeal?) -> DeskCall? {
        guard person.rights.contains(.seeCalls) || people.contains(person.login) else { return nil }
        let isPrivate = appeal?.isPrivate == true || route?.isPrivate == true || step == .psychologist
        guard isPrivate, !person.roles.contains(.psychologist) else { return self }
        return DeskCall(appeal: self.appeal, state: state, since: since)
    }
}

extension DeskCall.State {
    fileprivate init(_ state: LiveCallDocument.State) {
        switch state {
        case .queued: self = .queued
        case .ringing: self = .ringing
        case .talking: self = .talking
        }
    }
}
