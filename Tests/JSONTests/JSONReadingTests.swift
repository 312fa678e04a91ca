import JSON
import Testing

private enum Role: String, CaseIterable, Sendable {
    case hotline, technician, head
}

private struct Member: Hashable, Sendable {
    let login: String
    let roles: [Role]
    let phone: String?
    let limit: Int
}

private struct School: Hashable, Sendable {
    let name: String
    let staff: [Member]
}

extension JSONShape where Value == Member {
    fileprivate static var member: JSONShape {
        .object { fields in
            let login = fields.required("login", .nonEmptyString)
            let roles = fields.required("roles", .array(of: .oneOf(Role.self)))
            let phone = fields.optional("phone", .phone)
            let limit = fields.optional("limit", .integer(in: 1...10), default: 3)
            return try Member(login: login.get(), roles: roles.get(), phone: phone.get(), limit: limit.get())
        }
    }
}

extension JSONShape where Value == String {
    fileprivate static var phone: JSONShape {
        string.parsed(as: "a number such as +12025550123") { $0.hasPrefix("+") ? $0 : nil }
    }
}

extension JSONShape where Value == School {
    fileprivate static var school: JSONShape {
        .object { fields in
            fields.ignored("$schema")
            let name = fields.required("name", .string)
            let staff = fields.optional("staff", .array(of: .member), default: [])
            if let members = staff.value, members.count > 1, Set(members.map(\.login)).count < members.count {
                throw fields.fault("must not name one login twice", at: "staff")
            }
            return try School(name: name.get(), staff: staff.get())
        }
    }
}

extension JSONShape where Value == String {
    /// A gateway, whose keys depend on its kind.
    fileprivate static var gateway: JSONShape {
        .object { fields in
            switch try fields.selector("kind", .oneOf(Kind.self)) {
            case .console: return "console"
            case .kannel: return try fields.required("url", .string).get()
            }
        }
    }

    private enum Kind: String, CaseIterable, Sendable {
        case console, kannel
    }
}

/// Reads a text in a shape and gives the faults, one a line.
private func faults<Value>(of text: String, as shape: JSONShape<Value>) throws -> String {
    let json = try JSON(parsing: text)
    let faults = #expect(throws: JSONFaults.self) { try json.read(as: shape) }
    return faults?.description(file: "hotline.json") ?? ""
}

@Suite struct JSONReadingTests {
    @Test func `a text of the right shape becomes a value`() throws {
        let text = """
            {"$schema": "x", "staff": [{"login": "a", "roles": ["head"], "phone": null},
             {"login": "b", "roles": [], "phone": "+12025550101", "limit": 10}], "name": "S"}
            """
        let school = try JSON(parsing: text).read(as: .school)
        #expect(school.name == "S")
        #expect(
            school.staff == [
                Member(login: "a", roles: [.head], phone: nil, limit: 3),
                Member(login: "b", roles: [], phone: "+12025550101", limit: 10),
            ]
        )
    }

    @Test func `all faults are told at once, in the order of the file`() throws {
        let text = """
            {
              "staff": [
                {"login": " ", "roles": ["heed", "hotline", 5], "phone": "123", "limit": 11},
                {"phne": "+12025550101", "login": 5, "roles": "head"},
                7
              ],
              "nmae": "S"
            }
            """
        #expect(
            try faults(of: text, as: .school) == """
                hotline.json: /staff/0/login: must be a string that is not empty
                hotline.json: /staff/0/roles/0: must be one of "hotline", "technician", "head"; did you mean "head"?
                hotline.json: /staff/0/roles/2: must be a string, not a whole number
                hotline.json: /staff/0/phone: must be a number such as +12025550123
                hotline.json: /staff/0/limit: must be from 1 to 10
                hotline.json: /staff/1/phne: unknown key "phne"; did you mean "phone"?
                hotline.json: /staff/1/login: must be a string, not a whole number
                hotline.json: /staff/1/roles: must be an array, not a string
                hotline.json: /staff/2: must be an object, not a whole number
                hotline.json: /nmae: unknown key "nmae"; did you mean "name"?
                hotline.json: /name: is missing
                """
        )
    }

    @Test func `a fault that shows only when keys are seen together has its place`() throws {
        let text = #"{"staff": [{"login": "a", "roles": []}, {"login": "a", "roles": []}], "name": 1}"#
        #expect(
            try faults(of: text, as: .school) == """
                hotline.json: /staff: must not name one login twice
                hotline.json: /name: must be a string, not a whole number
                """
        )
    }

    @Test func `a fault of the whole text has no pointer`() throws {
        #expect(try faults(of: "[]", as: .school) == "hotline.json: must be an object, not an array")
        #expect(throws: JSONFaults.self) { try JSON.null.read(as: .string) }
    }

    @Test func `where no known key is near, all are named`() throws {
        let text = #"{"name": "S", "colour": 1}"#
        let expected = #"hotline.json: /colour: unknown key "colour"; known here: $schema, name, staff"#
        #expect(try faults(of: text, as: .school) == expected)
    }

    @Test func `an unreadable selector leaves the other keys unjudged`() throws {
        let expected = #"hotline.json: /kind: must be one of "console", "kannel"; did you mean "kannel"?"#
        #expect(try faults(of: #"{"kind": "kanel", "url": "u", "from": 1}"#, as: .gateway) == expected)
        #expect(try faults(of: #"{"url": "u"}"#, as: .gateway) == "hotline.json: /kind: is missing")
        let other = #"hotline.json: /ulr: unknown key "ulr"; known here: kind"#
        #expect(try faults(of: #"{"kind": "console", "ulr": 1}"#, as: .gateway) == other)
        #expect(try JSON(parsing: #"{"kind": "kannel", "url": "u"}"#).read(as: .gateway) == "u")
    }

    @Test func `an object with free keys keeps their order and tells faults of keys and values`() throws {
        let shape = JSONShape.entries(.phone, .integer)
        let entries = try JSON(parsing: #"{"+2": 2, "+1": 1}"#).read(as: shape)
        #expect(entries.map(\.key) == ["+2", "+1"])
        #expect(entries.map(\.value) == [2, 1])
        #expect(
            try faults(of: #"{"+2": "x", "a/b~": 1}"#, as: shape) == """
                hotline.json: /+2: must be a whole number, not a string
                hotline.json: /a~1b~0: must be a number such as +12025550123
                """
        )
    }

    @Test func `a conversion says why it cannot`() throws {
        let even = JSONShape<Int>.integer.converted { number in
            guard number.isMultiple(of: 2) else { throw JSONMismatch("must be even") }
            return number / 2
        }
        #expect(try JSON.integer(4).read(as: even) == 2)
        #expect(try faults(of: "3", as: even) == "hotline.json: must be even")
        #expect(try JSON.null.read(as: even.orNull()) == nil)
    }

    @Test func `an error of the type that is made is told in its own words`() throws {
        struct Crooked: Error, CustomStringConvertible {
            let description = "must be straight"
        }
        struct Line {
            init(_ text: String) throws(Crooked) {
                guard text == "|" else { throw Crooked() }
            }
        }
        let shape = JSONShape<[Line]>.array(of: JSONShape<String>.string.converted(Line.init))
        #expect(try faults(of: #"["|", "~"]"#, as: shape) == "hotline.json: /1: must be straight")
    }

    @Test func `a shape of one's own can try one kind and then another`() throws {
        let words = JSONShape<[String]> { reader in
            if case .string(let word) = reader.value { return [word] }
            return try reader.read(.array(of: .string))
        }
        #expect(try JSON.string("a").read(as: words) == ["a"])
        #expect(try JSON.array(["a", "b"]).read(as: words) == ["a", "b"])
        #expect(try faults(of: "[1]", as: words) == "hotline.json: /0: must be a string, not a whole number")
    }

    @Test func `a fault is one line whatever the key`() throws {
        let text = "{\"name\": \"S\", \"a\\nb\\u001b\": 1}"
        let told = try faults(of: text, as: .school)
        #expect(told.split(whereSeparator: \.isNewline).count == 1)
        #expect(!told.contains("\u{1B}"))
    }

    @Test(arguments: [
        ("phne", "phone"), ("hpone", "phone"), ("PHONE", "phone"), ("phones", "phone"), ("emial", "email"),
        ("logn", "login"),
    ])
    func `a slip of the keyboard is recognised`(written: String, meant: String) throws {
        let shape = JSONShape<Bool>.object { fields in
            for key in ["login", "phone", "email"] { fields.ignored(key) }
            return true
        }
        let told = try faults(of: "{\"\(written)\": 1}", as: shape)
        #expect(told == "hotline.json: /\(written): unknown key \"\(written)\"; did you mean \"\(meant)\"?")
    }
}
