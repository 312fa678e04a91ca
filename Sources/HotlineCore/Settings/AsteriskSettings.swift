internal import JSON

/// `asterisk`: how to speak with Asterisk beside AGI.
public struct AsteriskSettings: Hashable, Sendable {
    /// The manager interface; `nil` where it is not used.
    public var ami: AMISettings?
    /// The file in which Asterisk keeps its own account of calls, `Master.csv`; `nil` where it is not read.
    public var cdr: String?
    /// How a member of the staff is connected with an author; `nil` where that is done by hand.
    public var call: AuthorCallSettings?

    /// Creates the standard way, which is AGI alone.
    public init() {}
}

/// `asterisk.ami`: Asterisk's manager interface.
public struct AMISettings: Hashable, Sendable {
    /// Where it listens.
    public var address: ListenAddress
    /// The name we log in with.
    public var username: String
    /// Where the password is.
    public var password: SecretSource
}

extension JSONShape where Value == AsteriskSettings {
    static var asterisk: JSONShape {
        .object { fields in
            let ami = fields.optional("ami", .ami)
            let cdr = fields.optional("cdr", .nonEmptyString)
            let call = fields.optional("call", .authorCall)
            if let call = call.value, call != nil, let ami = ami.value, ami == nil {
                fields.fault("needs /asterisk/ami", at: "call")
            }
            var asterisk = AsteriskSettings()
            asterisk.ami = try ami.get()
            asterisk.cdr = try cdr.get()
            asterisk.call = try call.get()
            return asterisk
        }
    }
}

extension JSONShape where Value == AMISettings {
    fileprivate static var ami: JSONShape {
        .object { fields in
            let address = fields.required("address", .listenAddress)
            let username = fields.required("username", .nonEmptyString)
            let password = fields.secret("password")
            if address.value?.port == 0 { fields.fault("must have a port from 1 to 65535", at: "address") }
            return try AMISettings(address: address.get(), username: username.get(), password: password.get())
        }
    }
}
