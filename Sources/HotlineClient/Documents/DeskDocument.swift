public import HotlineCore
public import JSON

/// What the live desk shows one person: the calls going on, and the open appeals, the one whose term ends first in front.
public struct DeskDocument: Hashable, Sendable {
    /// What tells this state from every other: who asks again with it is answered once something is different.
    public var tag: String
    /// The calls, the one that came first in front.
    public var calls: [DeskCall]
    /// The appeals.
    public var appeals: [DeskAppeal]

    /// Creates a document.
    public init(tag: String, calls: [DeskCall], appeals: [DeskAppeal]) {
        self.tag = tag
        self.calls = calls
        self.appeals = appeals
    }

    /// The document as JSON.
    public var json: JSON {
        [
            "tag": .string(tag), "calls": .array(calls.map(\.json)), "appeals": .array(appeals.map(\.json)),
        ]
    }
}

/// A call that goes on, as the desk shows it.
public struct DeskCall: Hashable, Sendable {
    /// Where a call is.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// In the menu.
        case menu
        /// It waits for a specialist, and nobody's telephone rings.
        case queued
        /// It waits, and telephones ring.
        case ringing
        /// It talks with a specialist.
        case talking
    }

    /// Its appeal.
    public var appeal: AppealNumber?
    /// The caller's number, masked.
    public var caller: String?
    /// Where it is.
    public var state: State
    /// The step of the menu it has come to.
    public var step: CallStep?
    /// The type the caller chose.
    public var type: AppealType?
    /// What it is about.
    public var route: AppealRoute?
    /// Who the caller says they are.
    public var role: AuthorRole?
    /// The class the caller keyed.
    public var className: String?
    /// The keys pressed.
    public var keys: String?
    /// When it came, or since when it waits or talks.
    public var since: CivilTime
    /// The logins of those who are rung, or of the one who talks.
    public var people: [String]

    /// Creates a call.
    public init(appeal: AppealNumber?, state: State, since: CivilTime, people: [String] = []) {
        self.appeal = appeal
        self.state = state
        self.since = since
        self.people = people
    }

    /// The call as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "appeal": appeal.map { .integer($0.value) } ?? .null, "caller": JSON(caller),
            "state": .string(state.rawValue), "step": JSON(step?.rawValue), "type": JSON(type?.rawValue),
            "route": JSON(route?.rawValue), "role": JSON(role?.rawValue), "className": JSON(className),
            "keys": JSON(keys), "since": .string(since.rfc3339), "people": .array(people.map(JSON.string)),
        ]
    }
}

/// An open appeal, as the desk shows it.
public struct DeskAppeal: Hashable, Sendable {
    /// Its number.
    public var number: AppealNumber
    /// How far it has come.
    public var status: AppealStatus
    /// What it is about; this and all that follows but the times is `nil` where that is not for the one who asks.
    public var route: AppealRoute?
    /// Whether only its specialist may see who and what.
    public var isPrivate: Bool
    /// The login of the specialist it is with.
    public var assignee: String?
    /// ФИО обратившегося.
    public var fullName: String?
    /// The class.
    public var className: String?
    /// The telephone, masked.
    public var phone: String?
    /// When it arrived.
    public var receivedAt: CivilTime
    /// The term that runs.
    public var term: TermStep
    /// When it ends.
    public var due: CivilTime

    /// Tells of an appeal what a person may see of it; `nil` where it is closed.
    public init?(_ appeal: Appeal, for person: Person, zone: ZoneRules) {
        number = appeal.number
        status = appeal.status
        isPrivate = appeal.isPrivate
        receivedAt = zone.civilTime(at: appeal.receivedAt)
        switch appeal.status {
        case .received: (term, due) = (.distribute, zone.civilTime(at: appeal.deadlines.distribute.due))
        case .distributed:
            let take = appeal.deadlines.take ?? appeal.deadlines.close
            (term, due) = (.take, zone.civilTime(at: take.due))
        case .inProgress: (term, due) = (.close, zone.civilTime(at: appeal.deadlines.close.due))
        case .closed: return nil
        }
        guard person.maySeeContent(of: appeal) else { return }
        route = appeal.route
        assignee = appeal.assignee
        fullName = appeal.form.fullName
        className = appeal.form.className
        phone = appeal.form.phone?.masked
    }

    /// Reads an appeal as ``json`` writes it.
    init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(as: .object { fields in try DeskAppeal(&fields) })
    }

    fileprivate init(_ fields: inout JSONFields) throws {
        let number = fields.required("number", .appealNumber)
        let status = fields.required("status", .oneOf(AppealStatus.self))
        let route = fields.optional("route", .oneOf(AppealRoute.self))
        let isPrivate = fields.required("private", .bool)
        let assignee = fields.optional("assignee", .string)
        let fullName = fields.optional("fullName", .string)
        let className = fields.optional("className", .string)
        let phone = fields.optional("phone", .string)
        let receivedAt = fields.required("receivedAt", .time)
        let term = fields.required("term", .oneOf(TermStep.self))
        let due = fields.required("due", .time)
        self.number = try number.get()
        self.status = try status.get()
        self.route = try route.get()
        self.isPrivate = try isPrivate.get()
        self.assignee = try assignee.get()
        self.fullName = try fullName.get()
        self.className = try className.get()
        self.phone = try phone.get()
        self.receivedAt = try receivedAt.get()
        self.term = try term.get()
        self.due = try due.get()
    }

    /// The appeal as JSON; what is absent is `null`.
    public var json: JSON {
        [
            "number": .integer(number.value), "status": .string(status.rawValue), "route": JSON(route?.rawValue),
            "private": .bool(isPrivate), "assignee": JSON(assignee), "fullName": JSON(fullName),
            "className": JSON(className), "phone": JSON(phone), "receivedAt": .string(receivedAt.rfc3339),
            "term": .string(term.rawValue), "due": .string(due.rfc3339),
        ]
    }
}

extension DeskCall: CustomStringConvertible, CustomReflectable {
    /// The appeal and the state only.
    public var description: String { "call of \(appeal.map { "\($0)" } ?? "nobody") (\(state.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["call": description]) }
}

extension DeskAppeal: CustomStringConvertible, CustomReflectable {
    /// The number and the status only.
    public var description: String { "appeal \(number) (\(status.rawValue))" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["appeal": description]) }
}

extension JSONShape where Value == DeskDocument {
    static var deskDocument: JSONShape {
        .object { fields in
            let tag = fields.required("tag", .string)
            let calls = fields.required("calls", .array(of: .deskCall))
            let appeals = fields.required("appeals", .array(of: .object { fields in try DeskAppeal(&fields) }))
            return DeskDocument(tag: try tag.get(), calls: try calls.get(), appeals: try appeals.get())
        }
    }
}

extension JSONShape where Value == DeskCall {
    fileprivate static var deskCall: JSONShape {
        .object { fields in
            let appeal = fields.optional("appeal", .appealNumber)
            let caller = fields.optional("caller", .string)
            let state = fields.required("state", .oneOf(DeskCall.State.self))
            let step = fields.optional("step", .oneOf(CallStep.self))
            let type = fields.optional("type", .oneOf(AppealType.self))
            let route = fields.optional("route", .oneOf(AppealRoute.self))
            let role = fields.optional("role", .oneOf(AuthorRole.self))
            let className = fields.optional("className", .string)
            let keys = fields.optional("keys", .string)
            let since = fields.required("since", .time)
            let people = fields.required("people", .array(of: .string))
            var call = try DeskCall(
                appeal: appeal.get(),
                state: state.get(),
                since: since.get(),
                people: people.get()
            )
            call.caller = try caller.get()
            call.step = try step.get()
            call.type = try type.get()
            call.route = try route.get()
            call.role = try role.get()
            call.className = try className.get()
            call.keys = try keys.get()
            return call
        }
    }
}
