internal import HotlineClient
public import HotlineCore
internal import HotlineLaunch
public import HotlineStore
public import HotlineVoice
public import JSON

/// What came of a call that was played for trying out.
public struct SimulationOutcome: Sendable {
    /// What the caller heard and did.
    public var moments: [SimulatedCaller.Moment]
    /// The record, or `nil` where the flow ended before one was made.
    public var appeal: Appeal?
    /// The calls of the appeal.
    public var calls: [Call]
    /// The texts that were written, oldest first.
    public var messages: [KeptMessage]
    /// What the prompts say.
    var texts: PromptTexts
    /// The zone times are told in.
    var zone: ZoneRules
}

extension SimulationOutcome {
    /// The call for people: every prompt and key, the record, and the texts, one line each; the same for the same call.
    public var lines: [String] {
        let record = appeal.map(recordLines) ?? ["  записи нет"]
        let sent = messages.map { message in
            let kind = MessageKind(rawValue: message.kind)?.word ?? message.kind
            return "  \(kind) → \(message.recipient?.masked ?? "—"): \(message.body.replacing("\n", with: " ⏎ "))"
        }
        return ["Звонок"] + Transcript.lines(moments.map(\.inWords), texts: texts)
            + ["Запись"] + record
            + ["Сообщения"] + (sent.isEmpty ? ["  нет"] : sent)
    }

    private func recordLines(_ appeal: Appeal) -> [String] {
        let call = calls.first
        let rows: [(String, String?)] = [
            ("обращение", "№\(appeal.number), \(appeal.status.word)"),
            ("тип", appeal.type.map { "\($0.formNumber) — \($0.formText)" }),
            ("тема", appeal.route?.subject),
            ("у кого", appeal.assignee),
            ("телефон", appeal.form.phone?.masked),
            ("СМС", appeal.consent.map { $0 ? "согласие есть" : "отказ" }),
            ("передать до", local(appeal.deadlines.distribute.due)),
            ("взять до", (appeal.deadlines.take?.due).map(local)),
            ("закрыть до", local(appeal.deadlines.close.due)),
            ("звонок", call.map { "\($0.outcome?.word ?? "идёт"), шаг: \($0.step.word), клавиши \($0.keys)" }),
        ]
        return rows.map { name, value in
            "  \(name)\(String(repeating: " ", count: max(1, 13 - name.count)))\(value ?? "—")"
        }
    }

    private func local(_ instant: Instant) -> String {
        let time = zone.civilTime(at: instant)
        return "\(time.clock) \(time.shortDate)"
    }

    /// The call for programs: the lines, and the appeal and its messages with the keys they have everywhere.
    public func json(now: Instant) -> JSON {
        let everyone = Person(login: "simulate", name: "simulate", roles: Role.allCases)
        let kept = messages.map(StaffMessage.init)
        let document = appeal.map { appeal in
            AppealDocument(
                appeal,
                calls: calls,
                messages: kept,
                mails: [],
                notes: [],
                for: everyone,
                numberView: .masked,
                zone: zone,
                now: now
            ).json
        }
        return ["lines": .array(lines.map(JSON.string)), "appeal": document ?? .null]
    }
}

extension SimulatedCaller.Moment {
    /// The same with the step or the outcome in the words of the staff, as far as they have one.
    fileprivate var inWords: Self {
        switch self {
        case .comes(let step): .comes(to: CallStep(rawValue: step)?.word ?? step)
        case .ends(let outcome): .ends(CallOutcome(rawValue: outcome)?.word ?? outcome)
        case .hears, .hearsNumber, .presses, .waits, .speaks, .rings, .isAnswered, .hangsUp: self
        }
    }
}
