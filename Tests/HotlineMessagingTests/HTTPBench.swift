import HTTPClient
import HotlineCore
import HotlineMessaging
import HotlineTesting
import JSON

/// The descriptions there are, each beside a stub of its provider.
enum HTTPProvider: String, CaseIterable {
    case smsc
    case smsRu
    case android
    case described

    /// A gateway and the stub it speaks with.
    func bench(_ script: [ProviderTurn] = [], timeout: Duration = .seconds(15)) throws -> HTTPBench {
        switch self {
        case .smsc:
            let stub = try SMSCStub(script)
            return HTTPBench(.fixtureSMSC(url: stub.url, timeout: timeout)) {
                HTTPBench.Seen(texts: stub.texts, submits: stub.submits, wanderers: stub.wanderers)
            }
        case .smsRu:
            let stub = try SMSRuStub(script)
            return HTTPBench(.fixtureSMSRu(url: stub.url, timeout: timeout)) {
                HTTPBench.Seen(texts: stub.texts, submits: stub.submits, wanderers: stub.wanderers)
            }
        case .android:
            let stub = try AndroidStub(script)
            return HTTPBench(.fixtureAndroid(url: stub.url, timeout: timeout)) {
                HTTPBench.Seen(texts: stub.texts, submits: stub.submits, wanderers: stub.wanderers)
            }
        case .described:
            let stub = try ExolveStub(script)
            return HTTPBench(try .fixtureDescribed(url: stub.url, timeout: timeout)) {
                HTTPBench.Seen(texts: stub.texts, submits: stub.submits, wanderers: stub.wanderers)
            }
        }
    }
}

/// A gateway and what the stub it speaks with has seen.
struct HTTPBench {
    struct Seen {
        var texts: [ProviderText]
        var submits: Int
        var wanderers: Int
    }

    let gateway: HTTPGateway
    private let look: @Sendable () -> Seen

    init(_ gateway: HTTPGateway, _ look: @escaping @Sendable () -> Seen) {
        self.gateway = gateway
        self.look = look
    }

    var seen: Seen { look() }
    var texts: @Sendable () -> [String] { { [look] in look().texts.map(\.text) } }
}

extension HTTPGateway {
    static func fixtureSMSC(
        url: String,
        login: String = SMSCStub.login,
        timeout: Duration = .seconds(15)
    ) -> HTTPGateway {
        var rules = HTTPGatewayDescription.smsc(url: url)
        rules.timeout = timeout
        let credentials = HTTPCredentials(login: login, password: SMSCStub.password, from: "School1539")
        return HTTPGateway(name: "smsc", rules, credentials: credentials, client: HTTPClient())
    }

    static func fixtureSMSRu(
        url: String,
        token: String = SMSRuStub.token,
        timeout: Duration = .seconds(15)
    ) -> HTTPGateway {
        var rules = HTTPGatewayDescription.smsRu(url: url)
        rules.timeout = timeout
        let credentials = HTTPCredentials(token: token, from: "School1539")
        return HTTPGateway(name: "smsru", rules, credentials: credentials, client: HTTPClient())
    }

    static func fixtureAndroid(
        url: String,
        password: String = AndroidStub.password,
        simNumber: Int? = nil,
        timeout: Duration = .seconds(15)
    ) -> HTTPGateway {
        var rules = HTTPGatewayDescription.android(url: url, simNumber: simNumber)
        rules.timeout = timeout
        let credentials = HTTPCredentials(login: AndroidStub.login, password: password)
        return HTTPGateway(name: "android", rules, credentials: credentials, client: HTTPClient())
    }

    /// The gateway of `config/examples/http.json`, at another address.
    static func fixtureDescribed(
        url: String,
        token: String = ExolveStub.token,
        timeout: Duration = .seconds(15)
    ) throws -> HTTPGateway {
        try fixture(described: ExampleFile.http.gateway(at: url), token: token, timeout: timeout)
    }

    /// A gateway that settings describe.
    static func fixture(
        described settings: HTTPDescribedSettings,
        password: String? = nil,
        token: String? = nil,
        timeout: Duration = .seconds(15)
    ) -> HTTPGateway {
        var rules = settings.description
        rules.timeout = timeout
        let credentials = HTTPCredentials(
            login: settings.login,
            password: password,
            token: token,
            from: settings.from
        )
        return HTTPGateway(name: "http", rules, credentials: credentials, client: HTTPClient())
    }
}
