/// A part's key as a provider takes it that knows parts by numbers: 1 to 2147483647.
///
/// Made of the whole key, which tells a part from one of the same row in another database, so that such a provider never takes
/// one for the other. Two parts to one phone may share a number by chance, once in two thousand million pairs.
struct NumericKey: Hashable {
    /// The number.
    let value: Int64

    /// Makes the number of a key: FNV-1a, folded.
    init(_ key: String) {
        let hash = key.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        value = Int64((hash ^ (hash >> 32)) % 0x7FFF_FFFF) + 1
    }
}
