public import HotlineCore
public import JSON

/// How an appeal came to stand as it does, as the staff API tells of it to one person.
public struct ExplanationDocument: Hashable, Sendable {
    /// One event.
    public struct Step: Hashable, Sendable {
        /// Its place in the log.
        public var event: Int
        /// When.
        public var at: CivilTime
        /// Who.
        public var actor: String
        /// Through what.
        public var channel: String
        /// What happened.
        public var kind: String
        /// The facts, by name.
        public var facts: [String: String]
        /// What was written with it; `nil` where nothing was, or the person may not see it.
        public var words: String?
        /// The clocks it set.
        public var clocks: [Clock]
    }

    /// One clock, as an event set it.
    public struct Clock: Hashable, Sendable {
        /// Whose clock it is.
        public var step: TermStep
        /// The rule: the regulation's paragraph and the place in the settings.
        public var rule: String
        /// How long there was, as settings write it.
        public var length: String?
        /// What it was counted on.
        public var calendar: TermCalendar
        /// The zone it was counted in.
        public var zone: String?
        /// From where it was counted.
        public var from: CivilTime
        /// When it ends.
        public var due: CivilTime
        /// The hours that counted.
        public var counted: [Stretch]
        /// When it would end by the calendar of today, where that is another time.
        public var dueByNow: CivilTime?
    }

    /// Hours that counted.
    public struct Stretch: Hashable, Sendable {
        /// From when.
        public var from: CivilTime
        /// Until when.
        public var to: CivilTime
    }

    /// The appeal.
    public var number: AppealNumber
    /// The events, oldest first.
    public var steps: [Step]

    /// Tells of an appeal what a person may see of it.
    public init(_ explanation: Explanation, of appeal: Appeal, for person: Person, zone: ZoneRules) {
        number = appeal.number
        let showsWords = person.maySeeContent(of: appeal)
        steps = explanation.steps.map { step in
            // Of a private appeal its times are told, and nothing of what it is about.
            // The digest of the words is the audit's.
            let hidden: Set<String> = showsWords ? ["words"] : ["words", "type", "route", "fields", "phone"]
            return Step(
                event: Int(step.event.id),
                at: zone.civilTime(at: step.event.at),
                actor: step.event.actor,
                channel: step.event.channel,
                kind: step.event.kind,
                facts: Dictionary(step.event.facts.map { ($0.name, $0.value) }) { $1 }.filter {
                    !hidden.contains($0.key)
                },
                words: showsWords ? step.event.words : nil,
                clocks: step.clocks.map { Clock($0, zone: zone) }
            )
        }
    }
}

extension ExplanationDocument.Clock {
    fileprivate init(_ clock: Explanation.Clock, zone: ZoneRules) {
        self.init(
            step: clock.step,
            rule: "регламент \(clock.step.paragraph), /terms/\(clock.step.rawValue)",
            length: clock.length?.setting,
            calendar: clock.deadline.calendar,
            zone: clock.zone,
            from: zone.civilTime(at: clock.countedFrom),
            due: zone.civilTime(at: clock.deadline.due),
            counted: clock.counted.map {
                ExplanationDocument.Stretch(from: zone.civilTime(at: $0.from), to: zone.civilTime(at: $0.to))
            },
            dueByNow: clock.endsByNow.map(zone.civilTime(at:))
        )
    }
}

extension ExplanationDocument: CustomDebugStringConvertible, CustomReflectable {
    /// The number only.
    public var debugDescription: String { "explanation of \(number)" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``debugDescription``.
    public var customMirror: Mirror { Mirror(self, children: ["explanation": debugDescription]) }
}

extension ExplanationDocument {
    /// The document as JSON, with every key there is.
    public var json: JSON {
        ["number": .integer(number.value), "steps": .array(steps.map(\.json))]
    }
}

extension ExplanationDocument.Step {
    fileprivate var json: JSON {
        [
            "event": .integer(Int64(event)), "at": .string(at.rfc3339), "actor": .string(actor),
            "channel": .string(channel), "kind": .string(kind),
            "facts": .object(JSONObject(facts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "words": JSON(words), "clocks": .array(clocks.map(\.json)),
        ]
    }
}

extension ExplanationDocument.Clock {
    fileprivate var json: JSON {
        [
            "step": .string(step.rawValue), "rule": .string(rule), "length": JSON(length),
            "calendar": .string(calendar.rawValue), "zone": JSON(zone), "from": .string(from.rfc3339),
            "due": .string(due.rfc3339),
            "counted": .array(counted.map { ["from": .string($0.from.rfc3339), "to": .string($0.to.rfc3339)] }),
            "dueByNow": JSON(dueByNow?.rfc3339),
        ]
    }
}

extension JSONShape where Value == ExplanationDocument {
    static var explanationDocument: JSONShape {
        .object { fields in
            let number = fields.required("number", .appealNumber)
            let steps = fields.required("steps", .array(of: .step))
            return try ExplanationDocument(number: number.get(), steps: steps.get())
        }
    }
}

extension ExplanationDocument {
    fileprivate init(number: AppealNumber, steps: [Step]) {
        self.number = number
        self.steps = steps
    }
}

extension JSONShape where Value == ExplanationDocument.Step {
    fileprivate static var step: JSONShape {
        .object { fields in
            let event = fields.required("event", .integer)
            let at = fields.required("at", .time)
            let actor = fields.required("actor", .string)
            let channel = fields.required("channel", .string)
            let kind = fields.required("kind", .string)
            let facts = fields.required("facts", .entries(.string, .string))
            let words = fields.optional("words", .string)
            let clocks = fields.required("clocks", .array(of: .clock))
            return try ExplanationDocument.Step(
                event: event.get(),
                at: at.get(),
                actor: actor.get(),
                channel: channel.get(),
                kind: kind.get(),
                facts: Dictionary(facts.get().map { ($0.key, $0.value) }) { $1 },
                words: words.get(),
                clocks: clocks.get()
            )
        }
    }
}

extension JSONShape where Value == ExplanationDocument.Clock {
    fileprivate static var clock: JSONShape {
        .object { fields in
            let step = fields.required("step", .oneOf(TermStep.self))
            let rule = fields.required("rule", .string)
            let length = fields.optional("length", .string)
            let calendar = fields.required("calendar", .oneOf(TermCalendar.self))
            let zone = fields.optional("zone", .string)
            let from = fields.required("from", .time)
            let due = fields.required("due", .time)
            let counted = fields.required("counted", .array(of: .stretch))
            let dueByNow = fields.optional("dueByNow", .time)
            return try ExplanationDocument.Clock(
                step: step.get(),
                rule: rule.get(),
                length: length.get(),
                calendar: calendar.get(),
                zone: zone.get(),
                from: from.get(),
                due: due.get(),
                counted: counted.get(),
                dueByNow: dueByNow.get()
            )
        }
    }
}

extension JSONShape where Value == ExplanationDocument.Stretch {
    fileprivate static var stretch: JSONShape {
        .object { fields in
            let from = fields.required("from", .time)
            let to = fields.required("to", .time)
            return try ExplanationDocument.Stretch(from: from.get(), to: to.get())
        }
    }
}
