import CCurl

/// Whether curl could be started in this process.
private let curlIsReady = curl_start() == CURLE_OK

/// Obeys the orders of a queue, on the thread that runs it.
struct TransferLoop {
    private let queue: TransferQueue
    private let multi: UnsafeMutableRawPointer?
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]

    init(_ queue: TransferQueue) {
        self.queue = queue
        self.multi = curlIsReady ? curl_multi_init() : nil
    }

    /// Transfers until the queue is stopped, then fails what is in flight.
    mutating func run() {
        if let multi { queue.become(wokenBy: Waker(multi)) }
        while obeyOrders() {
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishTransfers()
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        for easy in transfers.keys { end(easy, with: .failure(.cancelled)) }
        curl_multi_cleanup(multi)
    }

    /// Returns whether to go on.
    private mutating func obeyOrders() -> Bool {
        var goesOn = true
        for order in queue.takeOrders() {
            switch order {
            case .start(let submission) where goesOn: start(submission)
            case .start(let submission): submission.continuation.resume(returning: .failure(.cancelled))
            case .cancel(let id):
                for easy in transfers.keys where transfers[easy]?.id == id { end(easy, with: .failure(.cancelled)) }
            case .stop: goesOn = false
            }
        }
        return goesOn
    }

    private mutating func start(_ submission: Submission) {
        do throws(HTTPError) {
            let transfer = try Transfer(submission)
            guard let multi, curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
                throw .notConnected("curl could not be started")
            }
            transfers[transfer.easy] = transfer
        } catch {
            submission.continuation.resume(returning: .failure(error))
        }
    }

    private mutating func finishTransfers() {
        var outcome = CURLE_OK
        while let easy = curl_next_done(multi, &outcome) {
            guard let transfer = transfers[easy] else { continue }
            end(easy, with: transfer.result(outcome))
        }
    }

    private mutating func end(_ easy: UnsafeMutableRawPointer, with result: Result<HTTPResponse, HTTPError>) {
        guard let transfer = transfers.removeValue(forKey: easy) else { return }
        curl_multi_remove_handle(multi, easy)
        transfer.continuation.resume(returning: result)
    }
}
