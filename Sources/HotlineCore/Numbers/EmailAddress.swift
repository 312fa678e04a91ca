/// What an e-mail address looks like, as far as it can be told without sending to it.
public enum EmailAddress {
    /// Whether the text has one `@` with something on both sides, a dot or no dot behind it, and nothing that would break a mail's head.
    public static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first, let host = parts.last, text.utf8.count <= 254 else {
            return false
        }
        // By scalars: a bracket with a mark on it equals no bracket as a `Character`.
        let isForbidden = { (scalar: Unicode.Scalar) in
            scalar.properties.isWhitespace || "\"(),:;<>[\\]".unicodeScalars.contains(scalar)
                || [.control, .format].contains(scalar.properties.generalCategory)
        }
        return !name.isEmpty && !host.isEmpty && !host.hasPrefix(".") && !host.hasSuffix(".") && !host.contains("..")
            && !text.unicodeScalars.contains(where: isForbidden)
    }

    /// Whether the text is plausible as the address of somebody out there: behind the `@` there is a domain, which has a dot.
    ///
    /// Within a network a machine's name may do, so settings take one.
    public static func isPlausibleOutside(_ text: String) -> Bool {
        isPlausible(text) && text.drop { $0 != "@" }.contains(".")
    }

    /// The address with its first letter and its domain only, `g…@school.example`, for whoever need not know it.
    public static func masked(_ text: String) -> String {
        "\(text.prefix(1))…\(text.drop { $0 != "@" })"
    }
}
