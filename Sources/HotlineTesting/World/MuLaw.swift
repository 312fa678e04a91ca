/// G.711 µ-law, as telephones speak it: one byte a sample, 8 000 samples a second.
public enum MuLaw {
    /// Samples a second.
    public static let rate = 8_000

    /// The byte of silence.
    public static let silence: UInt8 = 0xFF

    private static let table: [Int16] = (0..<256).map { byte in
        let bits = ~byte & 0xFF
        let magnitude = (((bits & 0x0F) << 3) + 132) << ((bits & 0x70) >> 4)
        return Int16(bits & 0x80 != 0 ? 132 - magnitude : magnitude - 132)
    }

    /// The 16-bit sample a byte stands for.
    public static func decode(_ byte: UInt8) -> Int16 { table[Int(byte)] }

    /// The byte that comes nearest to a 16-bit sample.
    public static func encode(_ sample: Int16) -> UInt8 {
        let magnitude = min(abs(Int(sample)), 32_635) + 132
        var exponent = 7
        while exponent > 0, magnitude & (0x80 << exponent) == 0 { exponent -= 1 }
        let mantissa = (magnitude >> (exponent + 3)) & 0x0F
        let sign = sample < 0 ? 0x80 : 0
        return ~UInt8(sign | (exponent << 4) | mantissa)
    }
}
