/// The default alphabet of GSM text messages, seven bits a character (3GPP TS 23.038, 6.2.1).
enum GSMAlphabet {
    /// What stands before a character of the second table.
    static let escape: UInt8 = 0x1B

    // Line by line sixteen characters; in the place of the escape stands one that no text has.
    private static let table = Array(
        """
        @£$¥èéùìòÇ\nØø\rÅå\
        Δ_ΦΓΛΩΠΨΣΘΞ\u{FFFF}ÆæßÉ\
         !"#¤%&'()*+,-./\
        0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNO\
        PQRSTUVWXYZÄÖÑÜ§\
        ¿abcdefghijklmno\
        pqrstuvwxyzäöñüà
        """
        .unicodeScalars
    )
    private static let second: [UInt8: Unicode.Scalar] = [
        0x0A: "\u{0C}", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|",
        0x65: "€",
    ]

    /// The text as septets, one a byte; `nil` where a character is in neither table.
    static func septets(_ text: String) -> [UInt8]? {
        var septets: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let place = table.firstIndex(of: scalar), scalar != "\u{FFFF}" {
                septets.append(UInt8(place))
            } else if let place = second.first(where: { $0.value == scalar })?.key {
                septets += [escape, place]
            } else {
                return nil
            }
        }
        return septets
    }

    /// The text that septets are; what is in no table becomes U+FFFD.
    static func text(_ septets: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        for septet in septets {
            if isEscaped {
                text.append(second[septet] ?? "\u{FFFD}")
                isEscaped = false
            } else if septet == escape {
                isEscaped = true
            } else {
                text.append(table[Int(septet & 0x7F)])
            }
        }
        return String(text)
    }

    /// Septets as octets, the lowest bits first (3GPP TS 23.038, 6.1.2.1).
    static func packed(_ septets: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for septet in septets {
            bits |= UInt32(septet & 0x7F) << count
            count += 7
            while count >= 8 {
                octets.append(UInt8(bits & 0xFF))
                bits >>= 8
                count -= 8
            }
        }
        if count > 0 { octets.append(UInt8(bits & 0xFF)) }
        return octets
    }

    /// `count` septets of octets, after so many bits that are none.
    static func unpacked(_ octets: [UInt8], count: Int, skipping bits: Int = 0) -> [UInt8] {
        (0..<max(0, count)).map { place in
            let first = bits + place * 7
            let byte = first / 8
            let low = byte < octets.count ? UInt16(octets[byte]) : 0
            let high = byte + 1 < octets.count ? UInt16(octets[byte + 1]) : 0
            return UInt8(((high << 8 | low) >> UInt16(first % 8)) & 0x7F)
        }
    }
}
