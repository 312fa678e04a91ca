internal import Foundation
public import Logging
internal import Subprocess
internal import SystemPackage

/// Hands mails to a program of this machine that has sendmail's interface: sendmail, Postfix's, Exim's, msmtp.
///
/// The mail, its addresses too, stands on the program's standard input and nowhere else. The program has none of our environment
/// but where to find programs and a home.
public struct SendmailTransport: Sendable {
    /// What is passed on of our own environment, where secrets may be.
    private static let passedOn: [Environment.Key] = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR"]
    /// How much of what the program says is read.
    private static let mostWords = 4_096

    private let command: [String]
    private let limit: Duration
    private let patience: Duration
    private let logger: Logger

    /// Takes the program with its arguments.
    ///
    /// - Parameters:
    ///   - command: The program, found on `PATH` unless it is a path, and its arguments; they must have it read the recipient from
    ///     the mail's head and not end the mail at a dot, as `-t -i` do.
    ///   - limit: How long it may take.
    ///   - patience: How long it may take to end when it is asked to, before it and all it started are killed.
    ///   - logger: Told what the program says when it does not take a mail, without addresses.
    public init(
        _ command: [String],
        limit: Duration = .seconds(60),
        patience: Duration = .seconds(5),
        logger: Logger
    ) {
        self.command = command
        self.limit = limit
        self.patience = patience
        self.logger = logger
    }

    /// Hands a mail over.
    ///
    /// - Throws: ``MailError``, which says whether trying again may help, cannot help, or is dangerous.
    public func send(_ mail: MailMessage) async throws(MailError) {
        let bytes = mail.encoded()
        guard let input = try? MemoryFile(bytes), let output = try? MemoryFile(room: Self.mostWords),
            let program = command.first, !program.isEmpty
        else { throw .temporary(.notStarted) }
        let ending: SendmailEnding
        do {
            ending = try await run(program, input, output)
        } catch {
            // Cancelled, or never begun: how far it has read tells.
            throw ((try? input.position()) ?? bytes.count) == bytes.count ? .unanswered : .temporary(.notStarted)
        }
        do throws(MailError) {
            try ending.check(hasReadAll: ((try? input.position()) ?? bytes.count) == bytes.count)
        } catch {
            tell(output, of: mail)
            throw error
        }
    }

    private func run(_ program: String, _ input: MemoryFile, _ output: MemoryFile) async throws -> SendmailEnding {
        try await withThrowingTaskGroup(of: SendmailEnding.self) { group in
            group.addTask { try await status(of: program, input, output) }
            group.addTask {
                try await Task.sleep(for: limit)
                return .tookTooLong
            }
            guard let first = try await group.next() else { return .tookTooLong }
            group.cancelAll()
            // The program is gone before it is asked how far it has read; that it ended just now does not count.
            while let _ = try? await group.next() {}
            return first
        }
    }

    private func status(of program: String, _ input: MemoryFile, _ output: MemoryFile) async throws -> SendmailEnding {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: patience),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
        ]
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(Self.environment),
            platformOptions: options,
            input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
            output: .fileDescriptor(output.descriptor, closeAfterSpawningProcess: false),
            error: .combinedWithOutput
        )
        switch result.terminationStatus {
        case .exited(let code): return .exited(code)
        case .signaled: return .signalled
        }
    }

    private func tell(_ output: MemoryFile, of mail: MailMessage) {
        guard let bytes = try? output.contents(), !bytes.isEmpty else { return }
        let words = ProgramWords(String(decoding: bytes, as: UTF8.self), recipient: mail.recipient)
        logger.info("The mail program did not take a mail.", metadata: [LogKey.words: "\(words)"])
    }

    private static var environment: [Environment.Key: String] {
        let ours = ProcessInfo.processInfo.environment
        var passed: [Environment.Key: String] = ["LC_ALL": "C.UTF-8"]
        for key in passedOn { passed[key] = ours[key.rawValue] }
        return passed
    }
}

extension SendmailTransport: CustomStringConvertible, CustomReflectable {
    /// The program's name only, for arguments may name accounts.
    public var description: String { "mail program \(command.first ?? "")" }

    /// Keeps `dump` and a failed `#expect` as discreet as ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["program": description]) }
}
