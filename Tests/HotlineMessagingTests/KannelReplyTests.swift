import HotlineCore
import HotlineMessaging
import Testing

/// One documented answer and what it means for the message.
struct KannelReplyRow: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var error: GatewayError?

    init(_ status: Int, _ body: String, _ error: GatewayError?) {
        self.status = status
        self.body = body
        self.error = error
    }

    var testDescription: String { "\(status) \(body)" }

    /// Measured on Kannel 1.4.5 unless a row says otherwise.
    static let documented: [KannelReplyRow] = [
        // Handed to a link, and kept until one is up.
        KannelReplyRow(202, "0: Accepted for delivery", nil),
        KannelReplyRow(202, "3: Queued for later delivery", nil),
        // Its queue is at its limit.
        KannelReplyRow(503, "Temporal failure, try again later.", .temporary(.busy)),
        // A wrong or missing name or password.
        KannelReplyRow(403, "Authorization failed for sendsms", .temporary(.credentials)),
        // No live link would take it; also when the network refuses Kannel's own password.
        KannelReplyRow(403, "Not routable. Do not try again.", .temporary(.notRoutable)),
        // No `to`, an empty one, one with letters.
        KannelReplyRow(400, "Missing receiver number, rejected", .permanent(.recipient)),
        KannelReplyRow(400, "Empty receiver number not allowed, rejected", .permanent(.recipient)),
        KannelReplyRow(
            400,
            "Number(s) has/have been denied by white- and/or black-lists.",
            .permanent(.recipient)
        ),
        // An unknown charset, `coding=9`, `priority=9`, `validity=-5`.
        KannelReplyRow(400, "Charset or body misformed, rejected", .permanent(.text)),
        KannelReplyRow(400, "Coding field misformed, rejected", .permanent(.text)),
        KannelReplyRow(400, "Priority field misformed, rejected", .permanent(.text)),
        KannelReplyRow(400, "Validity field misformed, rejected", .permanent(.text)),
        // A form by POST.
        KannelReplyRow(400, "Invalid content-type", .temporary(.unexpectedAnswer)),
        // A wrong path.
        KannelReplyRow(404, "Unknown request.", .temporary(.unexpectedAnswer)),
    ]

    /// What no documentation of Kannel has, but something between it and us may say.
    static let undocumented: [KannelReplyRow] = [
        KannelReplyRow(200, "", .unanswered),
        KannelReplyRow(202, "Sent.", .unanswered),
        KannelReplyRow(204, "", .unanswered),
        KannelReplyRow(301, "", .temporary(.unexpectedAnswer)),
        KannelReplyRow(400, "Bad Request", .temporary(.unexpectedAnswer)),
        KannelReplyRow(401, "", .temporary(.unexpectedAnswer)),
        KannelReplyRow(403, "", .temporary(.unexpectedAnswer)),
        KannelReplyRow(429, "", .temporary(.unexpectedAnswer)),
        KannelReplyRow(500, "", .unanswered),
        KannelReplyRow(502, "", .unanswered),
        KannelReplyRow(504, "", .unanswered),
    ]
}

struct KannelReplyTests {
    @Test(arguments: KannelReplyRow.documented + KannelReplyRow.undocumented)
    func `each answer says whether the part was taken, and if not, whether to try again`(row: KannelReplyRow) {
        let reply = KannelReply(status: row.status, body: row.body)
        if let error = row.error {
            #expect(throws: error) { try reply.receipt() }
        } else {
            #expect(throws: Never.self) { try reply.receipt() }
        }
    }
}
