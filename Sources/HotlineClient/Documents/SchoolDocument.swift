public import HotlineCore
public import JSON

/// What is to be known of the school by programs that have no settings file.
public struct SchoolDocument: Hashable, Sendable {
    /// The zone all times are told in, by its name in the time-zone database.
    public var timeZone: String
    /// The code that seven-digit numbers stand in.
    public var cityCode: String?

    /// Creates a document.
    public init(timeZone: String, cityCode: String?) {
        self.timeZone = timeZone
        self.cityCode = cityCode
    }

    /// Tells of what the settings say.
    public init(_ settings: SchoolSettings) {
        self.init(timeZone: settings.timeZone, cityCode: settings.cityCode)
    }

    /// The document as JSON, with every key there is.
    public var json: JSON { ["timeZone": .string(timeZone), "cityCode": JSON(cityCode)] }
}

extension JSONShape where Value == SchoolDocument {
    static var schoolDocument: JSONShape {
        .object { fields in
            let timeZone = fields.required("timeZone", .string)
            let cityCode = fields.optional("cityCode", .string)
            return try SchoolDocument(timeZone: timeZone.get(), cityCode: cityCode.get())
        }
    }
}
