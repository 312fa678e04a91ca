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

extension Store {
    /// ``begin(_:at:terms:completion:)`` for those who wait.
    func begin(_ start: CallStart, at now: Instant = Fixtures.now) async throws -> BegunCall {
        try await withCheckedContinuation { continuation in
            begin(start, at: now, terms: .regulation) { continuation.resume(returning: $0) }
        }.get()
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
    ) async throws -> BegunCall {
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
