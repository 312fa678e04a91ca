public import Foundation

/// How well, and where, one sound is found in another.
public struct AudioMatch: Hashable, Sendable {
    /// The normalised cross-correlation: 1 is the same sound, whatever its loudness; anything else stays near 0.
    public let value: Double
    /// The sample of the heard sound at which it begins.
    public let offset: Int

    /// No match at all.
    public static let none = AudioMatch(value: 0, offset: 0)

    /// Looks for the beginning of a sound file in what was heard.
    ///
    /// - Parameters:
    ///   - file: A sound file of the telephone's kind.
    ///   - heard: The samples to search.
    ///   - seconds: How much of the file's beginning to look for.
    /// - Returns: The best match.
    /// - Throws: ``WorldError/unreadableSound(path:reason:)``.
    public static func best(of file: URL, in heard: [Int16], seconds: Double = 1.5) throws(WorldError) -> AudioMatch {
        best(of: Array(try WAVFile.samples(of: file).prefix(Int(seconds * Double(MuLaw.rate)))), in: heard)
    }

    /// Looks for a sound in what was heard.
    ///
    /// The first search is in both at an eighth of the rate; its best places are then looked at in full.
    public static func best(of sought: [Int16], in heard: [Int16]) -> AudioMatch {
        guard !sought.isEmpty, heard.count >= sought.count else { return .none }
        let full = Correlation(sought: sought.map(Float.init), heard: heard.map(Float.init))
        let step = 8
        guard sought.count >= step * 64 else {
            return full.best(at: Array(0...(heard.count - sought.count)))
        }
        let coarse = Correlation(sought: thinned(sought, by: step), heard: thinned(heard, by: step))
        let values = (0...(coarse.heard.count - coarse.sought.count)).map(coarse.value(at:))
        let places = values.indices.sorted { values[$0] > values[$1] }.prefix(4)
        let around = Set(places.flatMap { ($0 - 1) * step...($0 + 1) * step })
        return full.best(at: around.filter { $0 >= 0 && $0 <= heard.count - sought.count })
    }

    /// Every so many samples, their mean.
    private static func thinned(_ samples: [Int16], by step: Int) -> [Float] {
        stride(from: 0, through: samples.count - step, by: step).map { start in
            Float(samples[start..<(start + step)].reduce(into: 0) { $0 += Int($1) }) / Float(step)
        }
    }
}

/// The sums behind a match; plain loops over raw memory, since tests are built without optimisation.
private struct Correlation {
    let sought: [Float]
    let heard: [Float]
    private let soughtEnergy: Float
    /// The energy of all samples before each.
    private let energyBefore: [Double]

    init(sought: [Float], heard: [Float]) {
        self.sought = sought
        self.heard = heard
        soughtEnergy = sought.reduce(0) { $0 + $1 * $1 }
        var sum = 0.0
        var energyBefore = [0.0]
        energyBefore.reserveCapacity(heard.count + 1)
        for sample in heard {
            sum += Double(sample * sample)
            energyBefore.append(sum)
        }
        self.energyBefore = energyBefore
    }

    func best(at places: [Int]) -> AudioMatch {
        places.map { AudioMatch(value: Double(value(at: $0)), offset: $0) }.max { $0.value < $1.value } ?? .none
    }

    func value(at place: Int) -> Float {
        let energy = Float(energyBefore[place + sought.count] - energyBefore[place]) * soughtEnergy
        guard energy > 1 else { return 0 }
        return product(at: place) / energy.squareRoot()
    }

    private func product(at place: Int) -> Float {
        sought.withUnsafeBufferPointer { sought in
            heard.withUnsafeBufferPointer { heard in
                var sum: Float = 0
                var index = 0
                while index < sought.count {
                    sum += sought[index] * heard[place + index]
                    index += 1
                }
                return sum
            }
        }
    }
}
