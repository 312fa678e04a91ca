public import HotlineCore
public import JSON

/// One of the staff as the staff API tells of them.
public struct StaffDocument: Hashable, Sendable {
    /// The account.
    public var login: String
    /// The name.
    public var name: String
    /// What they are.
    public var roles: [Role]
    /// Where their texts go, masked.
    public var phone: String?
    /// How many open appeals they have.
    public var openAppeals: Int
    /// Whether they are on duty now.
    public var isOnDuty: Bool
    /// The last day of the absence they are in, `2026-03-12`.
    public var absentUntil: String?
    /// The login of who stands in for them.
    public var deputy: String?

    /// Tells of a member of the staff at `now`.
    public init(_ member: StaffMember, given workload: Workload, zone: ZoneRules, now: Instant) {
        let time = zone.civilTime(at: now)
        let absence = workload.absences.first { $0.login == member.login && $0.holds(on: CalendarDay(time)) }
        login = member.login
        name = member.name
        roles = member.roles
        phone = member.phone?.masked
        openAppeals = workload.openAppeals[member.login, default: 0]
        isOnDuty = absence == nil && member.isOnDuty(at: time)
        absentUntil = absence?.last.text
        deputy = absence?.deputy ?? member.deputy
    }

    private init(login: String, name: String, roles: [Role], openAppeals: Int, isOnDuty: Bool) {
        self.login = login
        self.name = name
        self.roles = roles
        self.openAppeals = openAppeals
        self.isOnDuty = isOnDuty
    }

    /// The document as JSON, with every key there is.
    public var json: JSON {
        [
            "login": .string(login), "name": .string(name), "roles": .array(roles.map { .string($0.rawValue) }),
            "phone": JSON(phone), "openAppeals": .integer(Int64(openAppeals)), "onDuty": .bool(isOnDuty),
            "absentUntil": JSON(absentUntil), "deputy": JSON(deputy),
        ]
    }

    /// Reads what ``json`` writes.
    static var shape: JSONShape<StaffDocument> {
        .object { fields in
            let login = fields.required("login", .string)
            let name = fields.required("name", .string)
            let roles = fields.required("roles", .array(of: .oneOf(Role.self)))
            let phone = fields.optional("phone", .string)
            let openAppeals = fields.required("openAppeals", .integer)
            let isOnDuty = fields.required("onDuty", .bool)
            let absentUntil = fields.optional("absentUntil", .string)
            let deputy = fields.optional("deputy", .string)
            var document = try StaffDocument(
                login: login.get(),
                name: name.get(),
                roles: roles.get(),
                openAppeals: openAppeals.get(),
                isOnDuty: isOnDuty.get()
            )
            document.phone = try phone.get()
            document.absentUntil = try absentUntil.get()
            document.deputy = try deputy.get()
            return document
        }
    }
}

/// An absence as the staff API tells of it, and as it is asked for.
public struct AbsenceDocument: Hashable, Sendable {
    /// Its number; `nil` before it is kept.
    public var id: Int64?
    /// Who is not there.
    public var login: String
    /// The first day.
    public var first: CalendarDay
    /// The last day.
    public var last: CalendarDay
    /// The login of who stands in.
    public var deputy: String?

    /// Creates an absence to be kept.
    public init(login: String, first: CalendarDay, last: CalendarDay, deputy: String?) {
        self.login = login
        self.first = first
        self.last = last
        self.deputy = deputy
    }

    /// Tells of an absence.
    public init(_ absence: Absence) {
        self.init(login: absence.login, first: absence.first, last: absence.last, deputy: absence.deputy)
        id = absence.id.value
    }

    /// The document as JSON, with every key there is.
    public var json: JSON {
        [
            "id": id.map { .integer($0) } ?? .null, "login": .string(login), "first": .string(first.text),
            "last": .string(last.text), "deputy": JSON(deputy),
        ]
    }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: `JSONFaults` with everything that is wrong with it.
    public init(_ json: JSON) throws(JSONFaults) {
        self = try json.read(as: Self.shape)
    }

    static var shape: JSONShape<AbsenceDocument> {
        .object { fields in
            let id = fields.optional("id", .integer)
            let login = fields.required("login", .nonEmptyString)
            let first = fields.required("first", .calendarDay)
            let last = fields.required("last", .calendarDay)
            let deputy = fields.optional("deputy", .nonEmptyString)
            if let from = first.value, let to = last.value, to < from {
                fields.fault("must not be before the first day", at: "last")
            }
            var document = try AbsenceDocument(
                login: login.get(),
                first: first.get(),
                last: last.get(),
                deputy: deputy.get()
            )
            document.id = try id.get().map(Int64.init)
            return document
        }
    }
}

extension JSONShape where Value == CalendarDay {
    fileprivate static var calendarDay: JSONShape {
        JSONShape<String>.string.parsed(as: "a day such as \"2026-03-12\"") { CalendarDay($0) }
    }
}
