import HotlineClient
import HotlineCore
import Testing

/// What a shell offers to who types a number.
@Suite struct CompletionWordsTests {
    @Test(arguments: [
        ("", ["1", "12", "7"]), ("1", ["1", "12"]), ("12", ["12"]), ("3", []), ("№", ["№1", "№12", "№7"]),
        ("№1", ["№1", "№12"]), ("№3", []), ("x", []),
    ]) func `numbers are offered as they are begun, with the sign or without`(typed: String, offered: [String]) {
        let numbers = [1, 12, 7].map { AppealNumber($0) }
        #expect(CompletionWords.numbers(numbers, for: typed) == offered)
    }

    @Test func `a verb is offered the appeals that it does not refuse`() throws {
        var open = AppealDocument.received(at: CivilTime(Instant(seconds: 1_773_313_500), offset: 10800))
        open.status = .inProgress
        var closed = open
        closed.status = .closed
        var anonymised = closed
        anonymised.anonymisedAt = closed.receivedAt
        let all = [open, closed, anonymised]
        #expect(CompletionWords.Kind(verb: "show") == nil)
        let reopen = try #require(CompletionWords.Kind(verb: "reopen"))
        #expect(!reopen.query.isOpen && all.map(reopen.holds) == [false, true, true])
        let anonymise = try #require(CompletionWords.Kind(verb: "anonymise"))
        #expect(!anonymise.query.isOpen && all.map(anonymise.holds) == [false, true, false])
        let callBack = try #require(CompletionWords.Kind(verb: "call-back"))
        #expect(callBack.query.needsCall)
        #expect(
            CompletionWords.Kind.open.query.isOpen && all.map(CompletionWords.Kind.open.holds) == [true, false, false]
        )
    }
}
