internal import JSON

extension JSONFields {
    /// Reads a gateway of the kind `http`: by its preset, or by its description.
    mutating func httpGateway() throws -> HTTPGatewaySettings {
        guard has("preset") else { return try describedGateway() }
        switch try selector("preset", .oneOf(HTTPGatewaySettings.Preset.self)) {
        case .smsc: return try smscGateway()
        case .smsRu: return try smsRuGateway()
        case .android: return try androidGateway()
        }
    }

    private mutating func smscGateway() throws -> HTTPGatewaySettings {
        let name = optional("name", .gatewayName, default: "smsc")
        let url = optional("url", .providerAddress, default: "https://smsc.ru")
        let login = required("login", .nonEmptyString)
        let password = secret("password")
        let from = optional("from", .nonEmptyString)
        let asksAfter = asksAfter()
        let callbackSecret = optionalSecret("callbackSecret")
        noteOpenAddress(url.value, isAllowed: false)
        let smsc = try SMSCSettings(
            url: url.get(),
            login: login.get(),
            password: password.get(),
            from: from.get(),
            asksAfter: asksAfter.get()
        )
        return try HTTPGatewaySettings(name: name.get(), provider: .smsc(smsc), callbackSecret: callbackSecret.get())
    }

    private mutating func smsRuGateway() throws -> HTTPGatewaySettings {
        let name = optional("name", .gatewayName, default: "smsru")
        let url = optional("url", .providerAddress, default: "https://sms.ru")
        let token = secret("token")
        let from = optional("from", .nonEmptyString)
        let asksAfter = asksAfter()
        let callbackSecret = optionalSecret("callbackSecret")
        noteOpenAddress(url.value, isAllowed: false)
        let smsRu = try SMSRuSettings(
            url: url.get(),
            token: token.get(),
            from: from.get(),
            asksAfter: asksAfter.get()
        )
        return try HTTPGatewaySettings(name: name.get(), provider: .smsRu(smsRu), callbackSecret: callbackSecret.get())
    }

    private mutating func androidGateway() throws -> HTTPGatewaySettings {
        let name = optional("name", .gatewayName, default: "android")
        let url = required("url", .providerAddress)
        let insecure = optional("insecure", .bool, default: false)
        let login = required("login", .nonEmptyString)
        let password = secret("password")
        let signingKey = optionalSecret("signingKey")
        let simNumber = optional("simNumber", .integer(in: 1...3))
        let asksAfter = asksAfter()
        let callbackSecret = optionalSecret("callbackSecret")
        // The app's own server in the house speaks no TLS.
        noteOpenAddress(url.value, isAllowed: insecure.value ?? true || url.value.map(HTTPAddress.isNear) ?? true)
        let android = try AndroidSettings(
            url: url.get(),
            login: login.get(),
            password: password.get(),
            signingKey: signingKey.get(),
            simNumber: simNumber.get(),
            asksAfter: asksAfter.get()
        )
        return try HTTPGatewaySettings(
            name: name.get(),
            provider: .android(android),
            callbackSecret: callbackSecret.get()
        )
    }

    private mutating func asksAfter() -> JSONField<Duration> {
        optional("asksAfter", .askingDelay, default: .seconds(60))
    }

    private mutating func noteOpenAddress(_ url: String?, isAllowed: Bool) {
        guard let url, !isAllowed, !HTTPAddress.isSecret(url) else { return }
        fault("must begin with https://, or stay on this machine", at: "url")
    }
}

extension JSONShape where Value == String {
    static var gatewayName: JSONShape {
        string.parsed(as: "one word of Latin letters and digits, a letter first") { text in
            let isWord = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isWholeNumber) }
            return isWord && text.first?.isLetter == true && text.count <= 32 ? text : nil
        }
    }

    /// A web address without a name or a password; a slash at its end is taken away.
    static var providerAddress: JSONShape {
        httpURL.converted { url in
            guard !HTTPAddress.hasUser(url) else { throw JSONMismatch("must not hold a name or a password") }
            return url.hasSuffix("/") ? String(url.dropLast()) : url
        }
    }
}

extension JSONShape where Value == Duration {
    static var askingDelay: JSONShape { .duration(.seconds(5) ... .seconds(3600)) }
}
