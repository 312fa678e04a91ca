public import JSON

/// The settings file, read and found in order.
///
/// The keys are those of `config/hotline.schema.json`; paths are as they stand in the file, relative to its folder.
public struct Settings: Hashable, Sendable {
    /// `school`: who runs the hotline.
    public var school: SchoolSettings
    /// `store.path`: the SQLite file.
    public var storePath: String
    /// `socket`: where the command line finds the service.
    public var socket: SocketSettings
    /// `agi`: where calls come in.
    public var agi: AGISettings
    /// `menu`: how the menu behaves.
    public var menu: MenuSettings
    /// `calendar`: when the hotline is open; always, where the file does not say.
    public var calendar: CalendarSettings
    /// `staff`: everybody.
    public var staff: [StaffMember]
    /// `routing`: who is in charge of what.
    public var routing: Routing
    /// `terms`: how long each step may take.
    public var terms: TermSettings
    /// `sms`: how texts are sent.
    public var sms: SMSSettings
    /// `email`: how mail is sent.
    public var email: EmailSettings
    /// `web`: where the form is served.
    public var web: WebSettings
    /// `asterisk`: how to speak with Asterisk beside AGI.
    public var asterisk: AsteriskSettings
    /// `retention`: how long personal data is kept.
    public var retention: RetentionSettings
    /// `backup`: where backups go; `nil` where none are made.
    public var backup: BackupSettings?
    /// `reports`: when reports are mailed.
    public var reports: ReportSettings
    /// `api`: where the staff API is served to machines elsewhere; `nil` where it is not.
    public var api: APISettings?
}

extension Settings {
    /// Reads a settings file's value.
    ///
    /// - Parameters:
    ///   - json: The value.
    ///   - knowsZone: Whether the machine knows a zone of this name.
    /// - Throws: `JSONFaults` with everything that is wrong, each with its place.
    public init(_ json: JSON, knowsZone: @escaping @Sendable (String) -> Bool = { _ in true }) throws(JSONFaults) {
        self = try json.read(as: .settings(knowsZone: knowsZone))
    }
}

extension JSONShape where Value == Settings {
    /// The whole file.
    static func settings(knowsZone: @escaping @Sendable (String) -> Bool) -> JSONShape {
        .object { fields in
            fields.ignored("$schema")
            let school = fields.required("school", .school(knowsZone: knowsZone))
            let store = fields.required("store", .storePath)
            let socket = fields.required("socket", .socket)
            let agi = fields.required("agi", .agi)
            let menu = fields.optional("menu", .menu, default: MenuSettings())
            let calendar = fields.optional("calendar", .calendar, default: CalendarSettings())
            let staff = fields.required("staff", .array(of: .staffMember))
            let routing = fields.optional("routing", .routing, default: .regulation)
            let terms = fields.optional("terms", .terms, default: TermSettings())
            let sms = fields.required("sms", .sms)
            let email = fields.optional("email", .email, default: EmailSettings())
            let web = fields.optional("web", .web, default: WebSettings())
            let asterisk = fields.optional("asterisk", .asterisk, default: AsteriskSettings())
            let retention = fields.optional("retention", .retention, default: RetentionSettings())
            let backup = fields.optional("backup", .backup)
            let reports = fields.optional("reports", .reports, default: ReportSettings())
            let api = fields.optional("api", .api)
            if let staff = staff.value { fields.noteFaults(of: staff, routing: routing.value) }
            if terms.value?.countsWorkingTime == true, let calendar = calendar.value,
                BusinessCalendar(calendar, zone: .utc).instant(afterOpen: .seconds(30 * 86400), from: .calendarTrial)
                    == nil
            {
                fields.fault("cannot count working time: /calendar is hardly ever open", at: "terms", "calendar")
            }
            if let school = school.value, let sms = sms.value { fields.noteFaults(of: sms.templates, school: school) }
            if let ladder = sms.value?.ladder, let asterisk = asterisk.value {
                fields.noteFaults(of: ladder, terms: terms.value, asterisk: asterisk)
            }
            return try Settings(
                school: school.get(),
                storePath: store.get(),
                socket: socket.get(),
                agi: agi.get(),
                menu: menu.get(),
                calendar: calendar.get(),
                staff: staff.get(),
                routing: routing.get(),
                terms: terms.get(),
                sms: sms.get(),
                email: email.get(),
                web: web.get(),
                asterisk: asterisk.get(),
                retention: retention.get(),
                backup: backup.get(),
                reports: reports.get(),
                api: api.get()
            )
        }
    }
}

extension Instant {
    /// From where a calendar is tried out: 2026-01-01.
    fileprivate static let calendarTrial = Instant(seconds: 1_767_225_600)
}

extension JSONFields {
    /// Faults that show when the staff are seen together with who is in charge of what.
    fileprivate mutating func noteFaults(of staff: [StaffMember], routing: Routing?) {
        for (index, member) in staff.enumerated()
        where staff.prefix(index).contains(where: { $0.login == member.login }) {
            fault("another member of the staff has this login", at: "staff", "\(index)", "login")
        }
        let others = [Actor.system.name, Actor.caller.name, Actor.author.name]
        for (index, member) in staff.enumerated() where others.contains(member.login) {
            fault("stands for somebody else in the log of events", at: "staff", "\(index)", "login")
        }
        for (index, member) in staff.enumerated() {
            guard let login = member.deputy else { continue }
            guard let deputy = staff.first(where: { $0.login == login }), deputy.login != member.login else {
                fault("must be the login of another member of the staff", at: "staff", "\(index)", "deputy")
                continue
            }
            if member.roles.contains(.psychologist), !deputy.roles.contains(.psychologist) {
                fault("only a psychologist may stand in for one", at: "staff", "\(index)", "deputy")
            }
        }
        if !staff.contains(where: { $0.roles.contains(.head) && $0.phone != nil }) {
            fault("nobody has the role \"head\" and a phone: somebody must be told of what is overdue", at: "staff")
        }
        guard let routing else { return }
        for route in AppealRoute.allCases {
            guard let role = routing.roles[route] else { continue }
            let inCharge = staff.filter { $0.roles.contains(role) }
            if inCharge.isEmpty {
                fault("nobody in /staff has the role \"\(role.rawValue)\"", at: "routing", route.rawValue)
            } else if inCharge.allSatisfy({ $0.phone == nil }) {
                fault("nobody in /staff with the role \"\(role.rawValue)\" has a phone", at: "routing", route.rawValue)
            }
        }
    }

    /// A call for which nobody can ask Asterisk, or which would come before the appeal.
    fileprivate mutating func noteFaults(of ladder: SMSLadder, terms: TermSettings?, asterisk: AsteriskSettings) {
        guard let call = ladder.call else { return }
        if asterisk.ami == nil {
            fault("needs /asterisk/ami, through which Asterisk is asked to call", at: "sms", "ladder", "call")
        }
        if let take = terms?.take, call.before >= take.length {
            fault("must be shorter than /terms/take", at: "sms", "ladder", "call", "before")
        }
    }

    /// Texts that would not fit their parts at their longest, or tell the result where it does not belong.
    fileprivate mutating func noteFaults(of templates: [MessageKind: MessageTemplate], school: SchoolSettings) {
        for kind in MessageKind.allCases {
            guard let template = templates[kind], template.places.contains(.result) != (kind == .closed) else {
                continue
            }
            let verb = kind == .closed ? "must" : "cannot"
            fault("\(verb) have the place \"{result}\"", at: "sms", "texts", kind.rawValue)
        }
        let texts = MessageTexts(templates: templates, school: school.shortName, zone: .utc)
        for kind in MessageKind.allCases {
            let size = SMSSize(of: texts.longest(kind))
            guard size.parts > kind.partBudget else { continue }
            let message =
                "takes \(size.parts) parts at its longest (\(size.units) characters);"
                + " at most \(kind.partBudget) (\(size.room(in: kind.partBudget)) characters) may be used"
            if templates[kind] == nil {
                fault("makes the text \"\(kind.rawValue)\" too long: it \(message)", at: "school", "shortName")
            } else {
                fault(message, at: "sms", "texts", kind.rawValue)
            }
        }
    }
}
