import HotlineCore
import HotlineStore
import HotlineTesting

extension Store {
    /// Takes a call in.
    func begun(_ start: CallStart = Fixtures.callStart()) async throws -> BegunCall {
        let arrival = try await withCheckedContinuation { continuation in
            begin(start, at: Fixtures.now, terms: .regulation, limits: ArrivalLimits(callsPerHour: nil)) {
                continuation.resume(returning: $0)
            }
        }.get()
        guard case .begun(let call) = arrival else { throw StoreError.unknownCall }
        return call
    }
}
