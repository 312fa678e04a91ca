internal import JSON

/// `sms`: how texts are sent.
public struct SMSSettings: Hashable, Sendable {
    /// The gateways, the first choice first.
    public var gateways: [GatewaySettings]
    /// Who may be texted.
    public var consent: Regulation.ConsentPolicy
    /// The hours in which nothing is sent that can wait, in minutes after midnight.
    public var quietHours: QuietHours?
    /// How many texts may go, and how many of one kind become one.
    public var limits: SMSLimits
    /// Whether closing by text takes a code.
    public var closeCode: CloseCodePolicy
    /// Who else is told when a specialist does not take an appeal.
    public var ladder: SMSLadder
    /// Where gateways report to.
    public var callbackListen: ListenAddress
    /// The texts that differ from the standard ones.
    public var templates: [MessageKind: MessageTemplate]
}

/// `sms.quietHours`.
public struct QuietHours: Hashable, Sendable {
    /// When they begin, in minutes after midnight.
    public var from: Int
    /// When they end, in minutes after midnight; before `from` where they go over midnight.
    public var to: Int

    /// Creates hours.
    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }
}

/// One of `sms.gateways`.
public enum GatewaySettings: Hashable, Sendable {
    /// Prints texts and keeps them in the database.
    case console
    /// Kannel's HTTP interface.
    case kannel(KannelSettings)
    /// A provider or a phone that speaks HTTP.
    case http(HTTPGatewaySettings)
    /// The file spool of a GSM modem on this machine.
    case smstools(SMSToolsSettings)

    /// The name of the kind.
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case console
        case kannel
        case http
        case smstools
    }
}

/// A Kannel gateway.
public struct KannelSettings: Hashable, Sendable {
    /// The address of `sendsms`.
    public var url: String
    /// The name we log in with.
    public var username: String
    /// Where the password is.
    public var password: SecretSource
    /// The sender that phones show.
    public var from: String?
    /// Where the secret is that makes the callback addresses ours.
    public var callbackSecret: SecretSource
    /// The address Kannel reaches us at, without the path; `nil` for `sms.callbackListen`.
    public var callbackURL: String?
    /// The address of Kannel's `status.txt`, and where its password is; `nil` where Kannel is not asked about its links.
    public var status: KannelStatusSettings?
}

/// Where Kannel tells of its links.
public struct KannelStatusSettings: Hashable, Sendable {
    /// The address of `status.txt`.
    public var url: String
    /// Where the password is.
    public var password: SecretSource
}

extension JSONShape where Value == SMSSettings {
    static var sms: JSONShape {
        .object { fields in
            let gateways = fields.required("gateways", .array(of: .gateway))
            let consent = fields.optional("consent", .oneOf(Regulation.ConsentPolicy.self), default: .asked)
            let quiet = fields.optional("quietHours", .quietHours)
            let limits = fields.optional("limits", .smsLimits, default: SMSLimits())
            let code = fields.optional("closeCode", .oneOf(CloseCodePolicy.self), default: .off)
            let ladder = fields.optional("ladder", .smsLadder, default: SMSLadder())
            let listen = fields.optional(
                "callbackListen",
                .listenAddress,
                default: ListenAddress(host: "127.0.0.1", port: 8013)
            )
            let texts = fields.optional("texts", .entries(.oneOf(MessageKind.self), .template), default: [])
            if gateways.value?.isEmpty == true { fields.fault("must name at least one gateway", at: "gateways") }
            fields.noteSameNames(of: gateways.value ?? [])
            return try SMSSettings(
                gateways: gateways.get(),
                consent: consent.get(),
                quietHours: quiet.get(),
                limits: limits.get(),
                closeCode: code.get(),
                ladder: ladder.get(),
                callbackListen: listen.get(),
                templates: Dictionary(texts.get().map { ($0.key, $0.value) }) { $1 }
            )
        }
    }
}

extension JSONShape where Value == GatewaySettings {
    static var gateway: JSONShape {
        .object { fields in
            switch try fields.selector("kind", .oneOf(GatewaySettings.Kind.self)) {
            case .console: return .console
            case .kannel: return .kannel(try fields.kannel())
            case .http: return .http(try fields.httpGateway())
            case .smstools: return .smstools(try fields.smstools())
            }
        }
    }
}

extension JSONFields {
    /// Gateways that cannot be told apart, of those whose parts and reports are known by their name.
    fileprivate mutating func noteSameNames(of gateways: [GatewaySettings]) {
        var names: Set<String> = []
        for (index, gateway) in gateways.enumerated() {
            let name: String? =
                switch gateway {
                case .console, .kannel: nil
                case .http(let http): http.name
                case .smstools(let smstools): smstools.name
                }
            guard let name, !names.insert(name).inserted else { continue }
            fault("another gateway has this name", at: "gateways", "\(index)", "name")
        }
    }

    fileprivate mutating func kannel() throws -> KannelSettings {
        let url = required("url", .httpURL)
        let username = required("username", .nonEmptyString)
        let password = secret("password")
        let from = optional("from", .nonEmptyString)
        let secret = secret("callbackSecret")
        let callbackURL = optional("callbackURL", .httpURL)
        let statusURL = optional("statusURL", .httpURL)
        let statusPassword = self.secret("statusPassword", isNeeded: (statusURL.value ?? nil) != nil)
        return try KannelSettings(
            url: url.get(),
            username: username.get(),
            password: password.get(),
            from: from.get(),
            callbackSecret: secret.get(),
            callbackURL: callbackURL.get(),
            status: statusURL.get().flatMap { url in
                try statusPassword.get().map { KannelStatusSettings(url: url, password: $0) }
            }
        )
    }
}

extension JSONShape where Value == MessageTemplate {
    static var template: JSONShape {
        JSONShape<String>.nonEmptyString.converted { try MessageTemplate($0) }
    }
}

extension JSONShape where Value == QuietHours {
    static var quietHours: JSONShape {
        JSONShape<String>.string.parsed(as: "hours such as \"22:00-08:00\"") { text in
            let times = text.split(separator: "-", omittingEmptySubsequences: false).map { MinuteOfDay.read($0) }
            guard times.count == 2, let from = times[0], let to = times[1], from != to else { return nil }
            return QuietHours(from: from, to: to)
        }
    }
}
