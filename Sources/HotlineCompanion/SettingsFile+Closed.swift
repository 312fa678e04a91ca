internal import Foundation
internal import HotlineCore
internal import HotlineLaunch

extension SettingsFile {
    /// The files of secrets, and of the certificate, that are not for the account this runs under to read.
    ///
    /// The service has an account of its own, so that is no fault of the settings.
    var closedFiles: [String] {
        let named = settings.secretFiles + [settings.api?.certificateFile].compactMap(\.self)
        return named.map(resolve).filter(Self.isClosed)
    }

    private static func isClosed(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor < 0 else {
            close(descriptor)
            return false
        }
        return errno == EACCES
    }
}

extension SecretSource {
    /// Whether it is one of these files.
    func isIn(_ files: [String], of settings: SettingsFile) -> Bool {
        guard case .file(let path) = self else { return false }
        return files.contains(settings.resolve(path))
    }
}
