#if canImport(Glibc)
internal import Glibc
#endif

/// What a recording turned out to be.
public struct SoundFile: Hashable, Sendable {
    /// How much of a file is read at once; a header is within it.
    private static let piece = 65_536

    /// How long it lasts.
    public let length: Duration
    /// SHA-256 of the whole file, 64 hexadecimal digits in lower case.
    public let sha256: String
    /// Whether nothing but silence is in it.
    public let isSilent: Bool

    /// Reads a WAV file of 16 bits, one channel and 8 or 16 kHz, whole or as a crash left it.
    ///
    /// Links are not followed.
    public static func examine(_ path: String) throws(SoundFileError) -> SoundFile {
        let size: Int
        let file: SpoolFile
        do throws(SpoolError) {
            guard let found = try SpoolFile(openingAt: path) else { throw SpoolError.failed(path: path, errno: ENOENT) }
            let status = try found.status()
            guard status.st_mode & S_IFMT == S_IFREG else { throw SpoolError.failed(path: path, errno: ELOOP) }
            size = Int(status.st_size)
            file = found
        } catch {
            throw SoundFileError(error)
        }
        let head = try read(0..<min(size, piece), of: file)
        guard let header = WaveHeader(head, fileSize: size) else { throw .notASound }
        var loudness = Loudness(rate: header.rate)
        let hash = SHA256Hash()
        for start in stride(from: 0, to: size, by: piece) {
            let bytes = try read(start..<min(size, start + piece), of: file)
            hash.add(bytes)
            // The data begin and end at any byte of a piece, but a sample is never in two: a header has an even length.
            let samples = header.data.clamped(to: start..<start + bytes.count)
            for place in stride(from: samples.lowerBound, to: samples.upperBound, by: 2) {
                let low = UInt16(bytes[place - start])
                let high = UInt16(bytes[place - start + 1])
                loudness.listen(to: Int16(bitPattern: high << 8 | low))
            }
        }
        return SoundFile(
            length: .milliseconds(header.data.count / 2 * 1000 / header.rate),
            sha256: hash.finished(),
            isSilent: loudness.isSilent
        )
    }

    /// The bytes in a range, all of them.
    private static func read(_ range: Range<Int>, of file: borrowing SpoolFile) throws(SoundFileError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(SpoolError) {
            bytes = try file.read(range)
        } catch {
            throw SoundFileError(error)
        }
        guard bytes.count == range.count else { throw .changed }
        return bytes
    }
}

extension SoundFileError {
    /// Tells what it means for a sound file that the system refused to open or read it.
    init(_ error: SpoolError) {
        switch error {
        case .failed(_, ENOENT): self = .missing
        case .failed(_, ELOOP): self = .notAFile
        case .failed(_, let code): self = .unreadable(errno: code)
        case .full, .locked, .damaged: self = .unreadable(errno: EIO)
        }
    }
}
