import JSON
import Testing

/// A text that is refused, and what is said of it.
struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let error: String

    init(_ name: String, _ text: String, _ error: String) {
        self.init(name, bytes: Array(text.utf8), error)
    }

    init(_ name: String, bytes: [UInt8], _ error: String) {
        self.testDescription = name
        self.bytes = bytes
        self.error = error
    }

    static let all: [Refusal] = [
        Refusal("trailing comma in an array", "[1,]", "f:1:4: unexpected token near ']'"),
        Refusal("trailing comma in an object", #"{"a":1,}"#, "f:1:8: string or '}' expected near '}'"),
        Refusal("missing comma", "[\n  \"a\"\n  \"b\"]", "f:3:5: ']' expected near '\"b\"'"),
        Refusal("duplicate key", #"{"a":1,"a":2}"#, "f:1:10: duplicate object key near '\"a\"'"),
        Refusal(
            "byte order mark",
            bytes: [0xEF, 0xBB, 0xBF] + Array("{}".utf8),
            "f:1:1: invalid token near '\u{FFFD}'"
        ),
        Refusal("NUL escape", #"["\u0000"]"#, #"f:1:9: \u0000 is not allowed without JSON_ALLOW_NUL"#),
        Refusal("NUL byte", bytes: Array("[".utf8) + [0] + Array("]".utf8), "f:1:2: invalid token near end of file"),
        Refusal(
            "nesting beyond 2 048",
            String(repeating: "[", count: 3_000),
            "f:1:2049: maximum parsing depth reached near '['"
        ),
        Refusal(
            "whole number beyond 64 bits",
            "[9223372036854775808]",
            "f:1:20: too big integer near '9223372036854775808'"
        ),
        Refusal("negative beyond 64 bits", "[-9223372036854775809]", "f:1:21: too big negative integer"),
        Refusal("number beyond a Double", "[1e400]", "f:1:6: real number overflow near '1e400'"),
        Refusal("half of a surrogate pair", #"["\ud83d"]"#, #"f:1:9: invalid Unicode '\uD83D'"#),
        Refusal("halves in the wrong order", #"["\ude00\ud83d"]"#, #"f:1:15: invalid Unicode '\uDE00'"#),
        Refusal(
            "invalid UTF-8",
            bytes: Array("[\"".utf8) + [0xFF] + Array("\"]".utf8),
            "f:1:2: unable to decode byte 0xff"
        ),
        Refusal(
            "overlong UTF-8",
            bytes: Array("[\"".utf8) + [0xC0, 0x80] + Array("\"]".utf8),
            "f:1:2: unable to decode byte 0xc0"
        ),
        Refusal("leading zero", "[01]", "f:1:2: invalid token near '0'"),
        Refusal("not a number", "[NaN]", "f:1:4: invalid token near 'NaN'"),
        Refusal("single quotes", "['a']", "f:1:2: invalid token near '''"),
        Refusal("comment", "{} // end", "f:1:4: end of file expected near '/'"),
        Refusal("two values", "{}\n{}", "f:2:1: end of file expected near '{'"),
        Refusal("line break in a string", "[\"a\nb\"]", "f:1:3: unexpected newline near '\"a'"),
        Refusal("nothing", "", "f:1:1: unexpected token near end of file"),
        Refusal("white space", " \n ", "f:2:1: unexpected token near end of file"),
        Refusal("cut short", #"{"a": "#, "f:1:6: unexpected token near end of file"),
        Refusal("column in characters, not bytes", "[\"Школа\" 1]", "f:1:10: ']' expected near '1'"),
    ]
}

@Suite struct JSONParsingTests {
    @Test(arguments: Refusal.all)
    func `what is only nearly JSON is refused with its line and column`(refusal: Refusal) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: refusal.bytes, file: "f") }
        let description = error?.description ?? ""
        #expect(description.hasPrefix(refusal.error), "\(description)")
        #expect(description.allSatisfy { !$0.isNewline })
    }

    @Test(arguments: Refusal.all)
    func `the error of a text that came from no file quotes none of it`(refusal: Refusal) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: refusal.bytes) }
        #expect(error?.description.contains(" near '") == false)
        #expect(error?.file == nil)
    }

    @Test func `a quotation near a fault cannot move a terminal's cursor`() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSON(parsing: "[\"\u{9B}2J\u{202E}\" 1 \"x\"", file: "f")
        }
        #expect(error?.message.unicodeScalars.contains { $0.value == 0x9B || $0.value == 0x202E } == false)
    }

    @Test func `every kind of value is read`() throws {
        let text = #"{"n":null,"t":true,"f":false,"i":-9223372036854775808,"d":1.5,"s":"Школа \u0041😀","a":[[],{}]}"#
        let json = try JSON(parsing: text)
        #expect(json["n"]?.isNull == true)
        #expect(json["t"]?.boolValue == true)
        #expect(json["f"]?.boolValue == false)
        #expect(json["i"] == .integer(.min))
        #expect(json["d"]?.numberValue == 1.5)
        #expect(json["s"]?.stringValue == "Школа A😀")
        #expect(json["a"]?.arrayValue?.count == 2)
        #expect(json["a"]?[1]?.objectValue?.isEmpty == true)
        #expect(json["a"]?[2] == nil)
        #expect(json["missing"] == nil)
        #expect(json[0] == nil)
    }

    @Test(arguments: ["null", "true", "12", "1.5", "\"a\""])
    func `a text may be one value that is no object and no array`(text: String) throws {
        #expect(try JSON(parsing: text).encoded() == text)
    }

    @Test func `keys that look alike but differ in their bytes are different keys`() throws {
        let json = try JSON(parsing: "{\"\u{0439}\":1,\"\u{0438}\u{0306}\":2}")
        #expect(json["\u{0439}"]?.integerValue == 1)
        #expect(json["\u{0438}\u{0306}"]?.integerValue == 2)
        #expect(json.encoded() == "{\"\u{0439}\":1,\"\u{0438}\u{0306}\":2}")
    }

    @Test func `2 048 levels are read and written again`() throws {
        let text = String(repeating: "[", count: 2_048) + String(repeating: "]", count: 2_048)
        #expect(try JSON(parsing: text).encoded() == text)
    }

    @Test func `a slice of bytes is read like the whole`() throws {
        let bytes = Array("xx[1]xx".utf8)
        #expect(try JSON(parsing: bytes[2..<5]) == [1])
        #expect(try JSON(parsing: bytes[2..<5].lazy.map(\.self)) == [1])
    }
}
