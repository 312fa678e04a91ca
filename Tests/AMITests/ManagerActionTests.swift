import AMI
import NIOCore
import Testing

struct ManagerActionTests {
    @Test func `an action is written as Asterisk reads it`() throws {
        let action = ManagerAction.userEvent(
            "Hello",
            [ManagerHeader("Note", "a: b"), ManagerHeader("Note", "7Б"), ManagerHeader("Empty", "")]
        )
        #expect(
            try encoded(action)
                == "Action: UserEvent\r\nActionID: 7\r\nUserEvent: Hello\r\nNote: a: b\r\nNote: 7Б\r\nEmpty: \r\n\r\n"
        )
        #expect(try encoded(.ping) == "Action: Ping\r\nActionID: 7\r\n\r\n")
    }

    @Test(arguments: ["a\nb", "a\rb", "a\r\nb", "a\0b", "\n"])
    func `a value with a line break or a NUL is refused, and nothing is written`(value: String) {
        var buffer = ByteBuffer()
        let action = ManagerAction("Ping", [ManagerHeader("Note", value)])
        #expect(throws: AMIError.forbiddenByte(action: "Ping", header: "Note")) {
            try action.encode(actionID: "7", into: &buffer)
        }
        #expect(throws: AMIError.forbiddenByte(action: "Ping", header: "ActionID")) {
            try ManagerAction.ping.encode(actionID: value, into: &buffer)
        }
        #expect(buffer.readableBytes == 0)
    }

    @Test(arguments: ["", "a b", "a:b", "a\nb", "a\0", "имя", "Action", "actionid"])
    func `a name that cannot be sent, or is not the caller's to give, is refused`(name: String) {
        #expect(throws: AMIError.badName(action: "Ping")) {
            try encoded(ManagerAction("Ping", [ManagerHeader(name, "x")]))
        }
    }

    @Test(arguments: ["", "a b", "Ping\r\nAction: Logoff"])
    func `an action without a plain name is refused`(name: String) {
        #expect(throws: AMIError.badName(action: "")) { try encoded(ManagerAction(name)) }
    }

    @Test func `no line is longer and there are no more headers than Asterisk reads`() throws {
        let longest = String(repeating: "x", count: 1_024 - "Note: \r\n".utf8.count)
        #expect(throws: Never.self) { try encoded(ManagerAction("Ping", [ManagerHeader("Note", longest)])) }
        #expect(throws: AMIError.headerTooLong(action: "Ping", header: "Note", length: 1_025, limit: 1_024)) {
            try encoded(ManagerAction("Ping", [ManagerHeader("Note", longest + "x")]))
        }
        let most = Array(repeating: ManagerHeader("Note", "x"), count: 126)
        #expect(throws: Never.self) { try encoded(ManagerAction("Ping", most)) }
        #expect(throws: AMIError.tooManyActionHeaders(action: "Ping", count: 129, limit: 128)) {
            try encoded(ManagerAction("Ping", most + [ManagerHeader("Note", "x")]))
        }
    }

    private func encoded(_ action: ManagerAction) throws(AMIError) -> String {
        var buffer = ByteBuffer()
        try action.encode(actionID: "7", into: &buffer)
        return String(buffer: buffer)
    }
}
