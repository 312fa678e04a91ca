/// Sends HTTP requests, any number at once, on one thread of its own.
///
/// The thread starts with the first request and ends when the client goes or is shut down. Every request has a connection
/// of its own: on one that was used before, curl sends a request again by itself when the connection is lost, and a text
/// message would go out twice. No redirect is followed, no proxy of the environment is used.
public final class HTTPClient: Sendable {
    private let queue = TransferQueue()

    /// Creates a client.
    public init() {}

    deinit { queue.stop() }

    /// Sends a request and waits for its whole answer.
    ///
    /// Cancelling the task that waits breaks off the transfer.
    ///
    /// - Parameter request: The request.
    /// - Returns: The answer, whatever its status.
    /// - Throws: ``HTTPError``, which tells whether the request may have been received.
    public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let id = queue.open()
        defer { queue.close(id) }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.submit(Submission(id: id, request: request, continuation: continuation))
            }
        } onCancel: {
            queue.cancel(id)
        }
        return try result.get()
    }

    /// Ends the thread; what is in flight, and what is sent later, fails as cancelled.
    public func shutdown() {
        queue.stop()
    }
}
