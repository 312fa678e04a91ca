public import HotlineCore
public import JSON

extension AppealAct {
    /// What the act takes beside its name, as a request's body has it.
    public var json: JSON {
        switch self {
        case .take, .approve, .refuse, .anonymise: [:]
        case .close(let result): ["result": .string(result)]
        case .assign(let login): ["to": .string(login)]
        case .handBack(let reason): ["reason": .string(reason)]
        case .reopen(let reason): ["reason": JSON(reason)]
        case .extend(let more, let reason): ["by": .string(more.setting), "reason": .string(reason)]
        case .mark(let mark): ["mark": .string(mark.rawValue)]
        case .note(let text): ["text": .string(text)]
        case .link(let other): ["with": .integer(other.value)]
        case .merge(let other): ["into": .integer(other.value)]
        case .callBack(let outcome): ["outcome": .string(outcome.rawValue)]
        }
    }

    /// Reads what ``json`` writes of an act with this name; an act that takes nothing takes no body either.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ name: Name, _ json: JSON) throws(JSONFaults) {
        self = try json.read(as: .act(name))
    }
}

extension JSONShape where Value == AppealAct {
    fileprivate static func act(_ name: AppealAct.Name) -> JSONShape {
        .object { fields in
            switch name {
            case .take: return .take
            case .approve: return .approve
            case .refuse: return .refuse
            case .anonymise: return .anonymise
            case .close: return try .close(result: fields.required("result", .string).get())
            case .assign: return try .assign(to: fields.required("to", .nonEmptyString).get())
            case .handBack: return try .handBack(reason: fields.required("reason", .string).get())
            case .reopen: return try .reopen(reason: fields.optional("reason", .string).get())
            case .extend:
                let more = fields.required("by", .extensionLength)
                let reason = fields.required("reason", .string)
                return try .extend(by: more.get(), reason: reason.get())
            case .mark: return try .mark(fields.required("mark", .oneOf(AppealMark.self)).get())
            case .note: return try .note(fields.required("text", .string).get())
            case .link: return try .link(with: fields.required("with", .appealNumber).get())
            case .merge: return try .merge(into: fields.required("into", .appealNumber).get())
            case .callBack:
                return try .callBack(fields.required("outcome", .oneOf(Regulation.CallBackOutcome.self)).get())
            }
        }
    }
}

extension JSONShape where Value == Duration {
    /// How much more time may be asked for.
    fileprivate static var extensionLength: JSONShape {
        JSONShape<String>.string.parsed(as: "a time from 1m to 30d such as \"24h\"") { text in
            Duration(extension: text)
        }
    }
}

extension Duration {
    /// Reads how much more time is asked for: from a minute to thirty days.
    public init?(extension text: String) {
        guard let duration = Duration(setting: text), duration >= .seconds(60), duration <= .seconds(30 * 86_400) else {
            return nil
        }
        self = duration
    }
}
