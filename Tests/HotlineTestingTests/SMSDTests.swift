import Foundation
import HotlineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SMSDTests {
    @Test func `a real smsd carries a text to the modem, and survives the modem's and its own death`() async throws {
        let folder = try TemporaryFolder()
        let device = folder.url.appending(path: "modem")
        let modem = try FakeModem(at: device)
        let smsd = try SMSD(in: folder.url, device: device)
        try smsd.start()
        try put("one", "To: 12025550101\nReport: yes\n\nfirst", into: smsd)
        let first = try #require(try await modem.texts().first)
        #expect(first.receiver == "+12025550101")
        #expect(first.text == "first")
        try await smsd.waitForFiles(1, in: "sent")

        modem.report(on: first)
        modem.receive("in", from: "+12025550102")
        try await modem.waitUntilCollected()
        try await smsd.waitForFiles(1, in: "report")
        try await smsd.waitForFiles(1, in: "incoming")

        try await modem.pull()
        #expect(!FileManager.default.fileExists(atPath: device.path()))
        await smsd.kill()
        try put("two", "To: 12025550101\n\nsecond", into: smsd)
        try modem.plugIn()
        try smsd.start()
        #expect(try await modem.texts(2).map(\.text) == ["first", "second"])
        await smsd.stop()
        #expect(modem.unreadableTexts == 0)
    }

    private func put(_ name: String, _ text: String, into smsd: SMSD) throws {
        let whole = smsd.folder.appending(path: name)
        try Data(text.utf8).write(to: whole)
        try FileManager.default.moveItem(at: whole, to: smsd.spool.appending(path: "outgoing/\(name)"))
    }
}
