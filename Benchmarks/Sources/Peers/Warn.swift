import ArgumentParser
import HotlineCore
import HotlineStore

/// Ten thousand terms that end at once.
struct Warn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add appeals whose warnings are due together, tell them, and print how many, how long."
    )

    @Argument(help: "The database.") var path: String
    @Argument(help: "How many appeals.") var count: Int

    /// Before every alarm that `fill-store` leaves.
    private static let arrival = Instant(milliseconds: 1_680_000_000_000)

    func run() async throws {
        let store = try Store(path: path)
        let phone = try PhoneNumber(e164: "+79000000001")
        let regulation = Regulation(
            staff: [StaffMember(login: "hotline", name: "hotline", roles: [.hotline], phone: phone)],
            texts: MessageTexts(school: "Школа", zone: .utc)
        )
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<count { group.addTask { await Self.call(number, store) } }
        }
        let due = Self.arrival + .seconds(1200)
        let events = try await store.seal().event
        let began = ContinuousClock.now
        var told = 0
        while case let report = try await store.tellAlarms(at: due, limit: 250, by: regulation), report.appeals > 0 {
            told += report.appeals
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        print(told, try await store.seal().event - events, seconds)
    }

    private static func call(_ number: Int, _ store: Store) async {
        let caller = CallerNumber(callerID: "", presentation: 0, cityCode: "495")
        let start = CallStart(uniqueID: "warn-\(number)", caller: caller, dialled: "hotline")
        _ = await withCheckedContinuation { continuation in
            store.begin(start, at: arrival, terms: .regulation, limits: ArrivalLimits(callsPerHour: nil)) {
                continuation.resume(returning: $0)
            }
        }
    }
}
