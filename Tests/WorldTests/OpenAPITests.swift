import Foundation
import HTTPClient
import HotlineClient
import HotlineCore
import HotlineStore
import HotlineTesting
import JSON
import Testing

/// `config/openapi.json` against a real `hotlined`: every operation asked for over TLS by every role, and every answer checked.
@Suite(.timeLimit(.minutes(5)))
struct OpenAPITests {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

    /// The members of the staff, by their roles.
    private static let logins: [Role: String] = [
        .hotline: "ivanova", .ejournal: "petrov", .technician: "sidorov", .head: "root", .psychologist: "dusha",
        .director: "glavny", .siteAdmin: "sayt",
    ]

    @Test func `every answer, and every refusal, is as the file describes it`() async throws {
        let python = try OpenAPITools.python
        let phone = try SIPPhone(.keepsRinging)
        let way = "PJSIP/petrov/sip:{digits}@127.0.0.1:\(phone.port)"
        let elsewhere = try await Elsewhere(
            .asterisk,
            Hotline.Wishes(
                settings: """
                    "backup": {"folder": "backups"}, "email": {"command": ["/bin/true"], "from": "hotline@school.example"},
                    """,
                accounts: ["sayt": "sayt", "golova": "root"],
                emails: ["golova": "golova@school.example", "glavny": "glavny@school.example"],
                phones: ["petrov": phone],
                call: #"{"specialist": "\#(way)", "author": "\#(way)", "ring": "30s"}"#
            )
        )
        let hotline = elsewhere.hotline
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        var tokens: JSONObject = [:]
        for (role, login) in Self.logins.sorted(by: { $0.value < $1.value }) {
            tokens[role.rawValue] = .string(try await elsewhere.token(for: login))
        }
        let plan: JSON = [
            "spec": .string(Self.project.appending(path: "config/openapi.json").standardizedFileURL.path()),
            "server": .string(elsewhere.address), "ca": .string(elsewhere.authority.certificate.path()),
            "tokens": .object(tokens),
            "logins": .object(JSONObject(Self.logins.map { ($0.key.rawValue, .string($0.value)) })),
            "appeal": .integer(try await recorded(hotline).value), "made": try await tokenOnTheSocket(hotline),
        ]
        let file = hotline.folder.appending(path: "plan.json")
        try Data(plan.encoded().utf8).write(to: file)
        let probe = try ChildProcess(
            python.path(),
            [Self.project.appending(path: "scripts/probe-api").standardizedFileURL.path(), file.path()]
        )
        let status = try await probe.waitForExit(within: .seconds(240))
        #expect(status == .exited(0), "\(probe.standardOutput)\(probe.standardError)")
        #expect(probe.standardOutput.isEmpty && probe.standardError.contains(" operations, "), "\(probe.standardError)")
        let log = hotline.companion.standardError
        for token in tokens {
            let secret = String((token.value.stringValue ?? "").suffix(43))
            #expect(secret.count == 43 && !log.contains(secret.prefix(8)))
        }
        #expect(!log.contains("9000000042") && !log.contains("Иванова"))
        await elsewhere.end()
        #expect(try await hotline.store.audit().isEmpty)
    }

    /// An appeal of a call with a recording.
    private func recorded(_ hotline: Hotline) async throws -> AppealNumber {
        let number = try await hotline.takeCall("1.1", from: "+79000000042", route: .ejournal, at: .now())
        let folder = hotline.folder.appending(path: "recordings")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let sound = folder.appending(path: "call-1-message.wav")
        try FileManager.default.copyItem(at: Hotline.sound("greeting"), to: sound)
        let sum = try ChildProcess("/usr/bin/sha256sum", [sound.path()])
        try await sum.waitForExit()
        let recording = CallRecording(
            kind: .message,
            file: sound.lastPathComponent,
            length: .seconds(3),
            sha256: String(sum.standardOutput.prefix(64)),
            isSilent: false
        )
        _ = try await hotline.store.adopt(recording, ofCall: "1.1", at: .now())
        return try await hotline.appeal(number, .distributed).number
    }

    /// What the socket answers when a token is made there.
    private func tokenOnTheSocket(_ hotline: Hotline) async throws -> JSON {
        let answer = try await HTTPClient().send(
            HTTPRequest(
                .post,
                "http://localhost\(StaffAPI.tokens)",
                body: Array(TokenOrder(label: "проба").json.encoded().utf8),
                unixSocketPath: hotline.folder.appending(path: "hotlined.sock").path()
            )
        )
        try #require(answer.status == 200, "\(answer.text)")
        return try JSON(parsing: answer.body)
    }
}
