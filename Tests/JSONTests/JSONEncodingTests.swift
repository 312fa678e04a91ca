import JSON
import Testing

@Suite struct JSONEncodingTests {
    @Test(arguments: [
        #"{"z":1,"a":{"y":[],"b":{}},"m":[1,-2,3.5,null,true,false]}"#,
        #"{"имя":"Иванова И. И.","line":"a\nb\t\"q\" \\ /"}"#,
        #"["\u0001","😀"]"#,
        "[9223372036854775807,-9223372036854775808]",
    ])
    func `a text that was read is written again as it was, keys in their order`(text: String) throws {
        #expect(try JSON(parsing: text).encoded() == text)
    }

    @Test(arguments: [
        (0.1, "0.1"), (1.0, "1.0"), (-0.0, "-0.0"), (1e100, "1e100"), (1.0 / 3, "0.3333333333333333"),
        (.leastNormalMagnitude, "2.2250738585072014e-308"), (0.1 + 0.2, "0.30000000000000004"),
        (.greatestFiniteMagnitude, "1.7976931348623157e308"),
    ])
    func `a number is written in as few digits as read back the same`(number: Double, text: String) throws {
        #expect(JSON.number(number).encoded() == text)
        #expect(try JSON(parsing: text) == .number(number))
    }

    @Test func `numbers of different lengths all survive one text`() throws {
        let json: JSON = [.number(0.1), .number(1.0 / 3), .number(0.1 + 0.2), .number(123456789.25)]
        #expect(try JSON(parsing: json.encoded()) == json)
    }

    @Test func `what JSON cannot say becomes null`() {
        #expect(JSON.array([.number(.nan), .number(.infinity), .number(-.infinity)]).encoded() == "[null,null,null]")
    }

    @Test func `a NUL is written as an escape, in a string and in a key`() {
        #expect(JSON.object(["a\0b": "c\0d"]).encoded() == #"{"a\u0000b":"c\u0000d"}"#)
    }

    @Test func `text made of broken UTF-8 is written repaired`() {
        let broken = String(decoding: [0x61, 0xFF, 0x62] as [UInt8], as: UTF8.self)
        #expect(JSON.string(broken).encoded() == "\"a\u{FFFD}b\"")
    }

    @Test func `empty strings and keys keep their place`() {
        #expect(JSON.object(["": "", "a": []]).encoded() == #"{"":"","a":[]}"#)
    }

    @Test func `for people each entry has a line`() {
        let json: JSON = ["number": 7, "terms": [1, 2], "empty": [:]]
        #expect(
            json.encoded(pretty: true) == """
                {
                  "number": 7,
                  "terms": [
                    1,
                    2
                  ],
                  "empty": {}
                }
                """
        )
    }

    @Test func `literals and optionals make values`() {
        let name: String? = nil
        let json: JSON = ["a": JSON(name), "b": JSON(Int?.some(3)), "c": 1.5, "d": nil, "e": [true, "\(2)x"]]
        #expect(json.encoded() == #"{"a":null,"b":3,"c":1.5,"d":null,"e":[true,"2x"]}"#)
    }

    @Test func `a value prints and dumps its kind and nothing it holds`() {
        let json: JSON = ["name": "Hidden", "list": ["Hidden"]]
        var dumped = ""
        dump(json, to: &dumped)
        dump(json.objectValue, to: &dumped)
        #expect(!("\(json)" + String(reflecting: json) + "\(json.objectValue as Any)" + dumped).contains("Hidden"))
    }
}

@Suite struct JSONObjectTests {
    @Test func `a new key goes to the end, a changed one stays, a removed one leaves the order`() {
        var object: JSONObject = ["a": 1, "b": 2, "c": 3]
        object["b"] = 20
        object["d"] = 4
        object["a"] = nil
        object["zz"] = nil
        #expect(object.keys == ["b", "c", "d"])
        #expect(object.map(\.value) == [20, 3, 4])
        #expect(object.count == 3)
    }

    @Test func `order does not matter to equality`() {
        let one: JSONObject = ["a": 1, "b": [2]]
        let other: JSONObject = ["b": [2], "a": 1]
        #expect(one == other)
        #expect(Set([one, other]).count == 1)
        #expect(one != ["a": 1])
        #expect(JSON.integer(1) != .number(1))
    }

    @Test func `of one key written twice the last value counts`() {
        #expect(JSON.object(["a": 1, "b": 2, "a": 3]).encoded() == #"{"a":3,"b":2}"#)
    }
}
