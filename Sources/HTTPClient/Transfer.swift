import CCurl

/// One request in the hands of curl, and what has come of its answer; it never leaves the thread.
final class Transfer {
    let id: UInt64
    let continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
    let easy: UnsafeMutableRawPointer
    private var answer: AnswerReader
    private var headerLines: UnsafeMutablePointer<curl_slist>?

    init(_ submission: Submission) throws(HTTPError) {
        guard let easy = curl_easy_init() else { throw .notConnected("curl could not be started") }
        self.easy = easy
        id = submission.id
        continuation = submission.continuation
        answer = AnswerReader(limit: submission.request.maximumResponseSize)
        try prepare(submission.request)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerLines)
    }

    /// Reads how the transfer ended.
    func result(_ outcome: CURLcode) -> Result<HTTPResponse, HTTPError> {
        if answer.isTooLarge { return .failure(.tooLarge) }
        guard outcome == CURLE_OK else {
            let error = HTTPError(
                outcome,
                bytesSent: curl_get_long(easy, CURLINFO_REQUEST_SIZE),
                systemError: Int32(truncatingIfNeeded: curl_get_long(easy, CURLINFO_OS_ERRNO)),
                verification: curl_get_long(easy, CURLINFO_SSL_VERIFYRESULT)
            )
            return .failure(error)
        }
        guard let response = answer.response(status: curl_get_long(easy, CURLINFO_RESPONSE_CODE)) else {
            return .failure(.noAnswer("the connection was lost within the headers"))
        }
        return .success(response)
    }

    fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool { answer.takeHeader(bytes) }

    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool { answer.takeBody(bytes) }
}

// MARK: - Telling curl

extension Transfer {
    private func prepare(_ request: HTTPRequest) throws(HTTPError) {
        guard request.url.isWebAddress else { throw .badURL }
        try set(CURLOPT_URL, request.url)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        // One connection, one request: see ``HTTPClient``.
        try set(CURLOPT_FRESH_CONNECT, 1)
        try set(CURLOPT_FORBID_REUSE, 1)
        // Signals are the program's, and a name that does not resolve must not hold up the other transfers.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_TIMEOUT_MS, request.timeout.wholeMilliseconds)
        try set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
        try set(CURLOPT_NOPROXY, request.proxy == nil ? "*" : "")
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let proxy = request.proxy { try set(CURLOPT_PROXY, proxy) }
        if let path = request.unixSocketPath { try set(CURLOPT_UNIX_SOCKET_PATH, path) }
        try prepareTrust(request)
        try prepareBody(request)
        try prepareHeaders(request)
        try prepareAnswer()
    }

    /// Certificates are always checked, and the name in them; no protocol older than TLS 1.2 is spoken.
    private func prepareTrust(_ request: HTTPRequest) throws(HTTPError) {
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        guard let path = request.caFile else { return }
        try set(CURLOPT_CAINFO, path)
        // The folder of the machine's authorities would be trusted beside the file.
        try check(curl_set_pointer(easy, CURLOPT_CAPATH, nil))
    }

    private func prepareBody(_ request: HTTPRequest) throws(HTTPError) {
        if request.method == .head { try set(CURLOPT_NOBODY, 1) }
        if !request.body.isEmpty || request.method.alwaysHasBody {
            try check(curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            // A terminator after the body, so that there is an address even where it is empty.
            let code = (request.body + [0]).withUnsafeBytes { bytes in
                curl_set_text(easy, CURLOPT_COPYPOSTFIELDS, bytes.bindMemory(to: CChar.self).baseAddress)
            }
            try check(code)
        }
        try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }

    private func prepareHeaders(_ request: HTTPRequest) throws(HTTPError) {
        // A name with nothing after it takes away what curl would send by itself.
        for name in ["Content-Type", "Expect"] where !request.headers.contains(where: { $0.isNamed(name) }) {
            headerLines = curl_slist_append(headerLines, "\(name):")
        }
        for header in request.headers {
            guard let line = header.line else { throw .badHeader }
            headerLines = curl_slist_append(headerLines, line)
        }
        try check(curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerLines))
    }

    private func prepareAnswer() throws(HTTPError) {
        // The loop holds the transfer until curl has let go of it.
        let context = Unmanaged.passUnretained(self).toOpaque()
        try check(curl_set_receiver(easy, CURLOPT_HEADERFUNCTION, receiveHeader))
        try check(curl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        try check(curl_set_receiver(easy, CURLOPT_WRITEFUNCTION, receiveBody))
        try check(curl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    }

    private func set(_ option: CURLoption, _ value: Int) throws(HTTPError) {
        try check(curl_set_long(easy, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(HTTPError) {
        try check(curl_set_text(easy, option, value))
    }

    private func check(_ code: CURLcode) throws(HTTPError) {
        guard code == CURLE_OK else { throw HTTPError(code, bytesSent: 0, systemError: 0) }
    }
}

extension String {
    /// Whether this begins as a web address and holds nothing that would end the line it is sent on.
    fileprivate var isWebAddress: Bool {
        let start = prefix(8).lowercased()
        return (start.hasPrefix("http://") || start == "https://") && utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}

extension Duration {
    /// The milliseconds, rounded up and never 0, which to curl means without end.
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = min(seconds, 1_000_000) * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return max(1, Int(milliseconds))
    }
}

// MARK: - What curl calls

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}
