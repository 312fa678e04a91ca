public import HotlineClient
public import HotlineCore
internal import Hummingbird
internal import JSON
public import Logging

/// The staff API: what each path does, and the right it takes.
public struct StaffRoutes: Sendable {
    /// How many appeals a page of all of them holds.
    static let page = 500
    /// The most calls or messages one answer holds.
    static let most = 1000

    let desk: StaffDesk
    let voice: VoiceDesk
    let regulation: RegulationDesk
    let texts: TextDesk
    let authorCalls: AuthorCallDesk
    let health: HealthDesk
    let backups: BackupDesk
    let tokens: TokenDesk
    let reports: ReportDesk
    let zone: ZoneRules
    let school: SchoolDocument
    private let identify: @Sendable (Account) -> Person?
    private let logger: Logger

    /// Creates the routes.
    ///
    /// - Parameters:
    ///   - desk: Does what is asked.
    ///   - voice: Does what is asked about calls.
    ///   - regulation: Knows who works, and checks the log.
    ///   - texts: Knows the texts that came in and the gateways.
    ///   - authorCalls: Calls authors.
    ///   - health: Knows how the hotline is.
    ///   - backups: Has backups made.
    ///   - tokens: Makes tokens and looks at them.
    ///   - reports: Sends reports to the director.
    ///   - identify: Finds the person behind an account; `nil` where it is nobody's.
    ///   - zone: The zone times are told in.
    ///   - school: Who runs the hotline.
    ///   - logger: Where to say what went wrong.
    public init(
        desk: StaffDesk,
        voice: VoiceDesk,
        regulation: RegulationDesk,
        texts: TextDesk,
        authorCalls: AuthorCallDesk,
        health: HealthDesk,
        backups: BackupDesk,
        tokens: TokenDesk,
        reports: ReportDesk,
        identify: @escaping @Sendable (Account) -> Person?,
        zone: ZoneRules,
        school: SchoolDocument,
        logger: Logger
    ) {
        self.desk = desk
        self.voice = voice
        self.regulation = regulation
        self.texts = texts
        self.authorCalls = authorCalls
        self.health = health
        self.backups = backups
        self.tokens = tokens
        self.reports = reports
        self.identify = identify
        self.zone = zone
        self.school = school
        self.logger = logger
    }

    /// How a request comes in, and so by what it is told who is asking.
    enum Door {
        /// Over the Unix socket: the kernel names the account.
        case socket
        /// Over the network: a token says it, and nothing else.
        case network
    }

    /// All paths, behind what answers errors and what finds out who is asking.
    func router(_ door: Door) -> Router<StaffRequestContext> {
        let router = Router(context: StaffRequestContext.self)
        router.add(middleware: FaultMiddleware(logger: logger))
        switch door {
        case .socket:
            router.add(middleware: PeerMiddleware(identify: identify, standingIn: regulation.standingIn))
        case .network:
            router.add(
                middleware: TokenMiddleware(
                    tokens: tokens,
                    member: { [staff = regulation.staff] login in staff.first { $0.login == login } },
                    standingIn: regulation.standingIn,
                    attempts: AttemptLimit(),
                    lines: AttemptLimit(most: 100),
                    now: desk.now,
                    logger: logger
                )
            )
        }
        addAppeals(to: router)
        addAdditions(to: router)
        addExport(to: router)
        addActs(to: router)
        addLists(to: router)
        addVoice(to: router)
        addRegulation(to: router)
        addTexts(to: router)
        addAuthorCalls(to: router)
        addHealth(to: router)
        addBackups(to: router)
        addDesk(to: router)
        addReports(to: router)
        addTokens(to: router)
        return router
    }

    /// The code that telephone numbers of seven digits stand in.
    var cityCode: String? { school.cityCode }

    private func addLists(to router: Router<StaffRequestContext>) {
        router.get("\(StaffAPI.whoami)") { _, context in
            Response(json: IdentityDocument(try context.anyPerson).json)
        }
        router.get("\(StaffAPI.calls)") { request, context in
            let person = try context.person(withOneOf: .seeCalls)
            let query = try ListQuery(request, most: Self.most)
            try await expect(query.appeal)
            let calls = try await desk.calls(query.appeal.map { [$0] }, query.limit)
            let appeals = try await visible(calls.map(\.appeal), to: person)
            return Response(
                json: .array(
                    calls.compactMap { call in
                        appeals[call.appeal].map { CallDocument(call, of: $0, for: person, zone: zone).json }
                    }
                )
            )
        }
        router.get("\(StaffAPI.messages)") { request, context in
            let person = try context.person(withOneOf: .seeMessages)
            let query = try ListQuery(request, most: Self.most, takesState: true)
            try await expect(query.appeal)
            let messages = try await desk.messages(query.appeal.map { [$0] }, query.state, query.limit)
            let appeals = try await visible(messages.compactMap(\.appeal), to: person)
            return Response(
                json: .array(
                    messages.compactMap { message in
                        let appeal = message.appeal.flatMap { appeals[$0] }
                        guard message.appeal == nil || appeal != nil else { return nil }
                        return MessageDocument(message, of: appeal, for: person, zone: zone).json
                    }
                )
            )
        }
        router.post("\(StaffAPI.simulations)") { request, context in
            let person = try context.person(withOneOf: .simulate)
            let (order, key) = try await request.keyedBody(of: SimulationOrder.init)
            return Response(json: try await desk.simulate(order, person, key))
        }
    }

    /// Refuses a number that no appeal has.
    func expect(_ number: AppealNumber?) async throws {
        guard let number, try await desk.appealsNumbered([number]).isEmpty else { return }
        throw AppealFault.unknown(number)
    }

    /// The appeals of these numbers that a person may see.
    func visible(_ numbers: [AppealNumber], to person: Person) async throws -> [AppealNumber: Appeal] {
        let appeals = try await desk.appealsNumbered(Set(numbers)).filter(person.maySee)
        return Dictionary(appeals.map { ($0.number, $0) }) { $1 }
    }
}

extension Request {
    /// What the request is known by; `nil` where it says nothing.
    var idempotencyKey: String? {
        get throws(FaultDocument) {
            let name = StaffAPI.keyHeader.lowercased()
            guard let key = headers.first(where: { $0.name.canonicalName == name })?.value else { return nil }
            guard (1...StaffAPI.longestKey).contains(key.utf8.count),
                key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw FaultDocument(.badRequest, "\(StaffAPI.keyHeader): от 1 до \(StaffAPI.longestKey) знаков ASCII")
            }
            return key
        }
    }

    /// Reads the body as JSON that one function understands.
    func body<Value>(of read: (JSON) throws(JSONFaults) -> Value) async throws -> Value {
        try await keyedBody(of: read).value
    }

    /// Reads the body as JSON that one function understands, and what the request is known by, if it says that.
    ///
    /// This is how every request that writes is read: whatever writes must be obeyed once, however often it comes.
    func keyedBody<Value>(
        of read: (JSON) throws(JSONFaults) -> Value
    ) async throws -> (value: Value, key: RequestKey?) {
        let key = try idempotencyKey
        let bytes = try await body.collect(upTo: StaffAPI.largestBody)
        let content = "\(method.rawValue) \(uri.path)\n\(String(buffer: bytes))"
        return (try Self.value(in: bytes, read), key.map { RequestKey($0, asking: content) })
    }

    /// What a request that writes and has no body is known by, if it says that.
    func keyAlone() async throws -> RequestKey? {
        try await keyedBody { _ throws(JSONFaults) in }.key
    }

    private static func value<Value>(
        in bytes: ByteBuffer,
        _ read: (JSON) throws(JSONFaults) -> Value
    ) throws(FaultDocument) -> Value {
        do {
            // No body is what an act that takes nothing sends.
            return try read(bytes.readableBytes == 0 ? [:] : try JSON(parsing: bytes.readableBytesView))
        } catch let error as JSONSyntaxError {
            throw FaultDocument(.badRequest, "запрос не разобран: не JSON, строка \(error.line), знак \(error.column)")
        } catch let faults as JSONFaults {
            let list = FaultWords.inRussian(faults.description).split(separator: "\n").joined(separator: "; ")
            throw FaultDocument(.badRequest, "запрос не разобран: \(list)")
        } catch {
            throw FaultDocument(.badRequest, "запрос не разобран")
        }
    }
}
