import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// The database is away, or nothing of ours works, and no caller is lost.
@Suite(.timeLimit(.minutes(4)))
struct SpoolTests {
    @Test
    func `the database deleted in mid-call: the caller hears a number, and the record is there after the next start`()
        async throws
    {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(at: hotline.folder.appending(path: "hotline.sqlite\(ending)"))
        }
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))

        // A whole call without a database.
        let second = try await hotline.rings("+79000000043")
        try await second.hears("type-menu")
        try await second.press("1")
        try await second.leavesNoMessage()
        try await second.hears("finish-number")
        await second.hangUp()
        try await hotline.asterisk.waitUntilIdle()

        await hotline.agi.terminate()
        for _ in 0..<2 {
            try await hotline.startAGI()
            let store = try Store(path: hotline.folder.appending(path: "hotline.sqlite").path())
            let calls = try await hotline.wait(for: "both calls") {
                let calls = try await store.calls(limit: 10)
                return calls.count == 2 && calls.allSatisfy { $0.outcome != nil } ? calls : nil
            }
            let appeals = try await store.appeals(AppealFilter())
            #expect(Set(calls.map(\.keys)) == ["2#", "1#"])
            #expect(appeals.count == 2)
            #expect(Set(appeals.map(\.type)) == [.ejournal, .technical])
            // The second caller was told a number that was held ready; the database does not give it out again.
            #expect(appeals.contains { $0.number.value > 1000 })
            #expect(try await store.audit().isEmpty)
            try store.close()
            await hotline.agi.terminate()
        }
        await hotline.end()
    }

    @Test func `another program holds the database: the call goes on in the spool and is taken in once it is free`()
        async throws
    {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed"))
        let path = hotline.folder.appending(path: "hotline.sqlite").path()
        let holder = try ChildProcess(
            "/usr/bin/python3",
            [
                "-c",
                """
                import sqlite3, sys
                held = sqlite3.connect(sys.argv[1], isolation_level=None)
                held.execute("BEGIN IMMEDIATE")
                print("held", flush=True)
                sys.stdin.read()
                import time
                time.sleep(600)
                """, path,
            ]
        )
        try await holder.waitForOutput(containing: "held", within: .seconds(20))
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("3")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        await caller.hangUp()
        try await hotline.asterisk.waitUntilIdle()
        #expect(try await hotline.store.calls(limit: 10).isEmpty)
        await holder.kill()
        await hotline.agi.terminate()
        try await hotline.startAGI()
        let call = try await hotline.endedCall()
        #expect(call.keys == "3#")
        #expect(try await hotline.store.appeal(call.appeal)?.type == .lessonQuality)
        await hotline.end()
    }

    @Test func `the disk is full: nobody hangs, and both records are there once it has room again`() async throws {
        let disk = try SmallDisk(size: 16 << 20)
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(consent: "assumed", disk: disk))
        // It gets full in the middle of one call.
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try disk.fill()
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        try await caller.waitForBye(within: .seconds(30))
        // And of another one nothing can be kept but what the spool has room for.
        let second = try await hotline.rings("+79000000043")
        try await second.hears("type-menu")
        try await second.press("1")
        try await second.saysSomething()
        await second.hangUp()
        try await hotline.asterisk.waitUntilIdle()
        #expect(try await hotline.store.calls(limit: 10).contains { $0.outcome != nil } == false)

        try disk.free()
        for _ in 0..<2 {
            let calls = try await hotline.wait(for: "both calls", within: .seconds(100)) {
                let calls = try await hotline.store.calls(limit: 10)
                return calls.count == 2 && calls.allSatisfy { $0.outcome != nil } ? calls : nil
            }
            #expect(Set(calls.map(\.keys)) == ["2#", "1"])
            #expect(Set(calls.compactMap(\.caller?.e164)) == ["+79000000042", "+79000000043"])
            let appeals = try await hotline.store.appeals(AppealFilter())
            #expect(Set(appeals.map(\.type)) == [.ejournal, .technical])
            #expect(try await hotline.store.audit().isEmpty)
            await hotline.agi.terminate()
            try await hotline.startAGI()
        }
        await hotline.end()
        try hotline.store.close()
        disk.end()
    }

    @Test func `the database can only be read at the start: a call is taken in once it can be written`() async throws {
        let disk = try SmallDisk(size: 16 << 20)
        let hotline = try await Hotline(
            .asterisk,
            Hotline.Wishes(consent: "assumed", disk: disk, isDiskShared: false)
        )
        await hotline.agi.terminate()
        try hotline.store.close()
        try await disk.set(readOnly: true)
        try await hotline.startAGI()
        let caller = try await hotline.rings()
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.leavesNoMessage()
        try await caller.hears("finish-number")
        await caller.hangUp()
        try await hotline.asterisk.waitUntilIdle()

        try await disk.set(readOnly: false)
        let store = try Store(path: disk.folder.appending(path: "hotline.sqlite").path())
        for _ in 0..<2 {
            let call = try await hotline.wait(for: "the call", within: .seconds(60)) {
                let calls = try await store.calls(limit: 10)
                return calls.count == 1 && calls[0].outcome != nil ? calls[0] : nil
            }
            #expect(call.keys == "2#")
            #expect(call.caller?.e164 == "+79000000042")
            #expect(try await store.appeal(call.appeal)?.type == .ejournal)
            await hotline.agi.terminate()
            try await hotline.startAGI()
        }
        await hotline.end()
        try store.close()
        disk.end()
    }

    @Test func `nothing of ours works: the dialplan records, and the next start takes that in, once`() async throws {
        let hotline = try await Hotline(.asterisk, Hotline.Wishes(globals: ["HOTLINE_PROGRAM": "/bin/false"]))
        await hotline.agi.kill()
        let caller = try await hotline.rings()
        try await caller.hears("fallback-message")
        // The pauses within the prompt are shorter; what follows the tone is not.
        try await caller.waitForSilence(of: .seconds(1))
        try await caller.speak(try WAVFile.samples(of: Hotline.sound("greeting")))
        await caller.hangUp()
        try await hotline.asterisk.waitUntilIdle()
        for _ in 0..<2 {
            try await hotline.startAGI()
            let call = try await hotline.endedCall()
            #expect(call.outcome == .message)
            #expect(call.caller?.e164 == "+79000000042")
            #expect(call.recordings.map(\.isSilent) == [false])
            #expect(try await hotline.store.appeal(call.appeal)?.status == .received)
            await hotline.agi.terminate()
        }
        let left = try FileManager.default.contentsOfDirectory(
            atPath: hotline.folder.appending(path: "spool/dialplan").path()
        )
        #expect(left.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".wav") } == [])
        await hotline.end()
    }

    @Test func `a call nobody took down is found in the exchange's account and becomes a call-back task`() async throws
    {
        let hotline = try await Hotline(
            [.asterisk, .companion],
            Hotline.Wishes(globals: ["HOTLINE_PROGRAM": "/bin/false", "HOTLINE_SPOOL": "/nowhere"])
        )
        await hotline.agi.kill()
        let caller = try await hotline.rings()
        try await caller.hears("fallback-message")
        await caller.hangUp()
        try await hotline.asterisk.waitUntilIdle()
        let hidden = try await hotline.rings(headers: [
            ("P-Asserted-Identity", "<sip:+12025550199@127.0.0.1>"), ("Privacy", "id"),
        ])
        try await hidden.hears("fallback-message")
        await hidden.hangUp()
        let calls = try await hotline.wait(for: "the calls that were found", within: .seconds(90)) {
            let calls = try await hotline.store.calls(limit: 10)
            return calls.count == 2 ? calls : nil
        }
        #expect(calls.map(\.outcome) == [.failed, .failed])
        let call = try #require(calls.first { $0.caller?.e164 == "+79000000042" })
        #expect(calls.contains { $0.caller == nil })
        #expect(try await hotline.store.appeal(call.appeal)?.status == .received)
        let balance = try await hotline.store.callBalance(
            from: call.startedAt + .seconds(-60),
            to: call.startedAt + .seconds(3600)
        )
        #expect(balance.text == "2 звонка, 2 записи, 0 потеряно")
        await hotline.end()
    }
}
