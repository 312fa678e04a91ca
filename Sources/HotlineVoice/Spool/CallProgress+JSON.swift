internal import HotlineCore
internal import JSON

// What the journal of the spool has of a step; see `SpoolEntry+JSON.swift`.

extension CallProgress {
    /// The note as the journal has it: what is `nil` is left out.
    var json: JSON {
        var object: JSONObject = [
            "call": .integer(call.value), "step": .string(step.rawValue), "keys": .text(keys),
            "joinsOutage": .bool(joinsOutage),
        ]
        object["type"] = type.map { .string($0.rawValue) }
        object["route"] = route.map { .string($0.rawValue) }
        object["role"] = role.map { .string($0.rawValue) }
        object["class"] = className.map(JSON.text)
        object["link"] = link.map { .string($0.rawValue) }
        object["transfer"] = transfer?.json
        object["recording"] = recording?.json
        object["contact"] = contact?.json
        object["outcome"] = outcome.map { .string($0.rawValue) }
        return .object(object)
    }
}

extension JSONShape where Value == CallProgress {
    /// A note as the journal has it.
    static var callProgress: JSONShape {
        .object { fields in
            let call = fields.required("call", .integer)
            let step = fields.required("step", .oneOf(CallStep.self))
            let keys = fields.required("keys", .text)
            let type = fields.optional("type", .oneOf(AppealType.self))
            let route = fields.optional("route", .oneOf(AppealRoute.self))
            let role = fields.optional("role", .oneOf(AuthorRole.self))
            let className = fields.optional("class", .text)
            let joinsOutage = fields.required("joinsOutage", .bool)
            let link = fields.optional("link", .oneOf(CallLink.self))
            let transfer = fields.optional("transfer", .callTransfer)
            let recording = fields.optional("recording", .callRecording)
            let contact = fields.optional("contact", .contactChoice)
            let outcome = fields.optional("outcome", .oneOf(CallOutcome.self))
            return CallProgress(
                call: Identifier(Int64(try call.get())),
                step: try step.get(),
                keys: try keys.get(),
                type: try type.get(),
                route: try route.get(),
                role: try role.get(),
                className: try className.get(),
                joinsOutage: try joinsOutage.get(),
                link: try link.get(),
                transfer: try transfer.get(),
                recording: try recording.get(),
                contact: try contact.get(),
                outcome: try outcome.get()
            )
        }
    }
}

extension CallTransfer {
    fileprivate var json: JSON {
        var object: JSONObject = ["end": .string(end.rawValue)]
        object["answeredBy"] = answeredBy.map(JSON.text)
        object["rang"] = rang?.json
        return .object(object)
    }
}

extension JSONShape where Value == CallTransfer {
    fileprivate static var callTransfer: JSONShape {
        .object { fields in
            let end = fields.required("end", .oneOf(CallTransfer.End.self))
            let answeredBy = fields.optional("answeredBy", .text)
            let rang = fields.optional("rang", .duration)
            return CallTransfer(end: try end.get(), answeredBy: try answeredBy.get(), rang: try rang.get())
        }
    }
}

extension CallRecording {
    /// The facts of a recording as the journal has them.
    var json: JSON {
        [
            "kind": .string(kind.rawValue), "file": .text(file), "length": length.json, "sha256": .text(sha256),
            "silent": .bool(isSilent),
        ]
    }
}

extension JSONShape where Value == CallRecording {
    /// The facts of a recording as the journal has them.
    static var callRecording: JSONShape {
        .object { fields in
            let kind = fields.required("kind", .oneOf(CallRecording.Kind.self))
            let file = fields.required("file", .text)
            let length = fields.required("length", .duration)
            let sha256 = fields.required("sha256", .text)
            let isSilent = fields.required("silent", .bool)
            return CallRecording(
                kind: try kind.get(),
                file: try file.get(),
                length: try length.get(),
                sha256: try sha256.get(),
                isSilent: try isSilent.get()
            )
        }
    }
}

extension ContactChoice {
    fileprivate var json: JSON {
        var object = JSONObject()
        object["phone"] = phone.map { .string($0.e164) }
        object["consent"] = consent?.json
        return .object(object)
    }
}

extension JSONShape where Value == ContactChoice {
    fileprivate static var contactChoice: JSONShape {
        .object { fields in
            let phone = fields.optional("phone", .phone)
            let consent = fields.optional("consent", .consent)
            return ContactChoice(phone: try phone.get(), consent: try consent.get())
        }
    }
}

extension Consent {
    fileprivate var json: JSON {
        var object: JSONObject = ["given": .bool(isGiven), "prompts": .text(promptVersion)]
        object["digit"] = digit.map(JSON.text)
        return .object(object)
    }
}

extension JSONShape where Value == Consent {
    fileprivate static var consent: JSONShape {
        .object { fields in
            let isGiven = fields.required("given", .bool)
            let digit = fields.optional("digit", .text)
            let prompts = fields.required("prompts", .text)
            return Consent(isGiven: try isGiven.get(), digit: try digit.get(), promptVersion: try prompts.get())
        }
    }
}
