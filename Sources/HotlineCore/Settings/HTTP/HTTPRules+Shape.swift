internal import JSON

extension JSONShape where Value == HTTPPointer {
    static var httpPointer: JSONShape {
        JSONShape<String>.string.parsed(as: "a JSON pointer such as \"/sms/*/status_code\"") { HTTPPointer($0) }
    }
}

extension JSONShape where Value == HTTPOutcome {
    static var httpOutcome: JSONShape {
        JSONShape<String>.string.parsed(as: "one of \(HTTPOutcome.settings.joined(separator: ", "))") {
            HTTPOutcome(setting: $0)
        }
    }
}

extension JSONShape where Value == Int {
    fileprivate static var httpStatus: JSONShape {
        JSONShape<String>.string.parsed(as: "an HTTP status from 200 to 599") { text in
            Int(text).flatMap { text.count == 3 && (200...599).contains($0) ? $0 : nil }
        }
    }
}

extension JSONShape where Value == HTTPReplyRules {
    static var httpReply: JSONShape {
        .object { fields in
            let id = fields.optional("id", .httpPointer)
            let code = fields.optional("code", .array(of: .httpPointer), default: [])
            let codes = fields.optional("codes", .entries(.nonEmptyString, .httpOutcome), default: [])
            let statuses = fields.optional("statuses", .entries(.httpStatus, .httpOutcome), default: [])
            if code.value?.isEmpty == false, codes.value?.isEmpty == true {
                fields.fault("is missing beside \"code\"", at: "codes")
            }
            if codes.value?.isEmpty == false, code.value?.isEmpty == true {
                fields.fault("is missing beside \"codes\"", at: "code")
            }
            return try HTTPReplyRules(
                id: id.get(),
                code: code.get(),
                codes: Dictionary(codes.get().map { ($0.key, $0.value) }) { $1 },
                statuses: Dictionary(statuses.get().map { ($0.key, $0.value) }) { $1 }
            )
        }
    }
}

extension JSONShape where Value == [String: HTTPPartState] {
    fileprivate static var httpStates: JSONShape {
        JSONShape<[(key: String, value: HTTPPartState)]>.entries(.nonEmptyString, .oneOf(HTTPPartState.self))
            .converted { Dictionary($0.map { ($0.key, $0.value) }) { $1 } }
    }
}

extension JSONShape where Value == HTTPAskingRules {
    static var httpAsking: JSONShape {
        .object { fields in
            let after = fields.optional("after", .askingDelay, default: .seconds(60))
            let perRequest = fields.optional("perRequest", .integer(in: 1...100), default: 1)
            let places = (perRequest.value ?? 1) > 1 ? HTTPPlace.askingMany : HTTPPlace.askingOne
            let request = fields.required("request", .httpRequest(places))
            let list = fields.optional("list", .httpPointer, default: .whole)
            let id = fields.optional("id", .httpPointer)
            let state = fields.required("state", .httpPointer)
            let states = fields.required("states", .httpStates)
            let missing = fields.optional("missing", .array(of: .integer(in: 400...599)), default: [])
            let reply = fields.optional("reply", .httpReply, default: HTTPReplyRules())
            if missing.value?.isEmpty == false, perRequest.value != 1 {
                fields.fault("tells nothing where several parts are asked about at once", at: "missing")
            }
            return try HTTPAskingRules(
                after: after.get(),
                request: request.get(),
                perRequest: perRequest.get(),
                list: list.get(),
                id: id.get(),
                state: state.get(),
                states: states.get(),
                missing: Set(missing.get()),
                reply: reply.get()
            )
        }
    }
}

extension JSONShape where Value == HTTPHealthRules {
    static var httpHealth: JSONShape {
        .object { fields in
            let request = fields.required("request", .httpRequest(HTTPPlace.always))
            let reply = fields.optional("reply", .httpReply, default: HTTPReplyRules())
            let balance = fields.optional("balance", .httpPointer)
            let currency = fields.optional("currency", .nonEmptyString)
            return try HTTPHealthRules(
                request: request.get(),
                reply: reply.get(),
                balance: balance.get(),
                usualCurrency: currency.get()
            )
        }
    }
}

extension JSONShape where Value == HTTPCallbackRules {
    static var httpCallbacks: JSONShape {
        .object { fields in
            let report = fields.optional("report", .httpReport)
            let incoming = fields.optional("incoming", .httpIncoming)
            let answer = fields.optional("answer", .string)
            return try HTTPCallbackRules(report: report.get(), incoming: incoming.get(), answer: answer.get())
        }
    }
}

extension JSONShape where Value == HTTPCallbackRules.Report {
    fileprivate static var httpReport: JSONShape {
        .object { fields in
            let id = fields.required("id", .httpPointer)
            let state = fields.required("state", .httpPointer)
            let states = fields.required("states", .httpStates)
            return try HTTPCallbackRules.Report(id: id.get(), state: state.get(), states: states.get())
        }
    }
}

extension JSONShape where Value == HTTPCallbackRules.Incoming {
    fileprivate static var httpIncoming: JSONShape {
        .object { fields in
            let id = fields.optional("id", .httpPointer)
            let from = fields.required("from", .httpPointer)
            let text = fields.required("text", .httpPointer)
            let time = fields.optional("time", .httpPointer)
            return try HTTPCallbackRules.Incoming(id: id.get(), from: from.get(), text: text.get(), time: time.get())
        }
    }
}

extension JSONShape where Value == HTTPPlace {
    static var httpReference: JSONShape {
        JSONShape<String>.string.parsed(as: "one of \"key\", \"numericKey\"") { text in
            [HTTPPlace.key, .numericKey].first { $0.rawValue == text }
        }
    }
}

extension JSONShape where Value == HTTPGatewayDescription.Priorities {
    static var httpPriorities: JSONShape {
        .object { fields in
            let urgent = fields.required("urgent", .integer)
            let usual = fields.required("usual", .integer)
            return try HTTPGatewayDescription.Priorities(urgent: urgent.get(), usual: usual.get())
        }
    }
}
