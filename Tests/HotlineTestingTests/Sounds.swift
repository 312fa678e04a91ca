/// Sounds made by arithmetic, each unlike any other.
enum Sounds {
    /// Something with the ups and downs of speech.
    static func speech(seconds: Double, seed: UInt32) -> [Int16] {
        var random = seed &* 2_654_435_761 | 1
        var smooth = 0.0
        return (0..<Int(seconds * 8_000)).map { index in
            random = random &* 1_664_525 &+ 1_013_904_223
            smooth += (Double(random >> 16) / 32_768 - 1 - smooth) * 0.25
            // Four syllables a second.
            let loudness = abs(Double(index % 4_000) / 2_000 - 1)
            return Int16(smooth * loudness * 20_000)
        }
    }

    static func silence(seconds: Double) -> [Int16] {
        Array(repeating: 0, count: Int(seconds * 8_000))
    }
}
