import AGI
import AMI
import HTTPClient
import HotlineCore
import HotlineTesting
import JSON
import NIOCore
import Testing

@testable import HotlineMessaging

/// What travels between programs: whatever the words, it is one command, one header, one value.
struct WireInjectionTests {
    @Test(arguments: HostileText.allCases)
    func `a command of AGI is one line that reads back as itself, or is refused`(hostile: HostileText) throws {
        for command in [Command.setVariable("HOTLINE_CLASS", hostile.text), .streamFile(hostile.text)] {
            guard let line = try? command.encoded() else {
                // Only what the wire cannot carry is refused: a break, a NUL, or more than Asterisk's buffer takes.
                #expect(hostile.text.utf8.contains { [0, 10, 13].contains($0) } || hostile.text.utf8.count > 1900)
                continue
            }
            #expect(!line.utf8.contains { [0, 10, 13].contains($0) })
            #expect(try Command(parsing: line).arguments == command.arguments)
        }
    }

    @Test(arguments: HostileText.allCases)
    func `an action of the manager has the headers it was given, or is refused`(hostile: HostileText) throws {
        let action = ManagerAction.originate(
            "PJSIP/101",
            context: "hotline",
            extension: "s",
            callerID: hostile.text,
            ring: .seconds(30),
            variables: [("WORDS", hostile.text)]
        )
        var buffer = ByteBuffer()
        do throws(AMIError) {
            try action.encode(actionID: "1", into: &buffer)
        } catch {
            #expect(hostile.text.utf8.contains { [0, 10, 13].contains($0) } || hostile.text.utf8.count > 900)
            #expect(buffer.readableBytes == 0)
            return
        }
        var decoder = ManagerDecoder(expectingGreeting: false)
        guard case .message(let message)? = try decoder.decode(buffer: &buffer) else {
            Issue.record("no message")
            return
        }
        #expect(message.headers.map(\.name) == ["Action", "ActionID"] + action.headers.map(\.name))
        #expect(message.values(of: "Variable").map { Array($0.utf8) } == [Array("WORDS=\(hostile.text)".utf8)])
        #expect(buffer.readableBytes == 0)
    }

    @Test(arguments: HostileText.allCases)
    func `a value of JSON stays one value under one key`(hostile: HostileText) throws {
        let value: JSON = .object(JSONObject([("words", .string(hostile.text)), ("role", "author")]))
        // A NUL is written as JSON says, and read by nobody of ours.
        guard !hostile.text.unicodeScalars.contains("\0") else {
            #expect(throws: JSONSyntaxError.self) { try JSON(parsing: value.encoded()) }
            return
        }
        for pretty in [false, true] {
            let read = try JSON(parsing: value.encoded(pretty: pretty))
            #expect(read.objectValue?.count == 2 && read["role"]?.stringValue == "author")
            #expect(read["words"]?.stringValue.map { Array($0.utf8) } == Array(hostile.text.utf8))
        }
    }

    @Test(arguments: HostileText.allCases)
    func `a query of a gateway has the values it was given`(hostile: HostileText) throws {
        let query = percentEncoded(query: [("to", "79000000042"), ("text", hostile.text), ("from", "1539")])
        let fields = FormFields(query)
        #expect(fields["text"] == Array(hostile.text.utf8))
        #expect(fields.text("to") == "79000000042" && fields.text("from") == "1539")
        #expect(query.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }

    @Test(arguments: HostileText.allCases)
    func `a file of smsd's has the headers it was given, and the text as it is`(hostile: HostileText) throws {
        let encoding = SMSEncoding(of: hostile.text)
        let part = MessagePart(
            message: Identifier(1),
            index: 0,
            count: 1,
            recipient: Fixtures.mobile(),
            text: hostile.text,
            encoding: encoding
        )
        var file = SMSToolsFile(part)
        file[SMSToolsFile.keyHeader] = hostile.text
        let read = try #require(SMSToolsFile(file.bytes))
        #expect(read.headers.map(\.name) == file.headers.map(\.name) && read["To"] == "79000000042")
        #expect(read.body == file.body)
    }

    @Test(arguments: HostileText.allCases)
    func `what a caller gives for a number is kept and never dialled`(hostile: HostileText) {
        let caller = CallerNumber(callerID: hostile.text, presentation: 0, cityCode: "495")
        #expect(caller.number.map { $0.e164.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) } } ?? true)
        #expect(!"\(caller)".contains(hostile.text))
    }

    @Test(arguments: HostileText.allCases)
    func `words in a template's place are no template`(hostile: HostileText) {
        let texts = Fixtures.regulation().texts
        var appeal = Fixtures.appeal(type: .ejournal, route: .ejournal, consent: true)
        appeal.result = hostile.text
        appeal.form.description = hostile.text
        let text = texts.text(.closed, of: appeal)
        #expect(text.contains(hostile.text.trimmingForTexts))
        #expect(!texts.text(.assigned, of: appeal).contains(hostile.text))
    }
}

extension String {
    /// The start of the text, as far as no end of a line stands in it: what a text may leave out begins there.
    fileprivate var trimmingForTexts: String {
        String(unicodeScalars.prefix { $0.properties.generalCategory != .control }.map(Character.init))
    }
}
