/// A text as the parts it is sent in.
///
/// UCS-2, as every Russian text needs: one part of 70 UTF-16 units, or several of 67 with a header that joins them
/// (3GPP TS 23.040, 9.2.3.24.1).
public enum SMSParts {
    /// The UTF-16 units that fit one part standing alone.
    public static let unitsAlone = 70
    /// The UTF-16 units that fit one of several parts.
    public static let unitsJoined = 67
    /// The most parts one text may have, for the header's count is one byte and a long text is no text message.
    public static let most = 6

    /// Cuts a text, never inside a character that takes two units.
    ///
    /// - Parameter text: The text; an empty one is one empty part.
    /// - Returns: The parts in order, at least one.
    public static func cut(_ text: String) -> [String] {
        guard text.utf16.count > unitsAlone else { return [text] }
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            let width = UTF16.width(scalar)
            if units + width > unitsJoined {
                parts.append(String(part))
                part = String.UnicodeScalarView()
                units = 0
            }
            part.append(scalar)
            units += width
        }
        parts.append(String(part))
        return parts
    }
}
