internal import Foundation
internal import HotlineCore
internal import Subprocess
internal import SystemPackage

/// A program of this machine that writes down what is said in a sound file.
///
/// It is started as `PROGRAM ARGUMENTS… SOUND` at the lowest priority, with none of our environment but where to find programs and
/// a home; it writes the words in UTF-8 to its standard output and ends with status 0.
struct Transcriber: Sendable {
    /// Why there are no words, without any of them.
    enum Failure: Error, Equatable {
        /// It cannot be started.
        case notStarted
        /// It ended with another status than 0, or by a signal.
        case failed(String)
        /// It took longer than it may, and was ended with all that it had started.
        case tookTooLong
        /// It wrote more than any message can hold, or something else than UTF-8.
        case notWords
    }

    /// The most it may write, in bytes.
    private static let most = 65_536
    /// What is passed on of our own environment, where secrets may be.
    private static let passedOn: [Environment.Key] = [
        "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "HOTLINE_CACHE",
    ]

    private let command: [String]
    private let limit: Duration

    /// Takes the program with its arguments.
    ///
    /// - Parameters:
    ///   - command: The program, found on `PATH` unless it is a path, and its arguments.
    ///   - limit: How long it may take.
    init(_ command: [String], limit: Duration) {
        self.command = command
        self.limit = limit
    }

    /// Writes down what is said in a file.
    ///
    /// - Throws: ``Failure``, or `CancellationError` where the task was cancelled; the program is ended with all it started.
    func transcript(of sound: String) async throws -> CallTranscript {
        let result = try await withThrowingTaskGroup(of: Ended?.self) { group in
            group.addTask { try await run(on: sound) }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        try Task.checkCancellation()
        guard let result else { throw Failure.tookTooLong }
        guard result.status == .exited(0) else { throw Failure.failed("\(result.status)") }
        guard let words = String(validating: result.output, as: UTF8.self) else { throw Failure.notWords }
        return CallTranscript(written: words)
    }

    private struct Ended {
        var status: TerminationStatus
        var output: [UInt8]
    }

    private func run(on sound: String) async throws -> Ended {
        var options = PlatformOptions()
        options.createSession = true
        // It has nothing to put in order, and what it started may not outlive it.
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        do {
            let result = try await Subprocess.run(
                .name("nice"),
                arguments: Arguments(["-n", "19"] + command + [sound]),
                environment: .custom(Self.environment),
                platformOptions: options,
                output: .bytes(limit: Self.most)
            )
            return Ended(status: result.terminationStatus, output: result.standardOutput)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw Failure.notWords
        } catch is SubprocessError where !Task.isCancelled {
            throw Failure.notStarted
        }
    }

    private static var environment: [Environment.Key: String] {
        let ours = ProcessInfo.processInfo.environment
        var passed: [Environment.Key: String] = ["LC_ALL": "C.UTF-8"]
        for key in passedOn { passed[key] = ours[key.rawValue] }
        return passed
    }
}
