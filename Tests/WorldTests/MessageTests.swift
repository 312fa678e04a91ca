import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The spoken message.
@Suite(.timeLimit(.minutes(4)))
struct MessageTests {
    @Test func `a hang-up while speaking is the usual end: the sound is kept, whole and named by the record`()
        async throws
    {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.hears("message")
        try await caller.saysSomething()
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .message)
        #expect(call.step == .message)
        let recording = try #require(call.recordings.first)
        #expect(recording.file == "call-\(call.id)-message.wav")
        #expect(!recording.isSilent)
        #expect(recording.length > .seconds(2))
        let file = hotline.folder.appending(path: "recordings/\(recording.file)")
        let sum = try ChildProcess("/usr/bin/sha256sum", [file.path()])
        try await sum.waitForExit()
        #expect(sum.standardOutput.hasPrefix(recording.sha256))
        #expect(!hotline.agi.standardError.contains("79000000042"))
        await hotline.end()
    }

    @Test func `what was said is written down by a recogniser after the call, for those who may see it`() async throws {
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(consent: "assumed", transcriber: try Recogniser.program())
        )
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.hears("message")
        // «Здравствуйте! Горячая линия школы…»
        try await caller.saysSomething()
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.recordings.count == 1)
        let told = try await hotline.command("show", "1")
        #expect(told.status == .exited(0))
        var shown = told.output
        while !shown.contains("Слова записаны программой") {
            try await Task.sleep(for: .milliseconds(200))
            shown = try await hotline.command("show", "1").output
        }
        #expect(shown.lowercased().contains("горячая линия школы"))
        #expect(!hotline.companion.standardError.lowercased().contains("горячая"))
        await hotline.end()
    }

    @Test func `who says nothing is asked once more and gets a number all the same`() async throws {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("1")
        try await caller.hears("message-silence", within: .seconds(60))
        try await caller.saysSomething()
        try await caller.press("#")
        try await caller.hears("message-kept")
        try await caller.hears("finish-number")
        await caller.hangUp()
        let call = try await hotline.endedCall()
        #expect(call.outcome == .message)
        #expect(call.recordings.map(\.isSilent) == [true, false])
        await hotline.end()
    }

    @Test func `a number with an open appeal hears how it stands, adds to it, or makes a new one`() async throws {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        var caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.waitForBye(within: .seconds(30))
        _ = try await hotline.endedCall(1)

        caller = try await hotline.rings()
        try await caller.hears("known-menu")
        try await caller.press("1")
        try await caller.hears("status-received")
        try await caller.waitForBye(within: .seconds(30))
        #expect(try await hotline.endedCall(2).outcome == .status)

        caller = try await hotline.rings()
        try await caller.hears("known-menu")
        try await caller.press("2")
        try await caller.hears("message-add")
        try await caller.saysSomething()
        await caller.hangUp()
        var call = try await hotline.endedCall(3)
        #expect(call.link == .added)
        #expect(call.appeal == AppealNumber(1))

        caller = try await hotline.rings()
        try await caller.hears("known-menu")
        try await caller.press("3")
        try await caller.hears("type-menu")
        try await caller.press("1")
        try await caller.leavesNoMessage()
        try await caller.waitForBye(within: .seconds(30))
        call = try await hotline.endedCall(4)
        #expect(call.appeal == AppealNumber(2))
        #expect(call.link == .made)
        await hotline.end()
    }
}
