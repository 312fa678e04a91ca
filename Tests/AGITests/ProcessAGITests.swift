import AGI
import Foundation
import Logging
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite(.timeLimit(.minutes(1)))
struct ProcessAGITests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `holds a call whose Asterisk has already said everything`() async throws {
        let (toUs, fromUs) = (Pipe(), Pipe())
        toUs.fileHandleForWriting.write(Data("agi_uniqueid: 1\n\n200 result=0\n200 result=1\n".utf8))
        try toUs.fileHandleForWriting.close()
        let reason = try await ProcessAGI.run(
            ScriptedDialogue([.send(.answer), .send(.setVariable("HOTLINE_STEP", "x")), .close]),
            input: dup(toUs.fileHandleForReading.fileDescriptor),
            output: dup(fromUs.fileHandleForWriting.fileDescriptor),
            logger: logger,
            perform: { work, done in done(work) }
        )
        #expect(reason == nil)
        try fromUs.fileHandleForWriting.close()
        let said = try fromUs.fileHandleForReading.readToEnd() ?? Data()
        #expect(String(decoding: said, as: UTF8.self) == "ANSWER\nSET VARIABLE \"HOTLINE_STEP\" \"x\"\n")
    }

    @Test func `does the last work after Asterisk is gone, and says why it ended`() async throws {
        let (toUs, fromUs) = (Pipe(), Pipe())
        let (works, saved) = AsyncStream.makeStream(of: String.self)
        toUs.fileHandleForWriting.write(Data("agi_uniqueid: 1\n\n".utf8))
        try toUs.fileHandleForWriting.close()
        try fromUs.fileHandleForReading.close()
        let input = dup(toUs.fileHandleForReading.fileDescriptor)
        let output = dup(fromUs.fileHandleForWriting.fileDescriptor)
        let reason = try await ProcessAGI.run(
            ScriptedDialogue([.send(.answer), .perform("save"), .close]),
            input: input,
            output: output,
            logger: logger,
            perform: { work, done in
                saved.yield(work)
                done(work)
            }
        )
        #expect(reason == .peerClosed)
        #expect(await works.first { _ in true } == "save")
    }

    @Test func `refuses a file in place of a pipe, and says which`() async throws {
        let output = Pipe()
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        let error = await #expect(throws: DescriptorError.self) {
            try await ProcessAGI.run(
                ScriptedDialogue([]),
                input: file,
                output: output.fileHandleForWriting.fileDescriptor,
                logger: logger,
                perform: { work, done in done(work) }
            )
        }
        #expect(error?.descriptor == file)
    }
}
