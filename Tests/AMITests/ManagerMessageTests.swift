import AMI
import Testing

struct ManagerMessageTests {
    private let message = ManagerMessage([
        ManagerHeader("Event", "UserEvent"), ManagerHeader("Uniqueid", "test-1.1"), ManagerHeader("Note", "one"),
        ManagerHeader("NOTE", "two"), ManagerHeader("Empty", ""),
    ])

    @Test func `a header is found in any case, and repeated ones are kept in order`() {
        #expect(message["uniqueID"] == "test-1.1")
        #expect(message["note"] == "one")
        #expect(message.values(of: "Note") == ["one", "two"])
        #expect(message["Empty"] == "")
        #expect(message["Not"] == nil)
        #expect(message.headers.count == 5)
    }

    @Test(arguments: [
        ([("Response", "Success")], ManagerMessage.Kind.response, true),
        ([("Response", "Goodbye")], .response, true),
        ([("Response", "Error"), ("Message", "Success")], .response, false),
        ([("Event", "Hangup")], .event("Hangup"), false),
        ([("Event", "UserEvent"), ("Response", "Success"), ("ActionID", "1")], .event("UserEvent"), false),
        ([("Note", "x"), ("Event", "Hangup")], .other, false),
        ([], .other, false),
    ])
    func `only the first header says what a message is`(
        headers: [(String, String)],
        kind: ManagerMessage.Kind,
        isSuccess: Bool
    ) {
        let message = ManagerMessage(headers.map { ManagerHeader($0.0, $0.1) })
        #expect(message.kind == kind)
        #expect(message.isSuccess == isSuccess)
    }

    @Test func `nothing that was sent or received prints itself`() {
        var printed = "\(message) \(message.headers) \(ManagerCredentials(user: "anna", secret: "two"))"
        printed += "\(ManagerAction("Login", [ManagerHeader("Secret", "two")]))"
        dump(message, to: &printed)
        dump(ManagerAction("Login", [ManagerHeader("Secret", "two")]), to: &printed)
        dump(ManagerCredentials(user: "anna", secret: "two"), to: &printed)
        for word in ["test-1.1", "one", "two", "anna"] { #expect(!printed.contains(word)) }
    }
}
