internal import Foundation
internal import HotlineLaunch

/// A file for a token that is about to be made: there before it is, so that it is not made for nothing, and its owner's only.
struct NewTokenFile {
    private let path: String
    private let handle: FileHandle

    /// Makes it, where there is none of that name yet.
    init(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = errno == EEXIST ? "такой файл уже есть" : SystemFault.last
            throw LaunchFailure("\(path): не записать: \(reason)", status: .failed)
        }
        self.path = path
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Writes the token that `make` makes; where none is made, or it cannot be written, no file is left.
    func keep<Made>(_ make: () async throws -> Made, _ text: (Made) -> String) async throws -> Made {
        do {
            let made = try await make()
            try handle.write(contentsOf: Data("\(text(made))\n".utf8))
            try handle.close()
            return made
        } catch let error as CocoaError {
            unlink(path)
            throw LaunchFailure("\(path): не записать до конца: \(error.code.rawValue)", status: .failed)
        } catch {
            unlink(path)
            throw error
        }
    }
}
