internal import JSON

extension JSONShape where Value == MenuSettings {
    static var menu: JSONShape {
        .object { fields in
            let standard = MenuSettings()
            let key: JSONShape<Duration> = .duration(.seconds(1) ... .seconds(30))
            let afterType = fields.optional(
                "afterType",
                .oneOf(MenuSettings.AfterType.self),
                default: standard.afterType
            )
            let fullForm = fields.optional("fullForm", .oneOf(MenuSettings.FullForm.self), default: standard.fullForm)
            let firstKey = fields.optional("firstKey", key, default: standard.firstKey)
            let between = fields.optional("betweenKeys", key, default: standard.betweenKeys)
            let timeouts = fields.optional("timeouts", .named(MenuSettings.QuestionName.self, key), default: [:])
            let prompts = fields.optional("prompts", .named(Prompt.self, .soundFile), default: [:])
            let order = fields.optional(
                "order",
                .array(of: .oneOf(MenuSettings.LaterStep.self)),
                default: standard.order
            )
            let limits = fields.optional("limits", .limits, default: standard.limits)
            let tries = fields.optional("tries", .tries, default: standard.tries)
            let repeatWithin = fields.optional(
                "repeatWithin",
                .duration(.seconds(60) ... .seconds(86400)),
                default: standard.repeatWithin
            )
            let isBurstNamed = fields.has("burst")
            let burst = fields.optional("burst", .burst)
            for index in (order.value ?? []).repeatedIndices {
                fields.fault("this step is named already", at: "order", "\(index)")
            }
            var menu = standard
            menu.afterType = try afterType.get()
            menu.fullForm = try fullForm.get()
            menu.firstKey = try firstKey.get()
            menu.betweenKeys = try between.get()
            menu.timeouts = try timeouts.get()
            menu.prompts = try prompts.get()
            menu.order = try order.get()
            menu.limits = try limits.get()
            menu.tries = try tries.get()
            menu.repeatWithin = try repeatWithin.get()
            menu.burst = try isBurstNamed ? burst.get() : standard.burst
            return menu
        }
    }
}

extension JSONShape where Value == MenuSettings.Limits {
    fileprivate static var limits: JSONShape {
        .object { fields in
            let standard = MenuSettings.Limits()
            let menu = fields.optional("menu", .duration(.seconds(30) ... .seconds(3600)), default: standard.menu)
            let call = fields.optional("call", .duration(.seconds(60) ... .seconds(4 * 3600)), default: standard.call)
            let isCountNamed = fields.has("callsPerHour")
            let count = fields.optional("callsPerHour", .integer(in: 1...1000))
            if let menu = menu.value, let call = call.value, menu > call {
                fields.fault("must be no longer than \"call\", which is \(call.setting)", at: "menu")
            }
            var limits = standard
            limits.menu = try menu.get()
            limits.call = try call.get()
            limits.callsPerHour = try isCountNamed ? count.get() : standard.callsPerHour
            return limits
        }
    }
}

extension JSONShape where Value == MenuSettings.Tries {
    fileprivate static var tries: JSONShape {
        .object { fields in
            let standard = MenuSettings.Tries()
            let silence = fields.optional("silence", .integer(in: 0...5), default: standard.silence)
            let wrongKey = fields.optional("wrongKey", .integer(in: 0...5), default: standard.wrongKey)
            let all = fields.optional("all", .integer(in: 1...10), default: standard.all)
            var tries = standard
            tries.silence = try silence.get()
            tries.wrongKey = try wrongKey.get()
            tries.all = try all.get()
            return tries
        }
    }
}

extension JSONShape where Value == MenuSettings.Burst {
    fileprivate static var burst: JSONShape {
        .object { fields in
            let standard = MenuSettings.Burst()
            let appeals = fields.optional("appeals", .integer(in: 2...1000), default: standard.appeals)
            let within = fields.optional(
                "within",
                .duration(.seconds(60) ... .seconds(86400)),
                default: standard.within
            )
            var burst = standard
            burst.appeals = try appeals.get()
            burst.within = try within.get()
            return burst
        }
    }
}

extension JSONShape {
    /// An object whose keys are the cases of a type, each of which may be left out.
    fileprivate static func named<Name, Element>(
        _ names: Name.Type,
        _ element: JSONShape<Element>
    ) -> JSONShape
    where Value == [Name: Element], Name: CaseIterable & RawRepresentable & Sendable, Name.RawValue == String {
        .object { fields in
            var read: [Name: JSONField<Element?>] = [:]
            for name in names.allCases { read[name] = fields.optional(name.rawValue, element) }
            return try read.mapValues { try $0.get() }.compactMapValues { $0 }
        }
    }
}

extension JSONShape where Value == String {
    /// A sound file as Asterisk is told it, below the folder of the language and without ending.
    fileprivate static var soundFile: JSONShape {
        string.parsed(as: "a sound file's name without ending: letters, digits, \"_\", \"-\" and \"/\"") { text in
            let isName = text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                    || [0x2D, 0x2F, 0x5F].contains($0)
            }
            guard isName, let first = text.utf8.first, ![0x2D, 0x2F].contains(first) else { return nil }
            return text
        }
    }
}
