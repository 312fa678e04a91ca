internal import JSON

/// A gateway that speaks HTTP with a provider or with a phone.
public struct HTTPGatewaySettings: Hashable, Sendable {
    /// Who is spoken with.
    public enum Provider: Hashable, Sendable {
        /// smsc.ru, or one that speaks as it does.
        case smsc(SMSCSettings)
        /// sms.ru.
        case smsRu(SMSRuSettings)
        /// The "SMS Gateway for Android" app.
        case android(AndroidSettings)
        /// Whoever the settings describe.
        case described(HTTPDescribedSettings)
    }

    /// The ready descriptions.
    enum Preset: String, Hashable, Sendable, CaseIterable {
        case smsc = "smsc.ru"
        case smsRu = "sms.ru"
        case android
    }

    /// The name it stands under in lists and logs.
    public var name: String
    /// Who is spoken with.
    public var provider: Provider
    /// Where the secret is that makes the callback addresses ours; `nil` where it does not call.
    public var callbackSecret: SecretSource?
}

/// An account with smsc.ru.
public struct SMSCSettings: Hashable, Sendable {
    /// The address, without a path.
    public var url: String
    /// The name to log in with.
    public var login: String
    /// Where the password is.
    public var password: SecretSource
    /// The sender that phones show; `nil` for the account's own.
    public var from: String?
    /// How long after a text was taken it is first asked about.
    public var asksAfter: Duration
}

/// An account with sms.ru.
public struct SMSRuSettings: Hashable, Sendable {
    /// The address, without a path.
    public var url: String
    /// Where the account's `api_id` is.
    public var token: SecretSource
    /// The sender that phones show; `nil` for the account's own.
    public var from: String?
    /// How long after a text was taken it is first asked about.
    public var asksAfter: Duration
}

/// A phone with the "SMS Gateway for Android" app, in its local mode.
public struct AndroidSettings: Hashable, Sendable {
    /// The address, without a path.
    public var url: String
    /// The name to log in with.
    public var login: String
    /// Where the password is.
    public var password: SecretSource
    /// Where the key is that the app signs its calls with; `nil` where they are not verified.
    public var signingKey: SecretSource?
    /// Which SIM card sends, from 1; `nil` for the phone's choice.
    public var simNumber: Int?
    /// How long after a text was taken it is first asked about.
    public var asksAfter: Duration
}

/// A provider that the settings describe.
public struct HTTPDescribedSettings: Hashable, Sendable {
    /// The name to log in with.
    public var login: String?
    /// Where the password is.
    public var password: SecretSource?
    /// Where the token is.
    public var token: SecretSource?
    /// The sender that phones show.
    public var from: String?
    /// Everything else.
    public var description: HTTPGatewayDescription
}
