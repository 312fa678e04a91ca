internal import HTTPClient
internal import HotlineCore

/// A text that Kannel brings: by `get-url` with the words in the query, or by `post-url` with the words as the body.
///
/// A call that comes again because it was not answered has the same `%I`, as measured on Kannel 1.4.5.
struct KannelIncoming {
    private let id: String?
    private let sender: String
    private let sentAt: Instant?
    private let words: String

    /// Reads a call.
    ///
    /// - Throws: ``CallbackFault`` with the name of the value that is missing or is no text.
    init(_ request: CallbackRequest) throws(CallbackFault) {
        let fields = FormFields(request.query)
        sender = fields.text("from") ?? request.headers["x-kannel-from"] ?? ""
        guard (1...HTTPReader.longestIdentifier).contains(sender.count) else { throw .malformed("from") }
        // Whole seconds, `%T`; a text is not lost over one that is none.
        sentAt = fields.text("ts").flatMap { Int64($0) }.flatMap {
            (0..<253_402_300_800).contains($0) ? Instant(seconds: $0) : nil
        }
        id = fields.text("id").flatMap { $0.isEmpty ? nil : $0 }
        guard id != nil || sentAt != nil, (id ?? "").count <= HTTPReader.longestIdentifier else {
            throw .malformed("id")
        }
        let charset: KannelCharset
        let bytes: [UInt8]
        if let value = fields["text"] {
            charset = KannelCharset(named: fields.text("charset"), coding: fields.text("coding"))
            bytes = value
        } else if let type = request.headers["content-type"] {
            charset = KannelCharset(contentType: type)
            bytes = request.body
        } else {
            throw .malformed("text")
        }
        guard let words = charset.decode(bytes) else { throw .undecodable("text") }
        self.words = words
    }

    /// The text as it is kept.
    func text(through gateway: String) -> IncomingText {
        IncomingText(gateway: gateway, id: id ?? derivedID, sender: sender, text: words, sentAt: sentAt)
    }

    /// What a text without a number of its own is known by: the same words from the same sender in the same minute are the same.
    private var derivedID: String {
        let minute = (sentAt?.seconds ?? 0) / 60
        let bytes = Array("\(sender.utf8.count):\(sender)\(minute):\(words)".utf8)
        return "digest-\(GatewayDigest.sha256(bytes).prefix(32))"
    }
}
