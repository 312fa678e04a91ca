/// Somebody of the Service, as the settings name them.
public struct StaffMember: Hashable, Sendable {
    /// The account on the machine the service runs on.
    public var login: String
    /// The name as it stands in lists.
    public var name: String
    /// What they are.
    public var roles: [Role]
    /// Where their texts go.
    public var phone: PhoneNumber?
    /// Where their mail goes.
    public var email: String?
    /// When they are on duty, by the clocks of the school's zone; `nil` for always.
    public var duty: [Weekday: OpeningHours]?
    /// The login of who stands in while they are absent.
    public var deputy: String?
    /// Whether their texts are in Latin letters, of which a part holds more than twice as many.
    public var transliterates: Bool

    /// Creates a member.
    public init(
        login: String,
        name: String,
        roles: [Role],
        phone: PhoneNumber? = nil,
        email: String? = nil,
        duty: [Weekday: OpeningHours]? = nil,
        deputy: String? = nil,
        transliterates: Bool = false
    ) {
        self.login = login
        self.name = name
        self.roles = roles
        self.phone = phone
        self.email = email
        self.duty = duty
        self.deputy = deputy
        self.transliterates = transliterates
    }

    /// A text as it is sent to them.
    public func text(_ body: String) -> String { transliterates ? Transliteration.icao(body) : body }

    /// Whether they are on duty when the clocks of the school show this.
    public func isOnDuty(at time: CivilTime) -> Bool {
        guard let duty else { return true }
        return duty[CalendarDay(time).weekday]?.contains(minute: time.hour * 60 + time.minute) ?? false
    }
}
