/// Gathers an answer from the lines and bytes curl hands over, up to a size.
struct AnswerReader {
    private(set) var isTooLarge = false
    private let limit: Int
    private var size = 0
    private var headers: [HTTPHeader] = []
    private var headersAreComplete = false
    private var body: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes one line of the headers, and returns whether there is room for more.
    mutating func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard grow(by: bytes.count) else { return false }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // An interim answer (1xx) may have come before this one.
            headers = []
            headersAreComplete = false
        } else if let colon = line.firstIndex(of: ":") {
            headers.append(HTTPHeader(String(line[..<colon]), line[colon...].dropFirst().withoutSpaceAround))
        } else if line.allSatisfy(\.isNewline) {
            headersAreComplete = true
        }
        return true
    }

    /// Takes a part of the body, and returns whether there is room for more.
    mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard grow(by: bytes.count) else { return false }
        body.append(contentsOf: bytes)
        return true
    }

    /// The answer, or `nil` where its headers broke off.
    func response(status: Int) -> HTTPResponse? {
        headersAreComplete ? HTTPResponse(status: status, headers: headers, body: body) : nil
    }

    private mutating func grow(by count: Int) -> Bool {
        size += count
        isTooLarge = size > limit
        return !isTooLarge
    }
}

extension Substring {
    fileprivate var withoutSpaceAround: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
