import HotlineCore
import JSON
import Testing

@Suite struct HTTPSettingsTests {
    private static func file(_ gateway: JSON) throws -> JSON {
        try ConfigFolder.json("hotline.json").replacing("sms/gateways", with: [gateway])
    }

    private static func gateway(_ example: String) throws -> HTTPGatewaySettings {
        let settings = try Settings(ConfigFolder.json("examples/\(example).json"))
        guard case .http(let http)? = settings.sms.gateways.first else { throw NoGateway() }
        return http
    }

    private struct NoGateway: Error {}

    @Test func `the smsc example is an account with smsc_ru`() throws {
        let http = try Self.gateway("smsc")
        #expect(http.name == "smsc")
        #expect(http.callbackSecret == .file("smsc.secret"))
        guard case .smsc(let smsc) = http.provider else { throw NoGateway() }
        #expect(smsc.url == "https://smsc.ru")
        #expect(smsc.password == .file("smsc.password"))
        #expect(smsc.from == "School1539")
        #expect(smsc.asksAfter == .seconds(60))
    }

    @Test func `the other examples are what their names say`() throws {
        guard case .smsRu(let smsRu) = try Self.gateway("smsru").provider,
            case .android(let android) = try Self.gateway("android").provider,
            case .described(let described) = try Self.gateway("http").provider
        else { throw NoGateway() }
        #expect(smsRu.url == "https://sms.ru")
        #expect(smsRu.token == .file("smsru.token"))
        #expect(android.url == "http://192.168.1.20:8080")
        #expect(android.signingKey == .file("android.key"))
        #expect(android.simNumber == 1)
        #expect(described.token == .file("exolve.token"))
        #expect(described.description.takesWholeTexts)
        #expect(described.description.unanswered == .left)
        #expect(described.description.request.method == .post)
    }

    private static let smsc: JSON = ["kind": "http", "preset": "smsc.ru", "login": "x", "passwordEnv": "P"]
    private static let android: JSON = [
        "kind": "http", "preset": "android", "url": "http://10.0.0.2:8080", "login": "x", "passwordEnv": "P",
    ]
    private static let described: JSON = ["kind": "http", "request": ["url": "https://a.example/{to}"]]

    /// A gateway, a place in it, what is written there (`nil` takes it away), and the fault that is told.
    private static let faults: [(gateway: JSON, path: String, value: JSON?, fault: String)] = [
        (
            smsc, "preset", "smsc.r",
            "preset: must be one of \"smsc.ru\", \"sms.ru\", \"android\"; did you mean \"smsc.ru\"?"
        ),
        (smsc, "name", "sms c", "name: must be one word of Latin letters and digits, a letter first"),
        (smsc, "name", "1sms", "name: must be one word of Latin letters and digits, a letter first"),
        (smsc, "url", "http://smsc.ru", "url: must begin with https://, or stay on this machine"),
        (smsc, "url", "https://me:secret@smsc.ru", "url: must not hold a name or a password"),
        (smsc, "login", nil, "login: is missing"),
        (smsc, "passwordEnv", nil, "passwordFile: is missing (or \"passwordEnv\")"),
        (smsc, "psw", "x", "psw: unknown key \"psw\""),
        (smsc, "asksAfter", "1s", "asksAfter: must be from 5s to 1h"),
        (smsc, "simNumber", 1, "simNumber: unknown key \"simNumber\""),
        (android, "url", "http://8.8.8.8:8080", "url: must begin with https://, or stay on this machine"),
        (android, "url", "http://phone.example", "url: must begin with https://, or stay on this machine"),
        (android, "simNumber", 4, "simNumber: must be from 1 to 3"),
        (android, "signingKey", "x", "signingKey: unknown key \"signingKey\"; did you mean \"signingKey"),
        (described, "request", nil, "request: is missing"),
        (
            described, "request/url", "http://a.example/{to}",
            "request/url: must begin with https://, or stay on this machine, unless \"insecure\" is true"
        ),
        (described, "request/url", "https://{to}/", "request/url: must be a URL that begins with"),
        (described, "request/url", "https://a.example{to}", "request/url: must be a URL that begins with"),
        (described, "request/url", "{from}", "request/url: must be a URL that begins with"),
        (described, "request/url", "https://a:b@a.example/", "request/url: must not hold a name or a password"),
        (
            described, "request/url", "https://a.example/{phone}",
            "request/url: there is no place \"{phone}\"; there are to,"
        ),
        (
            described, "request/url", "https://a.example/{reference}",
            "request/url: the place \"{reference}\" has no value here; there are to,"
        ),
        (described, "request/query", ["a": "{to"], "request/query/a: a brace stands alone"),
        (described, "request/headers", ["a b": "x"], "request/headers/a b: must be a header"),
        (described, "request/headers", ["a": "x\ny"], "request/headers/a: must stand on one line"),
        (described, "request/json", ["a": [["b": "{x}"]]], "request/json/a/0/b: there is no place \"{x}\""),
        (described, "request/method", "DELETE", "request/method: must be one of \"GET\", \"POST\", \"PUT\""),
        (described, "request/query", ["t": "{token}"], "tokenFile: is missing, and a request has \"{token}\""),
        (described, "request/basicAuth", true, "login: is missing, and a request has \"{login}\""),
        (described, "request/form", ["p": "{priority}"], "priorities: is missing, and the request has \"{priority}\""),
        (described, "reply", ["codes": ["1": "taken"]], "reply/code: is missing beside \"codes\""),
        (described, "reply", ["code": ["/a"]], "reply/codes: is missing beside \"code\""),
        (described, "reply", ["id": "a"], "reply/id: must be a JSON pointer such as \"/sms/*/status_code\""),
        (
            described, "reply", ["statuses": ["99": "taken"]],
            "reply/statuses/99: must be an HTTP status from 200 to 599"
        ),
        (
            described, "reply", ["statuses": ["409": "busy"]],
            "reply/statuses/409: must be one of taken, alreadyTaken, unanswered,"
        ),
        (described, "reply", ["statuses": ["409": "temporary:soon"]], "reply/statuses/409: must be one of taken,"),
        (described, "reference", "key", "reference: needs \"{key}\" in the request"),
        (described, "reference", "id", "reference: must be one of \"key\", \"numericKey\""),
        (described, "unanswered", "repeatable", "unanswered: needs \"{key}\" or \"{numericKey}\" in the request"),
        (described, "unanswered", "askable", "unanswered: needs \"reports\" and \"reference\""),
        (described, "unanswered", "reported", "unanswered: needs \"callbacks\" with a \"report\""),
        (
            described, "reports",
            ["request": ["url": "https://a.example/"], "state": "/s", "states": ["1": "delivered"]],
            "reports: needs \"reference\", or \"id\" in \"reply\""
        ),
        (described, "callbacks", ["answer": "ok"], "callbackSecretFile: is missing (or \"callbackSecretEnv\") beside"),
        (described, "callbackSecretFile", "x", "callbackSecretFile: needs \"callbacks\""),
        (described, "timeout", "2m", "timeout: must be from 1s to 1m"),
    ]

    @Test(arguments: faults.indices)
    func `a fault is told with its place`(index: Int) throws {
        let (gateway, path, value, fault) = Self.faults[index]
        let told = ConfigFolder.faults(of: try Self.file(gateway.replacing(path, with: value)))
        let first = try #require(told.first)
        #expect(told.count == (path == "request/basicAuth" ? 2 : 1), "\(told)")
        #expect(
            first.hasPrefix("F: /sms/gateways/0/\(fault)")
                || told.contains { $0.hasPrefix("F: /sms/gateways/0/\(fault)") },
            "\(told)"
        )
    }

    @Test(
        arguments: [
            (described, "request/url", "http://127.0.0.1:8080/{to}"),
            (described, "request/url", "http://localhost/{to}"),
            (described, "request/url", "http://[::1]:80/{to}"), (android, "url", "http://192.168.1.20:8080/"),
            (android, "url", "http://172.16.0.9"), (android, "url", "http://phone:8080"),
            (android, "url", "http://phone.local"),
            (android, "url", "https://phone.example"), (smsc, "url", "http://127.0.0.1:9"),
        ] as [(JSON, String, JSON)]
    )
    func `what stays on this machine, or with a phone in this house, needs no TLS`(
        gateway: JSON,
        path: String,
        url: JSON
    ) throws {
        #expect(ConfigFolder.faults(of: try Self.file(gateway.replacing(path, with: url))).isEmpty)
    }

    @Test func `who says so may go without TLS`() throws {
        for (gateway, path, url) in [
            (Self.described, "request/url", "http://a.example/"), (Self.android, "url", "http://phone.example"),
        ] as [(JSON, String, JSON)] {
            let open = gateway.replacing(path, with: url).replacing("insecure", with: true)
            #expect(ConfigFolder.faults(of: try Self.file(open)).isEmpty)
        }
    }

    @Test func `two gateways of one name are told apart by no one`() throws {
        let file = try ConfigFolder.json("hotline.json")
        let twice = file.replacing("sms/gateways", with: [Self.smsc, Self.android, Self.smsc])
        #expect(ConfigFolder.faults(of: twice) == ["F: /sms/gateways/2/name: another gateway has this name"])
        let named = file.replacing("sms/gateways", with: [Self.smsc, Self.smsc.replacing("name", with: "second")])
        #expect(ConfigFolder.faults(of: named).isEmpty)
    }

    @Test func `all faults are told at once`() throws {
        let gateway: JSON = [
            "kind": "http", "name": "-",
            "request": ["url": "https://a.example/{x}", "form": ["a": "{y}"], "json": "{z}"],
            "reply": ["id": "x", "statuses": ["1": "taken"]], "unanswered": "never", "loggin": "x",
        ]
        let places = ConfigFolder.faults(of: try Self.file(gateway)).map { $0.split(separator: " ")[1].dropFirst(16) }
        #expect(
            places == [
                "name:", "request/url:", "request/form/a:", "request/json:", "request/json:", "reply/id:",
                "reply/statuses/1:", "unanswered:", "loggin:",
            ]
        )
    }

    @Test func `outcomes are written as they are read`() {
        #expect(HTTPOutcome.settings.count == Set(HTTPOutcome.settings).count)
        #expect(HTTPOutcome.settings.allSatisfy { HTTPOutcome(setting: $0) != nil })
        #expect(HTTPOutcome(setting: "temporary:busy") == .temporary(.busy))
        #expect(HTTPOutcome(setting: "permanent:recipient") == .permanent(.recipient))
        for text in ["", "temporary", "temporary:", "taken:busy", "permanent:x", "unanswered:busy", "temporary:busy:x"]
        {
            #expect(HTTPOutcome(setting: text) == nil)
        }
    }
}
