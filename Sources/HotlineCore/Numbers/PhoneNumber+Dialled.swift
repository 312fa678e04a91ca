extension PhoneNumber {
    /// Reads a number as people and exchanges write it.
    ///
    /// Taken: `8XXXXXXXXXX`, `+7…`, `7…`, ten digits, seven digits with the city's code, `00` or `810` and a foreign number,
    /// `+` and a foreign number; spaces, brackets, dashes and dots anywhere; an extension behind the number is left out.
    /// `+8 9…` is the Russian mobile number it was meant to be, for no country has the code 89. Refused are digits of other
    /// scripts, full-width ones too, codes of the zone 7 that nobody has, and more than eleven digits behind a bare `8`.
    ///
    /// - Parameters:
    ///   - dialled: The text.
    ///   - cityCode: The three digits that seven-digit numbers stand in, `495` for Moscow; `nil` refuses seven digits.
    /// - Throws: ``PhoneNumberError/unreadable`` where the text is no telephone number.
    public init(dialled: String, cityCode: String? = nil) throws(PhoneNumberError) {
        guard let (digits, isInternational) = Self.digits(of: dialled) else { throw PhoneNumberError.unreadable }
        let national: String
        switch (digits.count, digits.first) {
        case (11, _) where isInternational && digits.hasPrefix("89"): national = "7" + digits.dropFirst()
        case (_, _) where isInternational: national = digits
        case (11, "8"), (11, "7"): national = "7" + digits.dropFirst()
        case (10, _): national = "7" + digits
        case (7, _):
            guard let cityCode else { throw PhoneNumberError.unreadable }
            national = "7" + cityCode + digits
        case (12..., _) where digits.hasPrefix("810"): national = String(digits.dropFirst(3))
        case (10..., _) where digits.hasPrefix("00"): national = String(digits.dropFirst(2))
        case (12...15, _) where !digits.hasPrefix("8"): national = digits
        default: throw PhoneNumberError.unreadable
        }
        let isRussian = national.hasPrefix("7")
        guard !isRussian || (national.count == 11 && Self.isAssigned(national.dropFirst())),
            let number = try? PhoneNumber(e164: "+" + national)
        else {
            throw PhoneNumberError.unreadable
        }
        self = number
    }

    /// Whether somebody may have this number of the zone 7: no code begins with 0, 1 or 2, nor with 79 or 89, which is what is left
    /// of a mobile number that lost a digit.
    private static func isAssigned(_ number: Substring) -> Bool {
        !["0", "1", "2", "79", "89"].contains { number.hasPrefix($0) }
    }

    /// The digits before any extension, and whether a `+` leads them; `nil` where something foreign stands between.
    private static func digits(of text: String) -> (String, isInternational: Bool)? {
        var digits = ""
        var isInternational = false
        scan: for character in text {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where digits.isEmpty && !isInternational: isInternational = true
            case " ", "\t", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "(", ")", ".", "/": continue
            case "-", "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2212}": continue
            case ",", ";", "#", "x", "X", "х", "Х", "д", "Д", "e", "E": break scan
            default: return nil
            }
        }
        return digits.isEmpty ? nil : (digits, isInternational)
    }
}
