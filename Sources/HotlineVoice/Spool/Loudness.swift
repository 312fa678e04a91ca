/// Whether anything is to be heard in a row of samples.
struct Loudness {
    /// The root mean square over a window from which something is to be heard, of samples from -32 768 to 32 767.
    ///
    /// Our prompts reach 4 200 to 6 700 and speech on a telephone is about 1 600 (-26 dB below full scale); a caller 18 dB
    /// below that still reaches it. Comfort noise is 10 to 100 (-70 to -50 dB), the noise of a line 8.
    private static let threshold = 200

    /// Whether no window was loud enough.
    private(set) var isSilent = true

    /// How many samples a window has: 100 ms.
    private let window: Int
    private var count = 0
    private var energy = 0

    /// Creates a meter.
    init(rate: Int) {
        window = rate / 10
    }

    /// Listens to one more sample.
    ///
    /// What is left of a window at the end does not count: nobody says anything in that time.
    mutating func listen(to sample: Int16) {
        energy += Int(sample) * Int(sample)
        count += 1
        guard count == window else { return }
        if energy >= Self.threshold * Self.threshold * window { isSilent = false }
        count = 0
        energy = 0
    }
}
