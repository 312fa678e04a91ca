#if canImport(Glibc)
internal import Glibc
#endif

extension SoundFile {
    /// Reads a whole file that must be the one that was recorded.
    ///
    /// Links are not followed. What is hashed is what is given, so that nobody can put another file there in between.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - sha256: The hash it must have, as ``sha256`` gives it.
    /// - Returns: The bytes, or `nil` where it is another file or was changed.
    /// - Throws: ``SoundFileError`` where there is no file that can be read.
    public static func contents(of path: String, sha256: String) throws(SoundFileError) -> [UInt8]? {
        let bytes: [UInt8]
        do throws(SpoolError) {
            guard let file = try SpoolFile(openingAt: path) else { throw SpoolError.failed(path: path, errno: ENOENT) }
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG else { throw SpoolError.failed(path: path, errno: ELOOP) }
            bytes = try file.read(0..<Int(status.st_size))
        } catch {
            throw SoundFileError(error)
        }
        let hash = SHA256Hash()
        hash.add(bytes)
        return hash.finished() == sha256 ? bytes : nil
    }
}
