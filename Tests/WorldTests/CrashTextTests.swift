import Foundation
import HotlineCore
import HotlineStore
import HotlineTesting
import Testing

/// What is left when a service dies of a fault of its own, with callers in its hands.
@Suite(.timeLimit(.minutes(3)))
struct CrashTextTests {
    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT])
    func `a crash says nothing of whoever called`(signal: Int32) async throws {
        let hotline = try await Hotline([.asterisk, .companion])
        let caller = try await hotline.rings("+79000000042", name: "Петрова Анна")
        try await caller.hears("type-menu")
        try await caller.press("2")
        try await caller.hears("contact-mobile")
        for program in [hotline.agi, hotline.companion] {
            program.send(signal)
            #expect(try await program.waitForExit(within: .seconds(30)) == .signalled(signal))
            let words = program.standardError
            #expect(!words.contains("9000000042") && !words.contains("Петрова"))
            // Nor as bytes of a register or of the memory around: crash reports show these.
            #expect(!words.lowercased().replacing(" ", with: "").contains("373930303030303030"))
        }
        await caller.hangUp()
        await hotline.end()
    }
}
