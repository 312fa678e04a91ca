internal import JSON

extension JSONFields {
    /// Reads a gateway that the settings describe.
    mutating func describedGateway() throws -> HTTPGatewaySettings {
        let name = optional("name", .gatewayName, default: "http")
        let insecure = optional("insecure", .bool, default: false)
        let login = optional("login", .nonEmptyString)
        let password = optionalSecret("password")
        let token = optionalSecret("token")
        let from = optional("from", .nonEmptyString)
        let callbackSecret = optionalSecret("callbackSecret")
        let description = httpDescription()
        if let description = description.value {
            noteFaults(of: description)
            if description.callbacks == nil, callbackSecret.value ?? nil != nil {
                fault("needs \"callbacks\"", at: "callbackSecretFile")
            }
            if description.callbacks != nil, callbackSecret.value.map({ $0 == nil }) ?? false {
                fault("is missing (or \"callbackSecretEnv\") beside \"callbacks\"", at: "callbackSecretFile")
            }
            if insecure.value == false { noteOpenAddresses(of: description) }
            let given: [(HTTPPlace, String, Bool)] = [
                (.login, "login", login.value.map { $0 != nil } ?? true),
                (.password, "passwordFile", password.value.map { $0 != nil } ?? true),
                (.token, "tokenFile", token.value.map { $0 != nil } ?? true),
            ]
            for (place, key, isGiven) in given where !isGiven && description.places.contains(place) {
                fault("is missing, and a request has \"{\(place.rawValue)}\"", at: key)
            }
        }
        return try HTTPGatewaySettings(
            name: name.get(),
            provider: .described(
                HTTPDescribedSettings(
                    login: login.get(),
                    password: password.get(),
                    token: token.get(),
                    from: from.get(),
                    description: description.get()
                )
            ),
            callbackSecret: callbackSecret.get()
        )
    }

    private mutating func httpDescription() -> JSONField<HTTPGatewayDescription> {
        let timeout = optional("timeout", .duration(.seconds(1) ... .seconds(60)), default: .seconds(15))
        let request = required("request", .httpRequest(HTTPPlace.submitting))
        let priorities = optional("priorities", .httpPriorities)
        let reply = optional("reply", .httpReply, default: HTTPReplyRules())
        let reference = optional("reference", .httpReference)
        let unanswered = optional("unanswered", .oneOf(UnansweredSubmit.self), default: .left)
        let reports = optional("reports", .httpAsking)
        let callbacks = optional("callbacks", .httpCallbacks)
        let health = optional("health", .httpHealth)
        let wholeTexts = optional("wholeTexts", .bool, default: true)
        do throws(JSONUnreadable) {
            return try JSONField(
                HTTPGatewayDescription(
                    request: request.get(),
                    reply: reply.get(),
                    reference: reference.get(),
                    unanswered: unanswered.get(),
                    asking: reports.get(),
                    callbacks: callbacks.get(),
                    health: health.get(),
                    priorities: priorities.get(),
                    takesWholeTexts: wholeTexts.get(),
                    timeout: timeout.get()
                )
            )
        } catch {
            return JSONField(error)
        }
    }

    /// Faults that show when the parts of a description are seen together.
    private mutating func noteFaults(of description: HTTPGatewayDescription) {
        let keys = description.request.places.intersection([.key, .numericKey])
        if let reference = description.reference, !keys.contains(reference) {
            fault("needs \"{\(reference.rawValue)}\" in the request", at: "reference")
        }
        switch description.unanswered {
        case .left: break
        case .repeatable:
            if keys.isEmpty { fault("needs \"{key}\" or \"{numericKey}\" in the request", at: "unanswered") }
        case .askable:
            if description.asking == nil || description.reference == nil {
                fault("needs \"reports\" and \"reference\"", at: "unanswered")
            }
        case .reported:
            if description.callbacks?.report == nil { fault("needs \"callbacks\" with a \"report\"", at: "unanswered") }
        }
        if description.asking != nil, description.reference == nil, description.reply.id == nil {
            fault("needs \"reference\", or \"id\" in \"reply\"", at: "reports")
        }
        if description.request.places.contains(.priority), description.priorities == nil {
            fault("is missing, and the request has \"{priority}\"", at: "priorities")
        }
    }

    private mutating func noteOpenAddresses(of description: HTTPGatewayDescription) {
        func isOpen(_ request: HTTPRequestTemplate?) -> Bool {
            request.map { !HTTPAddress.isSecret($0.url.beginning) } ?? false
        }
        let message = "must begin with https://, or stay on this machine, unless \"insecure\" is true"
        if isOpen(description.request) { fault(message, at: "request", "url") }
        if isOpen(description.asking?.request) { fault(message, at: "reports", "request", "url") }
        if isOpen(description.health?.request) { fault(message, at: "health", "request", "url") }
    }
}
