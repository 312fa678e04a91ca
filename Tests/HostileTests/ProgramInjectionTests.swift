import HotlineCore
import HotlineTesting
import Testing

@testable import HotlineCompanion
@testable import HotlineMessaging

/// Programs that ours start: a file's name is one argument, and what they say is one line.
@Suite(.timeLimit(.minutes(2)))
struct ProgramInjectionTests {
    @Test func `a recogniser gets a file's name as it is, whatever it is`() async throws {
        let transcriber = Transcriber(
            ["sh", "-c", #"printf '%s' "$#/$1" | od -An -v -tx1"#, "sh"],
            limit: .seconds(20)
        )
        // A name with a NUL is none, and one of thousands of bytes no disk takes.
        for hostile in HostileText.allCases
        where !hostile.text.unicodeScalars.contains("\0") && hostile.text.utf8.count < 700 {
            let heard = try await transcriber.transcript(of: hostile.text).text
            let bytes = heard.split(separator: " ").compactMap { UInt8($0, radix: 16) }
            #expect(bytes == Array("1/\(hostile.text)".utf8), "\(hostile)")
        }
    }

    @Test(arguments: HostileText.allCases)
    func `what a mail program says is one line of a log, without who the mail was to`(hostile: HostileText) throws {
        let address = try MailAddress("parent.surname@family.example")
        let said = "550 \(hostile.text) <parent.surname@family.example> +79000000042 Parent.Surname unknown"
        let words = "\(ProgramWords(said, recipient: address))"
        #expect(words.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) || $0 == "…" })
        #expect(!words.lowercased().contains("surname") && !words.contains("9000000042"))
    }
}
