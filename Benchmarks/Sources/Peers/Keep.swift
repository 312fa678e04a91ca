import ArgumentParser
import Foundation
import HotlineCore
import HotlineStore

/// The store by itself: the four records that a call makes, for many calls.
struct Keep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep calls in a new database, and print the seconds and the processor's seconds that took."
    )

    @Argument(help: "The database.") var path: String
    @Argument(help: "How many calls.") var calls: Int
    @Argument(help: "How many at once.") var atOnce: Int

    func run() async throws {
        let store = try Store(path: path)
        let began = ContinuousClock.now
        let processorBegan = clock()
        await withTaskGroup(of: Void.self) { group in
            for lane in 0..<atOnce {
                group.addTask {
                    for call in stride(from: lane, to: calls, by: atOnce) { await store.keepWholeCall(call) }
                }
            }
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let processorSeconds = Double(clock() - processorBegan) / Double(CLOCKS_PER_SEC)
        print(seconds, processorSeconds)
    }
}

extension Store {
    /// Keeps what a call with keys 2 and 1 brings, each record when the one before is durable.
    fileprivate func keepWholeCall(_ number: Int) async {
        let caller = CallerNumber(callerID: "\(79_000_000_000 + number)", presentation: 0, cityCode: "495")
        let start = CallStart(uniqueID: "bench-\(number)", caller: caller, dialled: "hotline")
        let begun = await withCheckedContinuation { continuation in
            begin(start, at: Self.now, terms: .regulation, limits: Self.limits) { continuation.resume(returning: $0) }
        }
        guard case .success(.begun(let call)) = begun else { return }
        let consent = Consent(isGiven: true, digit: "1", promptVersion: "1")
        await keep(CallProgress(call: call.id, step: .contact, keys: "2", type: .ejournal, route: .ejournal))
        await keep(CallProgress(call: call.id, step: .finish, keys: "1", contact: ContactChoice(consent: consent)))
        await keep(CallProgress(call: call.id, step: .finish, outcome: .completed))
    }

    private func keep(_ progress: CallProgress) async {
        let result = await withCheckedContinuation { continuation in
            note(progress, at: Self.now) { continuation.resume(returning: $0) }
        }
        if case .failure(let error) = result { print(error) }
    }

    private static let limits = ArrivalLimits(callsPerHour: nil)
    private static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
