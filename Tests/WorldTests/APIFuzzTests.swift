import Foundation
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import JSON
import Testing

/// `config/openapi.json` against a real `hotlined`, asked for what nobody thought of; see `scripts/fuzz-api`.
@Suite(.timeLimit(.minutes(6)))
struct APIFuzzTests {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    @Test func `whatever is asked is answered as the file says, and the service stays as it is`() async throws {
        let python = try OpenAPITools.fuzzer
        let elsewhere = try await Elsewhere(
            [],
            Hotline.Wishes(
                settings: """
                    "backup": {"folder": "backups"}, "email": {"command": ["/bin/true"], "from": "hotline@school.example"},
                    """,
                emails: ["golova": "golova@school.example", "glavny": "glavny@school.example"]
            )
        )
        let hotline = elsewhere.hotline
        for place in 0..<3 {
            _ = try await hotline.takeCall("f.\(place)", from: "+7900000004\(place)", route: .ejournal, at: .now())
        }
        let token = try await elsewhere.token(for: "golova")
        let plan: JSON = [
            "spec": .string(Self.project.appending(path: "config/openapi.json").standardizedFileURL.path()),
            "server": .string(elsewhere.address), "ca": .string(elsewhere.authority.certificate.path()),
            "token": .string(token), "folder": .string(hotline.folder.path()), "seed": 1, "examples": 8,
        ]
        let file = hotline.folder.appending(path: "fuzz.json")
        try Data(plan.encoded().utf8).write(to: file)
        let script = Self.project.appending(path: "scripts/fuzz-api").standardizedFileURL.path()
        let fuzzer = try ChildProcess(python.path(), [script, file.path()])
        let status = try await fuzzer.waitForExit(within: .seconds(300))
        #expect(status == .exited(0), "\(fuzzer.standardOutput.suffix(20_000))\(fuzzer.standardError)")
        #expect(hotline.companion.isRunning)
        // Nothing it was sent made an error of it, or is in its log. Calls that are simulated in the past have terms that are over.
        let log = hotline.companion.standardError
        let errors = log.split(separator: "\n").filter {
            $0.contains(" error ") && !$0.hasSuffix("Terms were watched late.")
        }
        #expect(errors == [])
        #expect(!log.contains(token.suffix(20)))
        await elsewhere.end()
        #expect(try await hotline.store.audit().isEmpty)
    }
}
