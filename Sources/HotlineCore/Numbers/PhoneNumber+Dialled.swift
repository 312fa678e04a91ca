extension PhoneNumber {
    /// Reads a number as people and exchanges write it.
    ///
    /// Taken: `8XXXXXXXXXX`, `+7…`, `7…`, ten digits, seven digits with the city's code, `00` or `810` and a foreign number,
    /// `+` and a foreign number; spaces, brackets, dashes and dots anywhere; an extension behind the number is left out.
    ///
    /// - Parameters:
    ///   - dialled: The text.
    ///   - cityCode: The three digits that seven-digit numbers stand in, `495` for Moscow; `nil` refuses seven digits.
    /// - Throws: ``PhoneNumberError/unreadable`` where the text is no telephone number.
    public init(dialled: String, cityCode: String? = nil) throws(PhoneNumberError) {
        guard let (digits, isInternational) = Self.digits(of: dialled) else { throw PhoneNumberError.unreadable }
        let national: String
        switch (digits.count, digits.first) {
        case (_, _) where isInternational: national = digits
        case (11, "8"), (11, "7"): national = "7" + digits.dropFirst()
        case (10, _): national = "7" + digits
        case (7, _):
            guard let cityCode else { throw PhoneNumberError.unreadable }
            national = "7" + cityCode + digits
        case (12..., _) where digits.hasPrefix("810"): national = String(digits.dropFirst(3))
        case (10..., _) where digits.hasPrefix("00"): national = String(digits.dropFirst(2))
        case (12...15, _): national = digits
        default: throw PhoneNumberError.unreadable
        }
        let isRussian = national.hasPrefix("7")
        guard !isRussian || national.count == 11, let number = try? PhoneNumber(e164: "+" + national) else {
            throw PhoneNumberError.unreadable
        }
        self = number
    }

    /// The digits before any extension, and whether a `+` leads them; `nil` where something foreign stands between.
    private static func digits(of text: String) -> (String, isInternational: Bool)? {
        var digits = ""
        var isInternational = false
        scan: for character in text {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where digits.isEmpty && !isInternational: isInternational = true
            case " ", "\u{A0}", "(", ")", "-", "–", ".", "\t", "\u{2011}", "\u{202F}", "/": continue
            case ",", ";", "#", "x", "X", "х", "Х", "д", "Д", "e", "E": break scan
            default: return nil
            }
        }
        return digits.isEmpty ? nil : (digits, isInternational)
    }
}
