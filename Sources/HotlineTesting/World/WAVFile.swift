public import Foundation

/// Sound files of the telephone's kind: PCM, 8 000 samples a second, 16 bits, one channel.
public enum WAVFile {
    /// The samples of a file.
    public static func samples(of file: URL) throws(WorldError) -> [Int16] {
        let path = file.path(percentEncoded: false)
        guard let data = try? Data(contentsOf: file) else { throw .unreadableSound(path: path, reason: "no such file") }
        guard let samples = samples(in: Array(data)) else {
            throw .unreadableSound(path: path, reason: "it is not PCM of 16 bits, 8000 Hz, one channel")
        }
        return samples
    }

    /// Writes samples to a file.
    public static func write(_ samples: [Int16], to file: URL) throws {
        func number(_ value: Int, bytes count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let size = samples.count * 2
        var bytes = Array("RIFF".utf8) + number(36 + size, bytes: 4) + Array("WAVEfmt ".utf8) + number(16, bytes: 4)
        bytes += number(1, bytes: 2) + number(1, bytes: 2) + number(MuLaw.rate, bytes: 4)
        bytes += number(MuLaw.rate * 2, bytes: 4) + number(2, bytes: 2) + number(16, bytes: 2)
        bytes += Array("data".utf8) + number(size, bytes: 4) + samples.flatMap { number(Int($0), bytes: 2) }
        try Data(bytes).write(to: file)
    }

    /// The samples of a file's bytes, or `nil` where they are of another kind.
    static func samples(in bytes: [UInt8]) -> [Int16]? {
        func number(at start: Int, bytes count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << ($1 * 8) }
        }
        func isNamed(_ name: String, at start: Int) -> Bool { bytes[start...].starts(with: name.utf8) }
        guard bytes.count >= 12, isNamed("RIFF", at: 0), isNamed("WAVE", at: 8) else { return nil }
        var isRightKind = false
        var start = 12
        while start + 8 <= bytes.count {
            let body = start + 8
            // A recording cut short by a crash may promise more than there is.
            let size = min(number(at: start + 4, bytes: 4), bytes.count - body)
            if isNamed("fmt ", at: start), size >= 16 {
                isRightKind =
                    number(at: body, bytes: 2) == 1 && number(at: body + 2, bytes: 2) == 1
                    && number(at: body + 4, bytes: 4) == MuLaw.rate && number(at: body + 14, bytes: 2) == 16
            }
            if isNamed("data", at: start) {
                guard isRightKind else { return nil }
                return stride(from: body, to: body + size - 1, by: 2).map {
                    Int16(truncatingIfNeeded: number(at: $0, bytes: 2))
                }
            }
            start = body + size + size % 2
        }
        return nil
    }
}
