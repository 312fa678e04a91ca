public import HotlineCore

/// The people, numbers and moments of the tests; all of them are fictional.
public enum Fixtures {
    /// Thursday, 2026-03-12, five past two in the afternoon in Moscow.
    public static let now = Instant(seconds: 1_773_313_500)

    /// Moscow as it is since 2014.
    public static let moscow = ZoneRules(name: "Europe/Moscow", firstOffset: 3 * 3600, changes: [])

    /// The caller's mobile number, `+7 900 000-00-xx`.
    public static func mobile(_ last: Int = 42) -> PhoneNumber {
        fictional("+790000000\(last < 10 ? "0" : "")\(last)")
    }

    /// A number of the city, which takes no texts.
    public static let landline = fictional("+74950000001")

    /// A foreign number, `+1 202 555 01xx`.
    public static func foreign(_ last: Int = 42) -> PhoneNumber {
        fictional("+120255501\(last < 10 ? "0" : "")\(last)")
    }

    /// What Asterisk says of a caller with this number.
    public static func caller(_ number: PhoneNumber) -> CallerNumber {
        CallerNumber(callerID: number.e164, presentation: 0, cityCode: "495")
    }

    /// A call that arrives, from the mobile number unless said otherwise.
    public static func callStart(_ uniqueID: String = "1773313500.1", from caller: CallerNumber? = nil) -> CallStart {
        CallStart(uniqueID: uniqueID, caller: caller ?? Self.caller(mobile()), dialled: "74950000001")
    }

    /// One member of the staff for each role, each with a phone of their own from 01 on.
    public static let staff: [StaffMember] = zip(1..., Role.allCases).map { index, role in
        StaffMember(login: role.rawValue, name: role.title, roles: [role], phone: mobile(index))
    }

    /// The member of ``staff`` with this role, as somebody who asks.
    public static func person(_ role: Role) -> Person {
        Person(login: role.rawValue, name: role.title, roles: [role])
    }

    /// The regulation as it is written, in Moscow.
    public static func regulation(
        consent: Regulation.ConsentPolicy = .asked,
        staff: [StaffMember] = Fixtures.staff,
        routing: Routing = .regulation
    ) -> Regulation {
        Regulation(
            routing: routing,
            staff: staff,
            texts: MessageTexts(school: "Школа 1539", zone: moscow),
            consent: consent
        )
    }

    /// What holds for texts: gateways that report, and nothing else.
    public static func outboxRules(
        _ gateways: [OutboxRules.Gateway] = [OutboxRules.Gateway(name: "scripted")],
        quietHours: QuietHours? = nil,
        perPhone: RateLimit? = nil,
        overall: RateLimit? = nil,
        bundleFrom: Int = 3
    ) -> OutboxRules {
        OutboxRules(
            gateways: gateways,
            quietHours: quietHours,
            zone: moscow,
            perPhone: perPhone,
            overall: overall,
            bundleFrom: bundleFrom
        )
    }

    /// An appeal by telephone that has just arrived.
    public static func appeal(
        _ number: Int64 = 1042,
        type: AppealType? = nil,
        route: AppealRoute? = nil,
        phone: PhoneNumber? = mobile(),
        consent: Bool? = nil,
        source: AppealSource = .phone
    ) -> Appeal {
        Appeal(
            number: AppealNumber(number),
            status: .received,
            source: source,
            type: type,
            route: route,
            isPrivate: route?.isPrivate == true,
            form: AppealForm(phone: phone),
            assignee: nil,
            receivedAt: now,
            distributedAt: nil,
            takenAt: nil,
            closedAt: nil,
            deadlines: Terms.regulation.deadlines(receivedAt: now),
            result: nil,
            delivery: nil,
            consent: consent,
            version: 1
        )
    }

    /// A number known to be right.
    private static func fictional(_ e164: String) -> PhoneNumber {
        guard let number = try? PhoneNumber(e164: e164) else { preconditionFailure("a fixture is no telephone number") }
        return number
    }
}
