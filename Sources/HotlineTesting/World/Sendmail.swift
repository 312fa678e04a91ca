public import Foundation

/// The real msmtp that `scripts/deps` unpacks, as the machine's mail program.
public struct Sendmail: Hashable, Sendable {
    /// The program and its arguments, as `email.command` in the settings has them.
    public let command: [String]

    /// Writes its settings into a folder.
    ///
    /// - Parameters:
    ///   - folder: Where.
    ///   - host: The mail server's name.
    ///   - port: The mail server's port.
    /// - Throws: ``WorldError/notInstalled(program:folder:)`` before `make deps`.
    public init(in folder: URL, host: String = "127.0.0.1", port: Int) throws {
        let program = try UnpackedRoot("msmtp").program("sendmail")
        let settings = folder.appending(path: "msmtprc-\(port)")
        let text = """
            account default
            host \(host)
            port \(port)
            from hotline@school.example
            domain school.example
            tls off
            auth off

            """
        try Data(text.utf8).write(to: settings)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: settings.path())
        command = [program, "-C", settings.path(), "-t", "-i"]
    }
}
