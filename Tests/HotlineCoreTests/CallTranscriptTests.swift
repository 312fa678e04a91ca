import HotlineCore
import Testing

@Suite struct CallTranscriptTests {
    @Test(arguments: [
        ("Журнал не открывается.\n", CallTranscript.words("Журнал не открывается.")),
        ("  два \r\n слова\t\u{1B}[31m ", .words("два слова [31m")),
        ("а\u{200B}б\u{2028}в\u{0}г", .words("а б в г")),
        ("", .nothing), (" \n\t", .nothing),
    ]) func `what a recogniser wrote is taken on one line`(written: String, transcript: CallTranscript) {
        #expect(CallTranscript(written: written).text == transcript.text)
    }

    @Test func `more than a message can hold is cut`() {
        let long = String(repeating: "я", count: CallTranscript.longest + 5)
        #expect(CallTranscript(written: long).text.count == CallTranscript.longest)
    }

    @Test func `words print themselves in no way`() {
        let words = CallTranscript.words("журнал не открывается")
        var dumped = ""
        dump(words, to: &dumped)
        for text in ["\(words)", String(reflecting: words), dumped] { #expect(!text.contains("журнал")) }
    }
}
