import Foundation
import GRDB
import HotlineCore
import HotlineStore
import HotlineTesting

/// A place for a database on the disk, gone with the test.
final class TemporaryFile: Sendable {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hotline-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "hotline.sqlite").path
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// A call that the store kept, with the appeal it has.
@dynamicMemberLookup struct KeptCall {
    let call: BegunCall
    let appeal: AppealNumber

    subscript<Value>(dynamicMember path: KeyPath<BegunCall, Value>) -> Value { call[keyPath: path] }
}

extension KeptCall {
    /// Refuses a call that was not kept with an appeal.
    init(_ arrival: CallArrival) throws {
        guard case .begun(let call) = arrival, let appeal = call.appeal else { throw StoreError.unknownCall }
        self.init(call: call, appeal: appeal)
    }
}

extension ArrivalLimits {
    /// As many calls as a test wants.
    static let none = ArrivalLimits(callsPerHour: nil)
}

extension Store {
    /// ``begin(_:at:terms:limits:completion:)`` for those who wait.
    func arrive(
        _ start: CallStart,
        at now: Instant = Fixtures.now,
        limits: ArrivalLimits = .none
    ) async throws -> CallArrival {
        try await withCheckedContinuation { continuation in
            begin(start, at: now, terms: .regulation, limits: limits) { continuation.resume(returning: $0) }
        }.get()
    }

    /// The same for a call that is kept.
    func begin(
        _ start: CallStart,
        at now: Instant = Fixtures.now,
        limits: ArrivalLimits = .none
    ) async throws -> KeptCall {
        try KeptCall(try await arrive(start, at: now, limits: limits))
    }

    /// ``openAppeal(for:at:terms:completion:)`` for those who wait.
    func openAppeal(for call: Identifier<Call>, at now: Instant = Fixtures.now) async throws -> KeptCall {
        let begun = try await withCheckedContinuation { continuation in
            openAppeal(for: call, at: now, terms: .regulation) { continuation.resume(returning: $0) }
        }.get()
        return try KeptCall(.begun(begun))
    }

    /// ``note(_:at:completion:)`` for those who wait.
    func note(_ progress: CallProgress, at now: Instant = Fixtures.now) async throws {
        let result: Result<Void, StoreError> = await withCheckedContinuation { continuation in
            note(progress, at: now) { continuation.resume(returning: $0) }
        }
        try result.get()
    }

    /// A call that keyed a type, agreed to texts and is at its end.
    func record(
        _ uniqueID: String = "1773313500.1",
        from phone: PhoneNumber = Fixtures.mobile(),
        route: AppealRoute = .ejournal,
        consent: Bool = true
    ) async throws -> KeptCall {
        let call = try await begin(Fixtures.callStart(uniqueID, from: Fixtures.caller(phone)))
        try await note(CallProgress(call: call.id, step: .type, keys: "2", type: route.type, route: route))
        let choice = ContactChoice(consent: Consent(isGiven: consent, digit: consent ? "1" : "3", promptVersion: "7"))
        try await note(CallProgress(call: call.id, step: .contact, keys: "1", contact: choice))
        try await note(CallProgress(call: call.id, step: .finish, outcome: .completed))
        return call
    }
}

extension Configuration {
    /// For a connection that leaves a transaction open between two accesses, as another program may.
    static var unsafe: Configuration {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return configuration
    }
}

extension Fixtures {
    /// A caller who withheld the number, and so makes an appeal each time.
    static let withheld = CallerNumber(callerID: nil, presentation: 0, cityCode: nil)
}
