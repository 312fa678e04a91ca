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
}
