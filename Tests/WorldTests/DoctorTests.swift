import Foundation
import HotlineCore
import HotlineTesting
import Testing

/// `hotline doctor` with a real Asterisk: all is well, and then one thing after the other is not.
@Suite(.timeLimit(.minutes(3)))
struct DoctorTests {
    private struct Report: Decodable {
        struct Check: Decodable {
            var name: String
            var state: String
            var found: String
            var cure: String?
        }
        var good: Bool
        var checks: [Check]

        func state(_ name: String) -> String? { checks.first { $0.name == name }?.state }
        func check(_ name: String) -> Check? { checks.first { $0.name == name } }
    }

    private func report(_ hotline: Hotline) async throws -> Report {
        try await hotline.answer(Report.self, "doctor")
    }

    @Test func `each part is looked at, and each fault has its cure`() async throws {
        let hotline = try await Hotline([.asterisk, .companion], Hotline.Wishes(settings: Self.mail))
        try await hotline.companion.waitForOutput(containing: "The exchange can be heard.", within: .seconds(20))
        let pbx = hotline.folder.appending(path: "pbx/data/sounds")
        let secret = hotline.folder.appending(path: "ami.password").path()
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        // Made by this test and not by a program of ours, which would see to that.
        for name in ["hotline.sqlite", "hotline.sqlite-wal", "spool"] {
            let path = hotline.folder.appending(path: name).path()
            try FileManager.default.setAttributes(
                [.posixPermissions: name == "spool" ? 0o770 : 0o660],
                ofItemAtPath: path
            )
        }
        let well = try await report(hotline)
        for name in [
            "settings", "database", "asterisk", "dialplan", "sounds", "agi", "gateway", "outbox", "spool", "rights",
            "disk", "site",
        ] {
            #expect(well.state(name) == "good", "\(name): \(well.check(name)?.found ?? "not looked at")")
        }
        #expect(well.state("mail") == "fault" && well.check("mail")?.cure != nil)
        #expect(try await hotline.command("doctor").status == .exited(1))

        // The server that takes calls is gone.
        await hotline.agi.terminate()
        let deaf = try await report(hotline)
        #expect(deaf.state("agi") == "fault" && deaf.check("agi")?.cure?.contains("hotline-agi") == true)
        try await hotline.startAGI()

        // The prompts are gone: their folder has another name.
        let sounds = pbx.appending(path: "ru_hotline")
        let aside = pbx.appending(path: "ru_gone")
        try FileManager.default.moveItem(at: sounds, to: aside)
        let mute = try await report(hotline)
        #expect(mute.state("sounds") == "fault" && mute.check("sounds")?.cure?.hasPrefix("ln -s") == true)
        try FileManager.default.moveItem(at: aside, to: sounds)

        // Everybody may read the secret, and the settings are not those the service has.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
        let settings = hotline.folder.appending(path: "hotline.json")
        try Data(contentsOf: settings).write(to: settings)
        let open = try await report(hotline)
        #expect(open.state("rights") == "fault" && open.check("rights")?.cure == "chmod 640 \(secret)")
        #expect(open.state("settings") == "warning")

        // Asterisk is gone.
        await hotline.asterisk.stop()
        let alone = try await hotline.wait(for: "a missed exchange", within: .seconds(20)) {
            let report = try await self.report(hotline)
            return report.state("asterisk") == "fault" ? report : nil
        }
        #expect(alone.check("asterisk")?.cure != nil && alone.state("dialplan") == nil)
        let told = try await hotline.command("doctor")
        #expect(told.output.contains("✗  Asterisk") && told.output.contains("   → "), "\(told.output)")
        // Who may not see messages may not see this either.
        #expect(!told.output.contains("s3cret"))
        await hotline.end()
    }

    /// Mail by a program that is not there.
    private static let mail =
        #""email": {"command": ["/usr/sbin/no-such-sendmail"], "from": "hotline@school.example"},"#

    @Test func `without the service it is said that it is not there`() async throws {
        let hotline = try await Hotline([])
        let told = try await hotline.command("doctor")
        #expect(told.status == .exited(69) && told.words.contains("hotlined"))
        // What can be seen without it is looked at.
        let socket = hotline.folder.appending(path: "hotlined.sock").path()
        #expect(told.output.hasPrefix("✗  служба"), "\(told.output)")
        for word in ["\(socket): не отвечает", "systemctl start hotlined", "место на диске", "✗  приём звонков"] {
            #expect(told.output.contains(word), "\(told.output)")
        }
        let report = try await hotline.command("doctor", "--json")
        let found = try JSONDecoder().decode(Report.self, from: Data(report.output.utf8))
        #expect(report.status == .exited(69) && found.state("service") == "fault" && found.state("settings") == "good")
        let table = try await hotline.command("doctor", "--csv")
        #expect(table.status == .exited(69) && table.output.hasPrefix("name,state,found,cure\r\nservice,fault,"))
        let settings = hotline.folder.appending(path: "hotline.json")
        let text = try String(contentsOf: settings, encoding: .utf8)
        try Data(text.replacing("\"shortName\"", with: "\"shortNam\"").utf8).write(to: settings)
        let wrong = try await hotline.command("config", "check", "--json")
        #expect(wrong.status == .exited(78) && wrong.output.contains("\"good\": false"), "\(wrong)")
        #expect(wrong.output.contains("/shortNam") && wrong.words.contains("/shortNam"))
        await hotline.end()
    }
}
