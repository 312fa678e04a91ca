public import HotlineCore
public import JSON

/// Who runs the hotline, for programs that have no settings file.
public struct SchoolDocument: Hashable, Sendable {
    /// The full name.
    public var name: String
    /// The name as texts have room for it.
    public var shortName: String
    /// The hotline's number.
    public var hotlineNumber: String
    /// The zone all times are told in, by its name in the time-zone database.
    public var timeZone: String
    /// The code that seven-digit numbers stand in.
    public var cityCode: String?

    /// Creates a document.
    public init(name: String, shortName: String, hotlineNumber: String, timeZone: String, cityCode: String?) {
        self.name = name
        self.shortName = shortName
        self.hotlineNumber = hotlineNumber
        self.timeZone = timeZone
        self.cityCode = cityCode
    }

    /// Tells of what the settings say.
    public init(_ settings: SchoolSettings) {
        self.init(
            name: settings.name,
            shortName: settings.shortName,
            hotlineNumber: settings.hotlineNumber.e164,
            timeZone: settings.timeZone,
            cityCode: settings.cityCode
        )
    }

    /// The document as JSON, with every key there is.
    public var json: JSON {
        [
            "name": .string(name), "shortName": .string(shortName), "hotlineNumber": .string(hotlineNumber),
            "timeZone": .string(timeZone), "cityCode": JSON(cityCode),
        ]
    }
}

extension JSONShape where Value == SchoolDocument {
    static var schoolDocument: JSONShape {
        .object { fields in
            let name = fields.required("name", .string)
            let shortName = fields.required("shortName", .string)
            let hotlineNumber = fields.required("hotlineNumber", .string)
            let timeZone = fields.required("timeZone", .string)
            let cityCode = fields.optional("cityCode", .string)
            return try SchoolDocument(
                name: name.get(),
                shortName: shortName.get(),
                hotlineNumber: hotlineNumber.get(),
                timeZone: timeZone.get(),
                cityCode: cityCode.get()
            )
        }
    }
}
