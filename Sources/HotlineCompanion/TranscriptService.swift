internal import HotlineCore
internal import HotlineLaunch
internal import HotlineStore
internal import HotlineVoice
internal import Logging
internal import ServiceLifecycle

/// Has spoken messages written down, one at a time, after their calls: a call never waits for it.
struct TranscriptService: Service {
    /// How long a message may take: the longest, 10 min, on a machine that is busy with calls.
    static let limit = Duration.seconds(900)
    /// How long between two looks for new messages.
    private static let pause = Duration.seconds(5)

    private let store: Store
    private let folder: String
    private let transcriber: Transcriber
    private let limit: Duration
    private let logger: Logger

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - command: The recogniser and its arguments.
    ///   - folder: The folder of recordings.
    ///   - store: The database.
    ///   - limit: How long a message may take.
    ///   - logger: Where to say what went wrong.
    init(_ command: [String], folder: String, store: Store, limit: Duration = Self.limit, logger: Logger) {
        self.store = store
        self.folder = folder
        self.limit = limit
        self.logger = logger
        transcriber = Transcriber(command, limit: limit)
    }

    func run() async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                while try await writeNext() {}
            } catch {
                logger.error("What was said could not be written down.", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
        }
    }

    /// Has the next message written down.
    ///
    /// - Returns: Whether there was one and the service goes on.
    private func writeNext() async throws -> Bool {
        // Held a minute longer than it may take, and then free to be tried again.
        guard let order = try await store.claimTranscript(at: .now(), heldFor: limit + .seconds(60)) else {
            return false
        }
        let path = "\(folder)/\(order.recording.file)"
        do {
            guard try SoundFile.contents(of: path, sha256: order.recording.sha256) != nil else {
                throw SoundFileError.changed
            }
            let transcript = try await cancelWhenGracefulShutdown { try await transcriber.transcript(of: path) }
            _ = try await store.keep(transcript, of: order.id, at: .now())
        } catch is CancellationError {
            try await store.giveBackTranscript(of: order.id, at: .now())
            return false
        } catch let failure {
            complain(failure, of: order)
        }
        return true
    }

    private func complain(_ failure: any Error, of order: TranscriptOrder) {
        let isLast = order.attempt >= Store.transcriptTries
        logger.warning(
            isLast ? "A message was not written down, and is left." : "A message was not written down, yet.",
            metadata: [
                "recording.file": "\(order.recording.file)", "attempt": "\(order.attempt)", "error": "\(failure)",
            ]
        )
    }
}
