public import Logging
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The call that Asterisk started this process for, over standard input and output.
public enum ProcessAGI {
    /// Holds the conversation and returns when it and its work are over.
    ///
    /// Takes over both descriptors and closes them at the end, so the process must not print there. SIGHUP and SIGPIPE, which Asterisk
    /// sends at a hangup, are ignored from here on: the hangup shows in the replies.
    ///
    /// - Parameters:
    ///   - dialogue: The dialogue to hold.
    ///   - input: The descriptor Asterisk writes to.
    ///   - output: The descriptor Asterisk reads from.
    ///   - limits: How much Asterisk may send and how long it may take to begin.
    ///   - logger: Where a call that went wrong is reported; not standard output.
    ///   - perform: Does the work of the dialogue; it must not block, and calls its completion once, from any thread.
    /// - Returns: Why the connection ended, where it ended without the dialogue wanting it.
    /// - Throws: ``DescriptorError`` where a descriptor is not a pipe, a socket or a terminal.
    @discardableResult
    public static func run<D: Dialogue>(
        _ dialogue: D,
        input: CInt = 0,
        output: CInt = 1,
        limits: ConversationLimits = .init(),
        logger: Logger,
        perform: @escaping @Sendable (D.Work, @escaping @Sendable (D.Finding) -> Void) -> Void
    ) async throws -> ClosingReason? {
        try DescriptorError.check(input)
        try DescriptorError.check(output)
        ignoreSignals()

        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let eventLoop = group.next()
        let finished = eventLoop.makePromise(of: ClosingReason?.self)
        let result: Result<ClosingReason?, any Error>
        do {
            _ = try await NIOPipeBootstrap(group: eventLoop)
                .channelOption(.allowRemoteHalfClosure, value: true)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            ConversationHandler(
                                driver: ConversationDriver(
                                    ConversationRunner(dialogue: dialogue, eventLoop: eventLoop, perform: perform)
                                ),
                                eventLoop: eventLoop,
                                limits: limits,
                                logger: logger,
                                onFinish: { finished.succeed($0.closingReason) }
                            )
                        )
                    }
                }
                .takingOwnershipOfDescriptors(input: input, output: output)
                .get()
            result = .success(try await finished.futureResult.get())
        } catch {
            finished.fail(error)
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        return try result.get()
    }

    /// Keeps SIGHUP and SIGPIPE from ending the process in the middle of a call.
    ///
    /// ``run(_:input:output:limits:logger:perform:)`` does it too; a program that has much to do first does it first.
    public static func ignoreSignals() {
        signal(SIGHUP, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }
}
