internal import Foundation
internal import HotlineClient
internal import HotlineLaunch

extension ServerAccess {
    /// Finds how to reach the service on another machine; `nil` where it is on this one.
    ///
    /// - Parameters:
    ///   - option: The value of `--server`; without it `$HOTLINE_SERVER`.
    ///   - isIgnoringEnvironment: Whether the variable counts for nothing.
    /// - Returns: The address, the token and the authority's certificate.
    /// - Throws: `LaunchFailure` where one of them is no good.
    static func find(option: String?, isIgnoringEnvironment: Bool) throws -> ServerAccess? {
        let environment = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
        guard let named = option ?? (isIgnoringEnvironment ? nil : environment["HOTLINE_SERVER"]) else { return nil }
        guard let address = ServerAddress(named) else {
            throw LaunchFailure("$HOTLINE_SERVER: нужен адрес https://имя:порт", status: .settings)
        }
        return ServerAccess(
            address: address,
            token: try token(environment),
            caFile: try environment["HOTLINE_CA_FILE"].map(authority)
        )
    }

    /// The token, from the file or the variable that is named, or from where it usually is.
    private static func token(_ environment: [String: String]) throws -> BearerToken {
        if let path = environment["HOTLINE_TOKEN_FILE"] { return try TokenFile(path).token }
        if let text = environment["HOTLINE_TOKEN"] {
            guard let token = BearerToken(text) else {
                throw LaunchFailure("$HOTLINE_TOKEN: это не токен", status: .settings)
            }
            return token
        }
        let home = environment["HOME"] ?? NSHomeDirectory()
        let path = "\(environment["XDG_CONFIG_HOME"] ?? "\(home)/.config")/hotline/token"
        guard FileManager.default.fileExists(atPath: path) else {
            throw LaunchFailure(
                "нет токена: сделайте его на машине службы (hotline token new) и положите в \(path), chmod 600",
                status: .settings
            )
        }
        return try TokenFile(path).token
    }

    private static func authority(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw LaunchFailure("$HOTLINE_CA_FILE: \(path) не прочитать", status: .settings)
        }
        guard text.contains("-----BEGIN CERTIFICATE-----") else {
            throw LaunchFailure("$HOTLINE_CA_FILE: в \(path) нет сертификата PEM", status: .settings)
        }
        return path
    }
}

/// A file that holds a token, and that nobody else can read.
private struct TokenFile {
    let token: BearerToken

    init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LaunchFailure("\(path): токен не прочитать: \(SystemFault.last)", status: .settings)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        // What was opened is looked at, not what stands there a moment later.
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw LaunchFailure("\(path): токен лежит в файле, а это не файл", status: .settings)
        }
        guard [geteuid(), 0].contains(facts.st_uid) else {
            throw LaunchFailure(
                "\(path): это токен другой учётной записи; сделайте свой: hotline token new",
                status: .settings
            )
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw LaunchFailure("\(path): токен могут прочитать другие; исправить — chmod 600", status: .settings)
        }
        let data = try? handle.read(upToCount: 4096)
        let line = String(decoding: data ?? Data(), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        guard let token = BearerToken(line.trimmingCharacters(in: .whitespaces)) else {
            throw LaunchFailure("\(path): здесь нет токена", status: .settings)
        }
        self.token = token
    }
}
