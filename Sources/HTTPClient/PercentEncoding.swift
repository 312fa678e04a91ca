/// Writes names and values as the query of an address, or as a form's body.
///
/// All but the unreserved characters of RFC 3986 is percent-encoded, byte by byte in UTF-8; a space becomes `%20`.
///
/// - Parameter query: The names and values, in order; a name may come twice.
/// - Returns: The query, without a question mark before it.
public func percentEncoded(query: [(String, String)]) -> String {
    query.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
}

/// Writes a text as one part of an address.
///
/// - Parameter text: The text.
/// - Returns: The text, all but the unreserved characters of RFC 3986 percent-encoded.
public func percentEncoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
        if byte.isASCIILetterOrDigit || "-._~".utf8.contains(byte) {
            encoded.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            encoded += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
    }
    return encoded
}
