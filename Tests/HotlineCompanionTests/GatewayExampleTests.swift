import Foundation
import HotlineCompanion
import HotlineLaunch
import Testing

/// The examples of `config/examples`, each beside the files of secrets that it names.
@Suite(.timeLimit(.minutes(1))) struct GatewayExampleTests {
    private static let secrets: [(example: String, files: [String])] = [
        ("kannel", ["kannel.password", "kannel.secret", "kannel-status.password"]),
        ("smsc", ["smsc.password", "smsc.secret"]),
        ("smsru", ["smsru.token", "smsru.secret"]), ("android", ["android.password", "android.key", "android.secret"]),
        ("http", ["exolve.token"]),
    ]

    private func settings(_ example: String, in folder: Folder, with files: [String], secret: String) throws
        -> SettingsFile
    {
        let examples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/examples")
        let path = folder.url.appending(path: "\(example).json")
        try Data(contentsOf: examples.appending(path: "\(example).json")).write(to: path)
        for file in files { try Data("\(secret)\n".utf8).write(to: folder.url.appending(path: file)) }
        return try SettingsFile(path: path.path(percentEncoded: false))
    }

    @Test(arguments: secrets.indices)
    func `each example is in order once its secrets are there`(index: Int) throws {
        let (example, files) = Self.secrets[index]
        let folder = try Folder()
        let file = try settings(example, in: folder, with: files, secret: "s3cret")
        #expect(throws: Never.self) { try Companion.check(file) }
    }

    @Test(arguments: secrets.indices)
    func `secrets that are not there are all told at once, with their places`(index: Int) throws {
        let (example, files) = Self.secrets[index]
        let folder = try Folder()
        let file = try settings(example, in: folder, with: [], secret: "")
        let error = #expect(throws: SettingsError.self) { try Companion.check(file) }
        let lines = (error?.description ?? "").split(separator: "\n")
        #expect(lines.count == files.count)
        for name in files { #expect(lines.contains { $0.contains("/sms/gateways/0/") && $0.hasSuffix(name) }) }
    }

    @Test(arguments: ["kannel", "smsc", "smsru", "android"])
    func `a secret that cannot stand in a path is refused, and not repeated`(example: String) throws {
        let folder = try Folder()
        let files = try #require(Self.secrets.first { $0.example == example }).files
        let file = try settings(example, in: folder, with: files, secret: "se/cret?")
        let error = #expect(throws: SettingsError.self) { try Companion.check(file) }
        let told = error?.description ?? ""
        #expect(told.contains("/sms/gateways/0/callbackSecretFile"))
        #expect(!told.contains("se/cret"))
    }
}
