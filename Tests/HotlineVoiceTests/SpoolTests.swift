import Foundation
import HotlineCore
import HotlineTesting
import HotlineVoice
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SpoolTests {
    private let now = Instant(seconds: 1_773_313_500)

    private func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-spool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path()
    }

    private func entry(_ count: Int, _ word: SpoolWord = .opened(appeal: nil)) -> SpoolEntry {
        SpoolEntry(id: "e\(count)", at: now, uniqueID: "1.\(count)", word: word)
    }

    private static let words: [SpoolWord] = [
        .begun(
            CallStart(
                uniqueID: "1.1",
                caller: CallerNumber(callerID: "8 (900) 000-00-42", presentation: 0, cityCode: "495"),
                dialled: "+74950000001"
            ),
            appeal: AppealNumber(1042)
        ),
        .begun(
            CallStart(
                uniqueID: "1.1",
                caller: CallerNumber(callerID: "anonymous", presentation: 0, cityCode: nil),
                dialled: nil
            ),
            appeal: nil
        ),
        .opened(appeal: AppealNumber(7)),
        .noted(CallProgress(call: Identifier(3), step: .type, keys: "5*#")),
        .noted(
            CallProgress(
                call: Identifier(-3),
                step: .className,
                type: .other,
                route: .equipment,
                role: .parent,
                className: "7",
                joinsOutage: true,
                link: .added,
                transfer: CallTransfer(end: .answered, answeredBy: "ivanova", rang: .seconds(7)),
                recording: CallRecording(
                    kind: .message,
                    file: "call-7-message.wav",
                    length: .milliseconds(5_120),
                    sha256: String(repeating: "a", count: 64),
                    isSilent: false
                ),
                contact: ContactChoice(
                    phone: try? PhoneNumber(e164: "+79000000077"),
                    consent: Consent(isGiven: true, digit: "2", promptVersion: "2\n\u{1}")
                ),
                outcome: .message
            )
        ),
        .left(
            CallStart(
                uniqueID: "1.1",
                caller: CallerNumber(callerID: "+79000000042", presentation: 0, cityCode: nil),
                dialled: "s"
            ),
            endedAt: Instant(seconds: 1_773_313_600),
            recording: nil
        ),
    ]

    @Test func `what goes into the spool comes out as it was, once, and in order`() async throws {
        let spool = CallSpool(folder: try folder())
        let entries = Self.words.enumerated().map { entry($0, $1) }
        for entry in entries { try spool.append(entry) }
        let taken = Taken()
        #expect(try await spool.takeIn { taken.add($0) } == SpoolReport(taken: entries.count))
        #expect(taken.all.map(\.id) == entries.map(\.id))
        #expect(taken.all == entries)
        #expect(try await spool.takeIn { taken.add($0) } == SpoolReport())
    }

    @Test func `what could not be taken in stays for the next time`() async throws {
        struct Refused: Error {}
        let spool = CallSpool(folder: try folder())
        for count in 0..<5 { try spool.append(entry(count)) }
        await #expect(throws: Refused.self) {
            _ = try await spool.takeIn { if $0.id == "e3" { throw Refused() } }
        }
        try spool.append(entry(5))
        let taken = Taken()
        _ = try await spool.takeIn { taken.add($0) }
        #expect(Set(taken.all.map(\.id)) == Set((0..<6).map { "e\($0)" }))
        #expect(taken.all.last?.id == "e5")
    }

    @Test func `a line torn by a crash is put aside, wherever it was torn, and nothing else is lost`() async throws {
        let folder = try folder()
        let spool = CallSpool(folder: folder)
        let journal = URL(filePath: "\(folder)/calls.journal")
        try spool.append(entry(1))
        let first = try Data(contentsOf: journal)
        try spool.append(entry(2, Self.words[4]))
        let whole = try Data(contentsOf: journal)
        for length in stride(from: first.count + 1, to: whole.count - 1, by: 7) {
            try whole.prefix(length).write(to: journal)
            try spool.append(entry(3))
            let taken = Taken()
            let report = try await spool.takeIn { taken.add($0) }
            #expect(taken.all.map(\.id).contains("e1"), "cut at \(length)")
            #expect(taken.all.map(\.id).contains("e3"), "cut at \(length)")
            #expect(report.broken == 1, "cut at \(length)")
        }
        #expect(FileManager.default.fileExists(atPath: "\(folder)/broken.journal"))
    }

    @Test func `several write while another takes in, and nothing is lost or doubled`() async throws {
        let folder = try folder()
        let taken = Taken()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    let spool = CallSpool(folder: folder)
                    for count in 0..<100 { try spool.append(entry(writer * 1_000 + count)) }
                }
            }
            group.addTask {
                let spool = CallSpool(folder: folder)
                for _ in 0..<20 {
                    _ = try await spool.takeIn { taken.add($0) }
                    await Task.yield()
                }
            }
            try await group.waitForAll()
        }
        _ = try await CallSpool(folder: folder).takeIn { taken.add($0) }
        #expect(taken.all.count == 300)
        #expect(Set(taken.all.map(\.id)).count == 300)
    }

    @Test func `the entries of one call are found again by another program`() throws {
        let folder = try folder()
        try CallSpool(folder: folder).append(entry(1))
        try CallSpool(folder: folder).append(entry(2))
        #expect(try CallSpool(folder: folder).entries(ofCall: "1.2").map(\.id) == ["e2"])
        #expect(try CallSpool(folder: folder).entries(ofCall: "9.9").isEmpty)
    }

    @Test func `a spool that cannot be written says so`() throws {
        #expect(throws: SpoolError.self) { try CallSpool(folder: "/proc/nowhere").append(entry(1)) }
    }

    @Test func `a number held ready is given out once, by whoever asks, and then there are none`() async throws {
        let folder = try folder()
        #expect(try HeldNumbers(folder: folder).take() == nil)
        try HeldNumbers(folder: folder).hold(ReservedNumbers(first: AppealNumber(1001), last: AppealNumber(1100)))
        let numbers = try await withThrowingTaskGroup(of: [AppealNumber].self) { group in
            for _ in 0..<4 {
                group.addTask { try (0..<30).compactMap { _ in try HeldNumbers(folder: folder).take() } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.count == 100)
        #expect(Set(numbers).count == 100)
        #expect(numbers.min() == AppealNumber(1001))
        #expect(HeldNumbers(folder: folder).left == 0)
    }

    @Test func `a damaged block of numbers is none`() throws {
        let folder = try folder()
        try Data("{".utf8).write(to: URL(filePath: "\(folder)/numbers.json"))
        #expect(HeldNumbers(folder: folder).block == nil)
        #expect(HeldNumbers(folder: folder).left == 0)
    }

    // MARK: A full disk

    @Test func `the spool goes on when the disk is full, also after a taking in that failed, and numbers are given`()
        async throws
    {
        struct Refused: Error {}
        let disk = try SmallDisk(size: 8 << 20)
        let spool = CallSpool(folder: disk.folder.appending(path: "spool").path())
        let numbers = HeldNumbers(folder: disk.folder.appending(path: "spool").path())
        try spool.makeRoom()
        try numbers.hold(ReservedNumbers(first: AppealNumber(1001), last: AppealNumber(1100)))
        try spool.append(entry(0))
        // Without room made before, it does not.
        let other = CallSpool(folder: disk.folder.appending(path: "other").path())
        try other.append(entry(0))
        try disk.fill()
        #expect(throws: SpoolError.self) { for count in 0..<100 { try other.append(entry(count)) } }
        for round in 0..<3 {
            for count in 1...100 { try spool.append(entry(round * 100 + count)) }
            #expect(try numbers.take()?.value == Int64(1001 + round))
            await #expect(throws: Refused.self) { _ = try await spool.takeIn { _ in throw Refused() } }
        }
        let taken = Taken()
        _ = try await spool.takeIn { taken.add($0) }
        #expect(taken.all.map(\.id) == (0...300).map { "e\($0)" })
        disk.end()
    }

    // MARK: The dialplan's notes

    private func leave(_ text: String, as name: String, in folder: String) throws {
        let dialplan = "\(folder)/dialplan"
        try FileManager.default.createDirectory(atPath: dialplan, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(dialplan)/\(name).txt"))
    }

    @Test func `a note of the dialplan is read, and a withheld number is not kept`() throws {
        let folder = try folder()
        try leave(
            """
            uniqueid: 1.1
            number: %2B79000000042
            presentation: allowed_not_screened
            called: 74950000001
            began: 2026-03-12T11:05:00Z
            ended: 2026-03-12T11:06:00Z

            """,
            as: "1.1",
            in: folder
        )
        try leave(
            """
            uniqueid: 1.2
            number: %2B79000000043
            presentation: prohib_passed_screen
            called: s
            began: 2026-03-12T11:07:00Z
            ended: 2026-03-12T11:08:00Z

            """,
            as: "1.2",
            in: folder
        )
        let spool = DialplanSpool(folder: folder, cityCode: "495")
        let notes = try spool.notes(now: now).notes
        #expect(notes.map(\.start.uniqueID) == ["1.1", "1.2"])
        #expect(notes.first?.start.caller.number?.e164 == "+79000000042")
        #expect(notes.first?.start.dialled == "74950000001")
        #expect(notes.last?.start.caller.number == nil)
        #expect(notes.last?.start.caller.raw == nil)
        for note in notes { try spool.remove(note) }
        #expect(try spool.notes(now: now).notes.isEmpty)
    }

    @Test func `a call still going on is left alone, and what is no note is put aside`() throws {
        let folder = try folder()
        let going = "uniqueid: 1.1\nnumber: \npresentation: unavailable\ncalled: s\nbegan: 2026-03-12T11:05:00Z\n"
        try leave(going, as: "1.1", in: folder)
        try leave("uniqueid: ../../etc/passwd\nended: 2026-03-12T11:05:00Z\n", as: "1.3", in: folder)
        let spool = DialplanSpool(folder: folder, cityCode: nil)
        let began = Instant(seconds: 1_773_313_500)
        let findings = try spool.notes(now: began + .seconds(60))
        #expect(findings.notes.isEmpty)
        #expect(findings.broken == 1)
        #expect(try spool.notes(now: began + .seconds(7_200)).notes.count == 1)
    }

    // MARK: Sound files

    private func sound(_ samples: [Int16], in folder: String, declared: Int? = nil) throws -> String {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
        let size = declared ?? samples.count * 2
        var bytes = Array("RIFF".utf8) + little(36 + size, 4) + Array("WAVEfmt ".utf8) + little(16, 4)
        bytes += little(1, 2) + little(1, 2) + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2)
        bytes += Array("data".utf8) + little(size, 4)
        for sample in samples { bytes += little(Int(UInt16(bitPattern: sample)), 2) }
        let path = "\(folder)/\(UUID().uuidString).wav"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    @Test func `a sound is told from silence and from the noise of a line`() throws {
        let folder = try folder()
        let tone = (0..<16_000).map { Int16(3_000 * sin(Double($0) / 5)) }
        let noise = (0..<16_000).map { Int16($0 % 17 - 8) }
        let spoken = try SoundFile.examine(try sound(tone, in: folder))
        #expect(!spoken.isSilent)
        #expect(spoken.length == .seconds(2))
        #expect(spoken.sha256.count == 64)
        #expect(try SoundFile.examine(try sound(noise, in: folder)).isSilent)
        #expect(try SoundFile.examine(try sound([], in: folder)).isSilent)
        // What a crash left: the header does not know how much followed.
        #expect(try SoundFile.examine(try sound(tone, in: folder, declared: 0)).length == .seconds(2))
    }

    @Test func `what is no sound, and a link to one, are refused`() throws {
        let folder = try folder()
        let letter = "\(folder)/letter.wav"
        try Data("a letter".utf8).write(to: URL(filePath: letter))
        #expect(throws: SoundFileError.self) { try SoundFile.examine(letter) }
        let link = "\(folder)/link.wav"
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: try sound([1, 2, 3], in: folder)
        )
        #expect(throws: SoundFileError.self) { try SoundFile.examine(link) }
        #expect(throws: SoundFileError.self) { try SoundFile.examine("\(folder)/none.wav") }
    }
}
