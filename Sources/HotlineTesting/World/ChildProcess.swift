public import Foundation

/// A program started by a test, in a process group of its own, that cannot outlive the test run.
///
/// A guard, a shell of a few lines, waits beside it for the end of the test process, however that comes, and then kills the
/// group. Output is collected in memory as it comes.
public final class ChildProcess: Sendable {
    /// How a program ended.
    public enum ExitStatus: Hashable, Sendable {
        /// It ended by itself with this code.
        case exited(Int32)
        /// A signal ended it.
        case signalled(Int32)
    }

    struct State {
        var standardOutput: [UInt8] = []
        var standardError: [UInt8] = []
        var status: ExitStatus?
        /// Whether nobody of its group is left, so that the number may be another's.
        var isGroupGone = false
        var guarding: Guard?
        /// Descriptors whose other ends are still open in the program or in its children.
        var openStreams = 2
    }

    /// The process id, which is also the number of its group.
    public let processID: Int32
    /// The program as it was named at the start.
    public let program: String

    let state = Watched(State())

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - arguments: What follows its name.
    ///   - environment: The whole of its environment, or `nil` for that of the test run.
    ///   - folder: Its working folder, or `nil` for that of the test run.
    /// - Throws: ``WorldError/cannotStart(program:errno:)`` where there is no such program.
    public init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String]? = nil,
        folder: URL? = nil
    ) throws(WorldError) {
        self.program = program
        let outputs = try Pipe()
        let errors = try Pipe()
        var spawn = Spawn(program: program, arguments: arguments)
        spawn.environment = environment ?? ProcessInfo.processInfo.environment
        spawn.folder = folder?.path(percentEncoded: false)
        spawn.standardOutput = outputs.writing
        spawn.standardError = errors.writing
        defer {
            close(outputs.writing)
            close(errors.writing)
        }
        do {
            processID = try spawn.start()
        } catch {
            close(outputs.reading)
            close(errors.reading)
            throw error
        }
        let guarding = try? Guard(group: processID)
        state.change { $0.guarding = guarding }
        collect(from: outputs.reading) { $0.standardOutput += $1 }
        let printed = Printed(by: [program] + arguments)
        collect(from: errors.reading) { state, bytes in
            state.standardError += bytes
            printed?.keep(bytes)
        }
        reap()
    }

    deinit {
        signal(SIGKILL)
    }

    /// What the program has written to its standard output.
    public var standardOutput: String { String(decoding: state.value.standardOutput, as: UTF8.self) }

    /// What the program has written to its standard error.
    public var standardError: String { String(decoding: state.value.standardError, as: UTF8.self) }

    /// How the program ended, or `nil` while it runs.
    public var exitStatus: ExitStatus? { state.value.status }

    /// Whether the program still runs.
    public var isRunning: Bool { exitStatus == nil }
}

extension ChildProcess {
    /// Waits until one of the two outputs holds the text.
    public func waitForOutput(containing text: String, within limit: Duration = .seconds(10)) async throws(WorldError) {
        let seen = await state.first(within: limit) { state -> Bool? in
            let parts = [state.standardOutput, state.standardError].map { String(decoding: $0, as: UTF8.self) }
            if parts.contains(where: { $0.contains(text) }) { return true }
            return state.status != nil && state.openStreams == 0 ? false : nil
        }
        switch seen {
        case true?: return
        case false?: throw .ended(program: program, output: lastWords)
        case nil: throw .timedOut(awaiting: "“\(text)” from \(program)", seen: lastWords)
        }
    }

    /// Waits for the program's end.
    @discardableResult
    public func waitForExit(within limit: Duration = .seconds(10)) async throws(WorldError) -> ExitStatus {
        guard let status = await state.first(within: limit, where: \.status) else {
            throw .timedOut(awaiting: "the end of \(program)", seen: lastWords)
        }
        // What it wrote last may still be on its way. A grandchild may hold the streams open for as long as it likes.
        _ = await state.holds(within: .milliseconds(200)) { $0.openStreams == 0 }
        return status
    }

    /// Asks the program to end and waits until it has; kills its group where that takes longer than `limit`.
    @discardableResult
    public func terminate(within limit: Duration = .seconds(10)) async -> ExitStatus? {
        send(SIGTERM)
        if await state.holds(within: limit, { $0.status != nil }) {
            signal(SIGKILL)
            return exitStatus
        }
        return await kill()
    }

    /// Kills the program and its whole group, and waits until it is gone.
    @discardableResult
    public func kill() async -> ExitStatus? {
        signal(SIGKILL)
        return await state.first(within: .seconds(10), where: \.status)
    }

    /// Sends a signal to the program alone.
    public func send(_ number: Int32) {
        // Under the lock, so that the number cannot have been given to another process meanwhile.
        state.change { [processID] state in
            if state.status == nil { _ = Foundation.kill(processID, number) }
        }
    }

    /// Sends a signal to the program's group, which may live on after it.
    public func signal(_ number: Int32) {
        state.change { [processID] state in
            if !state.isGroupGone { _ = Foundation.kill(-processID, number) }
        }
    }

    /// The end of what the program said, for a failure's message.
    var lastWords: String { String((standardOutput + standardError).suffix(1_000)) }

    private func collect(
        from descriptor: Int32,
        into append: @escaping @Sendable (inout State, [UInt8]) -> Void
    ) {
        Thread.detachNewThread { [state] in
            while let bytes = Loopback.read(descriptor), !bytes.isEmpty {
                state.change { append(&$0, bytes) }
            }
            close(descriptor)
            state.change { $0.openStreams -= 1 }
        }
    }

    private func reap() {
        Thread.detachNewThread { [state, processID] in
            // First look, then take away under the lock: until then the number belongs to this process.
            var information = siginfo_t()
            while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            state.change { state in
                var status: Int32 = 0
                while waitpid(processID, &status, 0) < 0, errno == EINTR {}
                let number = status & 0x7F
                state.status = number == 0 ? .exited((status >> 8) & 0xFF) : .signalled(number)
                guard Foundation.kill(-processID, 0) != 0 else { return }
                state.isGroupGone = true
                state.guarding = nil
            }
        }
    }
}
