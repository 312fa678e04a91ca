internal import JSON

/// `school`: who runs the hotline.
public struct SchoolSettings: Hashable, Sendable {
    /// The full name.
    public var name: String
    /// The name as texts have room for it.
    public var shortName: String
    /// The hotline's number, as visitors see it.
    public var hotlineNumber: PhoneNumber
    /// The zone all times are told in, by its name in the time-zone database.
    public var timeZone: String
    /// The code that seven-digit numbers stand in.
    public var cityCode: String?

    /// Creates settings.
    public init(
        name: String,
        shortName: String,
        hotlineNumber: PhoneNumber,
        timeZone: String,
        cityCode: String? = nil
    ) {
        self.name = name
        self.shortName = shortName
        self.hotlineNumber = hotlineNumber
        self.timeZone = timeZone
        self.cityCode = cityCode
    }
}

extension JSONShape where Value == SchoolSettings {
    static func school(knowsZone: @escaping @Sendable (String) -> Bool) -> JSONShape {
        .object { fields in
            let name = fields.required("name", .nonEmptyString)
            let shortName = fields.required("shortName", .nonEmptyString)
            let number = fields.required("hotlineNumber", .phoneNumber)
            let zone = fields.required(
                "timeZone",
                JSONShape<String>.nonEmptyString.converted { name in
                    guard knowsZone(name) else { throw JSONMismatch("the machine knows no zone of this name") }
                    return name
                }
            )
            let cityCode = fields.optional(
                "cityCode",
                JSONShape<String>.string.parsed(as: "three digits") {
                    $0.count == 3 && $0.allSatisfy(\.isASCIIDigit) ? $0 : nil
                }
            )
            return try SchoolSettings(
                name: name.get(),
                shortName: shortName.get(),
                hotlineNumber: number.get(),
                timeZone: zone.get(),
                cityCode: cityCode.get()
            )
        }
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension JSONShape where Value == PhoneNumber {
    /// A telephone number in E.164 form.
    static var phoneNumber: JSONShape {
        JSONShape<String>.string.parsed(as: "a telephone number such as \"+74950000001\"") {
            try? PhoneNumber(e164: $0)
        }
    }
}
