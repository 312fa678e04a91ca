import Foundation
import HotlineClient
import HotlineCore
import HotlineLaunch
import HotlineStore
import HotlineTesting
import Testing

@testable import HotlineCompanion

/// A call that is played for trying out, and kept.
@Suite(.timeLimit(.minutes(1))) struct SimulationRunnerTests {
    private static let settings = """
        {
          "school": {"name": "ГБОУ Школа № 1539", "shortName": "Школа 1539", "hotlineNumber": "+74950000001",
                     "timeZone": "Europe/Moscow", "cityCode": "495"},
          "store": {"path": "hotline.sqlite"},
          "socket": {"path": "hotlined.sock", "group": null},
          "agi": {"listen": "127.0.0.1:1", "spool": "spool", "recordings": "recordings"},
          "staff": [
            {"login": "ivanova", "name": "Иванова И. И.", "roles": ["hotline"], "phone": "+79000000001"},
            {"login": "petrov", "name": "Петров П. П.", "roles": ["ejournal"], "phone": "+79000000002"},
            {"login": "sidorov", "name": "Сидоров С. С.", "roles": ["technician"], "phone": "+79000000003"},
            {"login": "golova", "name": "Голова Г. Г.", "roles": ["head"], "phone": "+79000000004"},
            {"login": "dusha", "name": "Душа Д. Д.", "roles": ["psychologist"], "phone": "+79000000005"}
          ],
          "sms": {"gateways": [{"kind": "console"}], "consent": "asked", "callbackListen": "127.0.0.1:1"}
        }
        """

    @Test func `a request that comes twice makes one call, and is told of that one`() async throws {
        let folder = try Folder()
        let path = folder.url.appending(path: "hotline.json")
        try Data(Self.settings.utf8).write(to: path)
        let runner = SimulationRunner(file: try SettingsFile(path: path.path))
        let store = try Store.inMemory()
        let order = SimulationOrder(from: "+79000000042", keys: "1,1", at: nil, hangupAfter: nil)
        let person = Fixtures.person(.head)
        func run(_ key: String?, asking content: String = "1,1") async throws -> SimulationOutcome {
            let request = key.map { StaffRequest(key: $0, by: person, asking: content) }
            return try await runner.run(order, request: request, now: Fixtures.now, store: store)
        }
        let first = try await run("k1")
        #expect(!first.moments.isEmpty && first.appeal != nil)
        let second = try await run("k1")
        #expect(second.moments.isEmpty && second.appeal == first.appeal && second.calls == first.calls)
        #expect(second.messages.map(\.id) == first.messages.map(\.id))
        #expect(try await store.calls(limit: 9).count == 1)
        await #expect(throws: StoreError.refused(.requestReused)) { try await run("k1", asking: "2") }
        _ = try await run("k2")
        _ = try await run(nil)
        _ = try await run(nil)
        #expect(try await store.calls(limit: 9).count == 4)
        #expect(try await store.audit().isEmpty)
    }
}
