import HotlineCore
import JSON
import Testing

struct HTTPTemplateTests {
    private static func value(_ place: HTTPPlace) -> String? {
        switch place {
        case .text: "a\"b\\c\n{to}"
        case .to: "+79000000042"
        case .toNumber: "79000000042"
        case .priority: "100"
        default: nil
        }
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("{to}", "+79000000042"), ("a{to}b{to}", "a+79000000042b+79000000042"),
        ("{{to}}", "{to}"), ("{{{to}}}", "{+79000000042}"), ("}}{{", "}{"), ("%{to}%", "%+79000000042%"),
    ])
    func `places are filled, and doubled braces are braces`(text: String, filled: String) throws {
        #expect(try HTTPTemplate(text).filled(with: Self.value) == filled)
    }

    @Test func `what is filled in is never read as a template`() throws {
        #expect(try HTTPTemplate("<{text}>").filled(with: Self.value) == "<a\"b\\c\n{to}>")
    }

    @Test func `only what stands in a place is escaped`() throws {
        #expect(try HTTPTemplate("a+{to}").filled(escaping: { "[\($0)]" }, with: Self.value) == "a+[+79000000042]")
    }

    @Test func `a place without a value leaves nothing`() throws {
        #expect(try HTTPTemplate("x{from}").filled(with: Self.value) == nil)
    }

    @Test(arguments: ["{", "}", "a{to", "{to}}", "{{to}"])
    func `a brace alone is a fault`(text: String) {
        #expect(throws: HTTPTemplate.Fault.openBrace) { try HTTPTemplate(text) }
    }

    @Test func `a place that is none is named, beside those there are`() {
        #expect(throws: HTTPTemplate.Fault.unknownPlace("phone")) { try HTTPTemplate("{phone}") }
        #expect("\(HTTPTemplate.Fault.unknownPlace("phone"))".contains("to, toDigits, toNumber, text"))
    }

    @Test func `no text ends the JSON string it stands in, and numbers stand bare`() throws {
        let template = HTTPJSONTemplate.object([
            HTTPJSONField("text", .text(try HTTPTemplate("{text}"))), HTTPJSONField("to", .toNumber),
            HTTPJSONField("words", .text(try HTTPTemplate("n {toNumber}"))), HTTPJSONField("priority", .priority),
            HTTPJSONField("from", .from), HTTPJSONField("list", .array([.text(HTTPTemplate(.to)), .value(true)])),
        ])
        let filled = try #require(template.filled(with: Self.value)).encoded()
        #expect(
            filled == "{\"text\":\"a\\\"b\\\\c\\n{to}\",\"to\":79000000042,\"words\":\"n 79000000042\","
                + "\"priority\":100,\"list\":[\"+79000000042\",true]}"
        )
    }
}

struct HTTPPointerTests {
    private static let json: JSON = [
        "a": ["b": 1, "c/d": "x", "e~f": true], "list": [["id": "7"], ["id": 8]], "empty": "", "null": nil,
        "sms": ["79000000042": ["code": 100]],
    ]

    @Test(
        arguments: [
            ("/a/b", "1"), ("/a/c~1d", "x"), ("/a/e~0f", "true"), ("/list/0/id", "7"), ("/list/1/id", "8"),
            ("/list/*/id", "7"), ("/sms/*/code", "100"), ("/a", nil), ("/a/x", nil), ("/list/2/id", nil),
            ("/list/-1/id", nil),
            ("/empty", nil), ("/null", nil), ("/a/b/c", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `a pointer leads to a text, a number or a truth value`(pointer: String, text: String?) throws {
        #expect(try #require(HTTPPointer(pointer)).text(in: Self.json) == text)
    }

    @Test(arguments: ["a", "a/b", "/a~2", "/a~"])
    func `what is nearly a pointer is refused`(text: String) {
        #expect(HTTPPointer(text) == nil)
    }
}
