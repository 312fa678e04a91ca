import HotlineCore
import Testing

struct EmailAddressTests {
    @Test(arguments: ["a@b", "parent@family.example", "имя@почта.рф", "a.b+c@d-e.example"])
    func `what looks like an address is one`(text: String) { #expect(EmailAddress.isPlausible(text)) }

    @Test(arguments: [
        "", "a", "@b", "a@", "a@b@c", "a b@c", "a@b..c", "a@.b", "a@b.", "a,b@c", "<a@b>", "a\n@b", "a\u{7F}@b",
        "a\u{9B}@b",
        "a\u{202E}@b", "a\u{2028}@b", "\"a\"@b",
        // A sign with a mark on it is one character, and no such sign.
        "a,\u{301}b@c", "<\u{301}a@b", "\"\u{FE0F}a@b", "a@[\u{301}b]",
    ])
    func `what would break a head, or steer a terminal, is none`(text: String) {
        #expect(!EmailAddress.isPlausible(text))
    }
}
