import HotlineClient
import HotlineCore
import HotlineStore
import HotlineWeb
import InMemoryLogging
import JSON
import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

/// The staff API on a real Unix socket over a real store in memory, with a register that says who the one account is.
struct StaffOffice: Sendable {
    /// Who the account that runs the test is taken for, and whether there is a database.
    final class Register: Sendable {
        let person = Mutex<Person?>(nil)
        let accounts = Mutex<[Account]>([])
        /// Whether the database takes no part.
        let isStoreLost = Mutex(false)
        /// Whether the exchange's account of calls is read.
        let hasExchangeAccount = Mutex(true)
    }

    static let zone = ZoneRules(name: "Europe/Moscow", firstOffset: 10800, changes: [])
    static let now = Instant(seconds: 1_773_313_500)
    static let school = SchoolDocument(timeZone: "Europe/Moscow", cityCode: "495")
    static let staff = [
        StaffMember(login: "hlp", name: "Специалист Г. Л.", roles: [.hotline], phone: .fictional("+79000000001")),
        StaffMember(login: "chief", name: "Руководитель С. С.", roles: [.head], phone: .fictional("+79000000002")),
        StaffMember(login: "tech", name: "Техник Т. Т.", roles: [.technician], phone: .fictional("+79000000003")),
        StaffMember(login: "journal", name: "Журнал Ж. Ж.", roles: [.ejournal], phone: .fictional("+79000000004")),
        StaffMember(login: "psy", name: "Психолог П. П.", roles: [.psychologist], phone: .fictional("+79000000005")),
        StaffMember(login: "site", name: "Сайт С. А.", roles: [.siteAdmin]),
        StaffMember(login: "boss", name: "Директор Д. Д.", roles: [.director]),
    ]

    let store: Store
    let register = Register()
    let log = InMemoryLogHandler()
    /// Rung where the service would hear that the database changed.
    let changes = ChangeSignal()
    let path: String
    /// The zone the service tells times in.
    var zone = StaffOffice.zone
    /// What is mailed; nothing unless given.
    var letters: LetterTexts?

    init() throws {
        store = try Store.inMemory()
        path = "\(ScratchFolder.path)/\(Int.random(in: 0..<Int.max)).sock"
    }

    var client: StaffClient { StaffClient(socketPath: path) }

    var regulation: Regulation {
        Regulation(
            staff: Self.staff,
            texts: MessageTexts(school: "Школа 1539", zone: Self.zone),
            consent: .assumed,
            letters: letters
        )
    }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        return logger
    }

    var server: StaffServer { server(onListening: {}) }

    func server(
        group: String? = nil,
        passed: Int32? = nil,
        onListening: @escaping @Sendable () -> Void
    ) -> StaffServer {
        StaffServer(path: path, group: group, passed: passed, routes: routes, logger: logger, onListening: onListening)
    }

    var routes: StaffRoutes {
        StaffRoutes(
            desk: desk,
            voice: voiceDesk,
            regulation: regulationDesk,
            texts: textDesk,
            authorCalls: authorCallDesk,
            health: healthDesk,
            backups: backupDesk,
            tokens: tokenDesk,
            reports: reportDesk,
            identify: { account in
                register.accounts.withLock { $0.append(account) }
                return register.person.withLock { $0 }
            },
            zone: zone,
            school: Self.school,
            logger: logger
        )
    }

    /// Serves while `body` runs, then stops as a program does.
    func open<Value: Sendable>(
        group: String? = nil,
        passed: Int32? = nil,
        _ body: @escaping @Sendable (StaffClient) async throws -> Value
    ) async throws -> Value {
        try await serve({ announce in server(group: group, passed: passed) { announce(0) } }) { _ in
            try await body(client)
        }
    }

    /// Runs a service while `body` runs, then stops it as a program does.
    func serve<Value: Sendable>(
        _ make: (_ announce: @escaping @Sendable (_ port: Int) -> Void) -> any Service,
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (listening, signal) = AsyncStream<Int>.makeStream()
        let service = make { port in
            signal.yield(port)
            signal.finish()
        }
        let services = ServiceGroup(
            services: [service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { signal.finish() }
                try await services.run()
            }
            let port = await listening.first { _ in true } ?? 0
            do {
                let value = try await body(port)
                await services.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return value
            } catch {
                await services.triggerGracefulShutdown()
                try await tasks.waitForAll()
                throw error
            }
        }
    }

    func become(_ login: String) {
        register.person.withLock { $0 = Self.staff.first { $0.login == login }.map { Person($0) } }
    }

    func become(_ person: Person) {
        register.person.withLock { $0 = person }
    }

    /// A call that keyed a type, handed over as the companion does.
    func receive(_ type: AppealType?, route: AppealRoute? = nil, from caller: String = "+79000000042") async throws
        -> AppealNumber
    {
        let start = CallStart(
            uniqueID: "1700000000.\(Int.random(in: 1..<1_000_000))",
            caller: CallerNumber(callerID: caller, presentation: 0, cityCode: "495"),
            dialled: "hotline"
        )
        let call = try await begin(start)
        let notes = [
            CallProgress(
                call: call.id,
                step: .type,
                keys: type.map { "\($0.formNumber)" } ?? "",
                type: type,
                route: route ?? type?.route
            ),
            CallProgress(call: call.id, step: .finish, outcome: .completed),
        ]
        for note in notes {
            try await withCheckedContinuation { continuation in
                store.note(note, at: Self.now) { continuation.resume(returning: $0) }
            }.get()
        }
        _ = try await store.handOver(at: Self.now, limit: 100, by: regulation)
        guard let number = call.appeal else { throw StoreError.unknownCall }
        return number
    }

    /// A call with an appeal of its own, though its number may have one already.
    private func begin(_ start: CallStart) async throws -> BegunCall {
        let arrival = try await withCheckedContinuation { continuation in
            store.begin(start, at: Self.now, terms: .regulation, limits: ArrivalLimits(callsPerHour: nil)) {
                continuation.resume(returning: $0)
            }
        }.get()
        guard case .begun(let call) = arrival else { throw StoreError.unknownCall }
        guard call.link != .made else { return call }
        return try await withCheckedContinuation { continuation in
            store.openAppeal(for: call.id, at: Self.now, terms: .regulation) { continuation.resume(returning: $0) }
        }.get()
    }
}

extension PhoneNumber {
    /// A number that is nobody's.
    static func fictional(_ text: String) -> PhoneNumber {
        guard let number = try? PhoneNumber(e164: text) else { preconditionFailure("not a number") }
        return number
    }
}
