import HotlineCore
import JSON
import Testing

@Suite struct SettingsTests {
    @Test(arguments: ConfigFolder.examples)
    func `the project's own files are without faults`(name: String) throws {
        #expect(try ConfigFolder.faults(of: ConfigFolder.json(name)).isEmpty)
    }

    @Test func `every role and every route of the school's file has somebody with a phone`() throws {
        let settings = try Settings(ConfigFolder.json("hotline.json"))
        #expect(Set(settings.staff.flatMap(\.roles)) == Set(Role.allCases))
        #expect(settings.staff.allSatisfy { $0.phone?.e164.hasPrefix("+7900000000") == true })
        #expect(settings.routing == .regulation)
        #expect(settings.terms == TermSettings())
        #expect(settings.storePath == "../var/hotline.sqlite")
        #expect(settings.agi.listen.description == "127.0.0.1:4573")
        #expect(settings.calendar.open.count == 5)
        #expect(settings.menu == MenuSettings())
        #expect(settings.asterisk == AsteriskSettings())
        #expect(settings.agi.transcriber == nil)
        #expect(settings.sms.quietHours?.from == 22 * 60)
        #expect(settings.sms.quietHours?.to == 8 * 60)
    }

    @Test func `the Kannel example is a Kannel gateway`() throws {
        let settings = try Settings(ConfigFolder.json("examples/kannel.json"))
        guard case .kannel(let kannel)? = settings.sms.gateways.first else {
            Issue.record("no Kannel gateway")
            return
        }
        #expect(kannel.url == "http://127.0.0.1:13013/cgi-bin/sendsms")
        #expect(kannel.password == .file("kannel.password"))
        #expect(kannel.callbackSecret == .file("kannel.secret"))
        #expect(kannel.from == "1539")
        #expect(kannel.status?.url == "http://127.0.0.1:13000/status.txt")
    }

    @Test func `the smstools example is a modem's spool, and each of its folders may be elsewhere`() throws {
        let json = try ConfigFolder.json("examples/smstools.json")
        func gateway(_ json: JSON) throws -> SMSToolsSettings? {
            guard case .smstools(let smstools)? = try Settings(json).sms.gateways.first else { return nil }
            return smstools
        }
        let smstools = try #require(try gateway(json))
        #expect(smstools.name == "smstools")
        #expect(smstools.spool == "/var/spool/sms")
        #expect(smstools.report == nil)
        let changed = json.replacing("sms/gateways/0/report", with: "/var/spool/sms/reports")
            .replacing("sms/gateways/0/name", with: "modem")
        #expect(try gateway(changed)?.report == "/var/spool/sms/reports")
        #expect(try gateway(changed)?.name == "modem")
        let told = ConfigFolder.faults(of: json.replacing("sms/gateways/0/name", with: "a modem"))
        #expect(told == ["F: /sms/gateways/0/name: must be one word of Latin letters and digits, a letter first"])
    }

    /// A place, what is written there (`nil` takes it away), and the fault that is told.
    private static let faults: [(path: String, value: JSON?, fault: String)] = [
        ("school", nil, "F: /school: is missing"),
        ("school", [], "F: /school: must be an object, not an array"),
        ("school/name", " ", "F: /school/name: must be a string that is not empty"),
        ("school/shortName", nil, "F: /school/shortName: is missing"),
        (
            "school/hotlineNumber", "84950000001",
            "F: /school/hotlineNumber: must be a telephone number such as \"+74950000001\""
        ),
        ("school/timeZone", "", "F: /school/timeZone: must be a string that is not empty"),
        ("school/cityCode", "49", "F: /school/cityCode: must be three digits"),
        ("school/cityCode", "４９５", "F: /school/cityCode: must be three digits"),
        ("store/path", 1, "F: /store/path: must be a string, not a whole number"),
        ("socket/path", "", "F: /socket/path: must be a string that is not empty"),
        ("socket/group", "", "F: /socket/group: must be a string that is not empty"),
        ("agi/listen", "4573", "F: /agi/listen: must be host:port such as \"127.0.0.1:4573\""),
        ("agi/listen", "127.0.0.1:65536", "F: /agi/listen: must be host:port such as \"127.0.0.1:4573\""),
        ("agi/listen", "::1:4573", "F: /agi/listen: must be host:port such as \"127.0.0.1:4573\""),
        ("agi/spool", nil, "F: /agi/spool: is missing"),
        ("agi/recordings", nil, "F: /agi/recordings: is missing"),
        (
            "menu/afterType", "records",
            "F: /menu/afterType: must be one of \"record\", \"transfer\"; did you mean \"record\"?"
        ),
        ("menu/fullForm", "x", "F: /menu/fullForm: must be one of \"always\", \"closedHours\", \"never\""),
        ("menu/firstKey", "5", "F: /menu/firstKey: must be a duration such as \"15s\", \"30m\", \"24h\" or \"365d\""),
        ("menu/firstKey", "0s", "F: /menu/firstKey: must be from 1s to 30s"),
        ("menu/betweenKeys", "1m", "F: /menu/betweenKeys: must be from 1s to 30s"),
        (
            "menu/betweenKeys", "-3s",
            "F: /menu/betweenKeys: must be a duration such as \"15s\", \"30m\", \"24h\" or \"365d\""
        ),
        ("staff", nil, "F: /staff: is missing"),
        (
            "staff/3/login", "кузнецов",
            "F: /staff/3/login: must be the name of an account: letters, digits, \"-\", \"_\", \".\""
        ),
        ("staff/3/login", "ivanova", "F: /staff/3/login: another member of the staff has this login"),
        ("staff/0/login", "system", "F: /staff/0/login: stands for somebody else in the log of events"),
        ("staff/0/login", "caller", "F: /staff/0/login: stands for somebody else in the log of events"),
        ("staff/3/name", nil, "F: /staff/3/name: is missing"),
        ("staff/6/roles", [], "F: /staff/6/roles: must name at least one role"),
        ("staff/6/roles/0", "directors", "F: /staff/6/roles/0: must be one of"),
        ("staff/3/phone", "89000000004", "F: /staff/3/phone: must be a telephone number such as \"+74950000001\""),
        ("staff/3/phone", nil, "F: /routing/ejournal: nobody in /staff with the role \"ejournal\" has a phone"),
        ("staff/3/email", "kuznetsov", "F: /staff/3/email: must be an e-mail address"),
        ("staff/4/roles", ["director"], "F: /routing/technical: nobody in /staff has the role \"technician\""),
        ("routing/technical", "technik", "F: /routing/technical: must be one of"),
        (
            "routing/other", "director",
            "F: /routing/other: must be one of \"head\", \"siteAdmin\", \"hotline\", \"ejournal\", \"technician\", \"psychologist\""
        ),
        ("routing/psychologist", "head", "F: /routing/psychologist: must be one of \"psychologist\""),
        ("routing/psychologist", "director", "F: /routing/psychologist: must be one of \"psychologist\""),
        (
            "routing/autoDistribute/phone", "yes",
            "F: /routing/autoDistribute/phone: must be true or false, not a string"
        ),
        ("terms/take", "30", "F: /terms/take: must be a duration such as \"15s\", \"30m\", \"24h\" or \"365d\""),
        ("terms/close", "31d", "F: /terms/close: must be from 1m to 30d"),
        (
            "terms/calendar", "lunar",
            "F: /terms/calendar: must be one of \"wall\", \"working\""
        ),
        ("sms/gateways", [], "F: /sms/gateways: must name at least one gateway"),
        (
            "sms/gateways/0/kind", "kanel",
            "F: /sms/gateways/0/kind: must be one of \"console\", \"kannel\", \"http\", \"smstools\"; did you mean \"kannel\"?"
        ),
        (
            "sms/gateways", [["kind": "smstools", "spool": "/a"], ["kind": "smstools", "spool": "/b"]],
            "F: /sms/gateways/1/name: another gateway has this name"
        ),
        ("sms/gateways/0/url", "http://x", "F: /sms/gateways/0/url: unknown key \"url\""),
        ("sms/consent", "never", "F: /sms/consent: must be one of \"asked\", \"assumed\""),
        ("sms/quietHours", "22-8", "F: /sms/quietHours: must be hours such as \"22:00-08:00\""),
        ("sms/quietHours", "22:00-22:00", "F: /sms/quietHours: must be hours such as \"22:00-08:00\""),
        ("sms/callbackListen", ":80", "F: /sms/callbackListen: must be host:port such as \"127.0.0.1:4573\""),
        ("sms/texts/takn", "x", "F: /sms/texts/takn: must be one of"),
        ("sms/texts/taken", "№{nummer}", "F: /sms/texts/taken: there is no place \"{nummer}\"; there are number,"),
        ("sms/texts/taken", "№{number", "F: /sms/texts/taken: a \"{\" is never closed"),
        ("sms/texts/taken", "{result}", "F: /sms/texts/taken: cannot have the place \"{result}\""),
        ("sms/texts/closed", "Готово", "F: /sms/texts/closed: must have the place \"{result}\""),
        ("email/command", [], "F: /email/command: must name a program"),
        ("email/from", "a b@c", "F: /email/from: must be an e-mail address"),
        ("web/listen", "localhost", "F: /web/listen: must be host:port such as \"127.0.0.1:4573\""),
        ("web/publicURL", "ftp://x", "F: /web/publicURL: must be a URL that begins with http:// or https://"),
        ("retention/personalData", "0d", "F: /retention/personalData: must be from 1d to 3650d"),
        ("retention/recordings", "90", "F: /retention/recordings: must be a duration"),
        ("rooting", [:], "F: /rooting: unknown key \"rooting\"; did you mean \"routing\"?"),
        ("staff/3/phon", "x", "F: /staff/3/phon: unknown key \"phon\"; did you mean \"phone\"?"),
        ("terms/takes", "x", "F: /terms/takes: unknown key \"takes\"; did you mean \"take\"?"),
    ]

    @Test(arguments: faults.indices)
    func `a fault is told with its place`(index: Int) throws {
        let (path, value, fault) = Self.faults[index]
        let told = try ConfigFolder.faults(of: ConfigFolder.json("hotline.json").replacing(path, with: value))
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix(fault) == true, "\(told)")
    }

    @Test func `somebody must be the head, and have a phone, though no appeal goes to them`() throws {
        let routing: JSON = ["lessonQuality": "hotline", "equipment": "hotline", "other": "hotline"]
        let file = try ConfigFolder.json("hotline.json").replacing("routing", with: routing)
        #expect(ConfigFolder.faults(of: file).isEmpty)
        for (place, value) in [("staff/1/phone", nil), ("staff/1/roles/0", "hotline")] as [(String, JSON?)] {
            let told = ConfigFolder.faults(of: file.replacing(place, with: value))
            #expect(
                told.count == 1 && told.first?.hasPrefix("F: /staff: nobody has the role \"head\"") == true,
                "\(told)"
            )
        }
    }

    @Test func `a text too long at its worst is told with how much too long`() throws {
        let json = try ConfigFolder.json("hotline.json")
        let long = "№{number} {label}. Взять до {take}. Пожалуйста, ответьте на это сообщение: {number} 1 беру"
        let told = ConfigFolder.faults(of: json.replacing("sms/texts/assigned", with: .string(long)))
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("F: /sms/texts/assigned: takes 2 parts at its longest (") == true)
        let school = ConfigFolder.faults(
            of: json.replacing("school/shortName", with: "Школа имени академика С. П. Королёва")
        )
        #expect(!school.isEmpty)
        #expect(school.allSatisfy { $0.hasPrefix("F: /school/shortName: makes the text ") })
    }

    @Test func `a secret stands in a file or in the environment, in one of them`() throws {
        let json = try ConfigFolder.json("examples/kannel.json")
        let none = ConfigFolder.faults(of: json.replacing("sms/gateways/0/passwordFile", with: nil))
        #expect(none == ["F: /sms/gateways/0/passwordFile: is missing (or \"passwordEnv\")"])
        let both = ConfigFolder.faults(of: json.replacing("sms/gateways/0/passwordEnv", with: "SECRET"))
        #expect(both == ["F: /sms/gateways/0/passwordEnv: cannot stand beside \"passwordFile\""])
        let plain = ConfigFolder.faults(of: json.replacing("sms/gateways/0/password", with: "hunter2"))
        #expect(plain.count == 1)
        #expect(
            plain.allSatisfy { $0.hasPrefix("F: /sms/gateways/0/password: unknown key") && !$0.contains("hunter2") }
        )
    }

    @Test func `Kannel's status page needs its password, and no password needs it`() throws {
        let json = try ConfigFolder.json("examples/kannel.json").replacing("sms/gateways/0/statusURL", with: nil)
            .replacing("sms/gateways/0/statusPasswordFile", with: nil)
        #expect(try kannel(json)?.status == nil)
        let asking = json.replacing("sms/gateways/0/statusURL", with: "http://127.0.0.1:13000/status.txt")
        let told = ConfigFolder.faults(of: asking)
        #expect(told == ["F: /sms/gateways/0/statusPasswordFile: is missing (or \"statusPasswordEnv\")"])
        let whole = asking.replacing("sms/gateways/0/statusPasswordEnv", with: "STATUS")
        let status = try kannel(whole)?.status
        #expect(status?.url == "http://127.0.0.1:13000/status.txt" && status?.password == .environment("STATUS"))
    }

    private func kannel(_ json: JSON) throws -> KannelSettings? {
        guard case .kannel(let kannel)? = try Settings(json).sms.gateways.first else { return nil }
        return kannel
    }

    @Test func `all faults are told at once, in the order of the file`() throws {
        var json = try ConfigFolder.json("hotline.json")
        for (path, value) in [
            ("school/cityCode", "x"), ("agi/spool", nil), ("menu/firstKey", "5"), ("staff/3/phone", "x"),
            ("sms/consent", 1),
            ("web/publicURL", "x"), ("sms/gateways/0/kind", "x"), ("surprise", 1),
        ] as [(String, JSON?)] {
            json = json.replacing(path, with: value)
        }
        let places = ConfigFolder.faults(of: json).map { $0.split(separator: " ")[1] }
        #expect(
            places == [
                "/school/cityCode:", "/agi/spool:", "/menu/firstKey:", "/staff/3/phone:", "/sms/gateways/0/kind:",
                "/sms/consent:", "/web/publicURL:", "/surprise:",
            ]
        )
    }

    @Test(arguments: [
        ("15s", Duration.seconds(15)), ("30m", .seconds(1800)), ("24h", .seconds(86400)), ("30d", .seconds(2_592_000)),
        ("90s", .seconds(90)), ("00060s", .seconds(60)),
    ])
    func `durations are whole numbers with a unit`(text: String, duration: Duration) throws {
        let settings = try Settings(ConfigFolder.json("hotline.json").replacing("terms/close", with: "30d"))
        #expect(settings.terms.close.length == .seconds(2_592_000))
        let json = try ConfigFolder.json("hotline.json").replacing("terms/take", with: .string(text))
        if duration >= .seconds(60) { #expect(try Settings(json).terms.take.length == duration) }
        #expect(duration.setting.last.map("smhd".contains) == true)
    }

    @Test(arguments: ["", "s", "1.5h", "1 h", "1H", "h1", "1w", "+1h", "１h", "99999999d", "1h30m", "0x1s"])
    func `what is nearly a duration is refused`(text: String) throws {
        let json = try ConfigFolder.json("hotline.json").replacing("terms/take", with: .string(text))
        #expect(ConfigFolder.faults(of: json).count == 1)
    }

    @Test func `a file that is no object at all is one fault`() {
        #expect(ConfigFolder.faults(of: []) == ["F: must be an object, not an array"])
        #expect(ConfigFolder.faults(of: [:]).count == 6)
    }
}
